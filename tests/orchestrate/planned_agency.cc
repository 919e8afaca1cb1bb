#include "orchestrate/planned_agency.h"

#include <gtest/gtest.h>

#include "eros/orchestrate/demo_agency.h"
#include "eros/orchestrate/learn.h"

namespace eros::testing {

using model::ImportKind;

DemoStore::DemoStore() {
  const auto agency = orchestrate::make_demo_agency(as_of, 1);
  import_text(ImportKind::creators, "creators.csv", agency.creators_csv);
  import_text(ImportKind::captions, "captions.csv", agency.captions_csv);
  import_text(ImportKind::messages, "messages.csv", agency.messages_csv);
  orchestrate::learn(**this, as_of, {});
}

void expect_sound(ImportStore& store) {
  EXPECT_TRUE(store
                  .rows("coalesce(m.schedule_id, l.schedule_id)",
                        "(SELECT schedule_id, caption_id, CAST(scheduled_send_time AS DATE) AS day "
                        " FROM schedule_recommendations_messages WHERE message_type = 'PPV') AS m "
                        "FULL JOIN (SELECT schedule_id, caption_id, scheduled_send_date AS day "
                        " FROM active_caption_assignments WHERE is_active) AS l "
                        "USING (schedule_id, caption_id, day) "
                        "WHERE m.schedule_id IS NULL OR l.schedule_id IS NULL")
                  .empty())
      << "a schedule without its locks, or a lock without its schedule";
  EXPECT_TRUE(store
                  .rows("a.assignment_key, b.assignment_key",
                        "active_caption_assignments AS a JOIN active_caption_assignments AS b "
                        "ON a.caption_key = b.caption_key AND a.assignment_key < b.assignment_key "
                        "WHERE a.is_active AND b.is_active "
                        "AND abs(a.scheduled_send_date - b.scheduled_send_date) <= 7")
                  .empty())
      << "a caption is promised twice";
}

}  // namespace eros::testing
