#include <gtest/gtest.h>

#include "store/sample_store.h"

namespace eros::store {
namespace {

using testing::noon;

// A lock of fern for each of `count` captions, `days` days from the local day of noon.
void add_locks(testing::SampleStore& store, int days, int count = 1) {
  store.run(
      "INSERT INTO active_caption_assignments (assignment_key, caption_id, caption_key, "
      "page_name, schedule_id, scheduled_send_date, scheduled_send_hour, assigned_at, "
      "expires_at) SELECT i || '|' || (" +
      std::to_string(days) + "), i, i, 'fern', 's', DATE '2026-11-17' + (" + std::to_string(days) +
      "), 12, '2026-11-01', '2026-12-01' FROM range(" + std::to_string(count) + ") AS t(i)");
}

TEST(Sweep, ByTheDayOfThePage) {
  testing::SampleStore store;
  for (int days : {-9, -8, -7, -1, 0, 1}) add_locks(store, days);
  const auto result = store->sweep(noon, {});
  EXPECT_EQ(result.past_send_date, 2);
  EXPECT_EQ(result.stale, 2);
  EXPECT_EQ(result.still_active, 2);
  EXPECT_TRUE(result.alerts.empty());
  EXPECT_EQ(store.cells("SELECT scheduled_send_date AS d, deactivation_reason AS r "
                        "FROM active_caption_assignments WHERE NOT is_active ORDER BY d"),
            "{'d': 2026-11-08, 'r': STALE_7DAY}\n{'d': 2026-11-09, 'r': STALE_7DAY}\n"
            "{'d': 2026-11-10, 'r': PAST_SEND_DATE}\n{'d': 2026-11-16, 'r': PAST_SEND_DATE}\n");
  EXPECT_EQ(store.number("SELECT past_send_date + stale FROM lock_sweep_log"), 4);
}

TEST(Sweep, AnEveningInLosAngelesIsStillToday) {
  testing::SampleStore store;
  add_locks(store, 0);
  // 23:59 local is 07:59 UTC of the next day.
  EXPECT_EQ(store->sweep(noon + base::hours(11) + base::minutes(59), {}).past_send_date, 0);
  EXPECT_EQ(store->sweep(noon + base::hours(12), {}).past_send_date, 1);
}

TEST(Sweep, AlertsFromTheLimitsOn) {
  testing::SampleStore store;
  add_locks(store, -1, 3);
  add_locks(store, 1, 5);
  model::LockSettings settings;
  settings.swept_warning = 3;
  settings.active_warning = 5;
  settings.active_critical = 6;
  EXPECT_TRUE(store->sweep(noon, settings).alerts.empty());
  add_locks(store, -2, 4);
  add_locks(store, 2, 1);
  EXPECT_EQ(store->sweep(noon + base::hours(1), settings).alerts,
            (std::vector<std::string>{"WARNING: 4 locks were swept at once (limit 3)",
                                      "WARNING: 6 locks are active (limit 5)"}));
  add_locks(store, 3, 1);
  EXPECT_EQ(store->sweep(noon + base::hours(2), settings).alerts,
            std::vector<std::string>{"CRITICAL: 7 locks are active (limit 6)"});
  EXPECT_EQ(store.number("SELECT count(*) FROM automation_alerts"), 3);
}

}  // namespace
}  // namespace eros::store
