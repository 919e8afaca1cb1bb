#include "store/lock_history.h"

namespace eros::testing {

std::int64_t double_locks(SampleStore& store) {
  return store.number(R"(
    WITH held AS (
      SELECT assignment_key, caption_key, scheduled_send_date FROM active_caption_assignments
      WHERE is_active OR deactivation_reason IN ('PAST_SEND_DATE', 'STALE_7DAY'))
    SELECT count(*) FROM held AS a JOIN held AS b
      ON a.caption_key = b.caption_key AND a.assignment_key < b.assignment_key
      AND abs(a.scheduled_send_date - b.scheduled_send_date) <= 7)");
}

std::int64_t schedules_without_locks(SampleStore& store) {
  return store.number(R"(
    SELECT (SELECT count(*) FROM schedule_recommendations_messages AS m
      WHERE m.message_type = 'PPV' AND NOT EXISTS (
        SELECT 1 FROM active_caption_assignments AS l
        WHERE l.schedule_id = m.schedule_id AND l.caption_id = m.caption_id
          AND (l.is_active OR l.deactivation_reason IN ('PAST_SEND_DATE', 'STALE_7DAY'))))
    + (SELECT count(*) FROM schedule_recommendations AS s
      WHERE s.total_messages <> (SELECT count(*) FROM schedule_messages AS m
        WHERE m.schedule_id = s.schedule_id)))");
}

std::int64_t locks_without_schedule(SampleStore& store) {
  return store.number(R"(
    SELECT count(*) FROM active_caption_assignments AS l
    WHERE l.is_active AND NOT EXISTS (SELECT 1 FROM schedule_recommendations AS s
      WHERE s.schedule_id = l.schedule_id AND s.status IN ('draft', 'approved', 'exported')))");
}

}  // namespace eros::testing
