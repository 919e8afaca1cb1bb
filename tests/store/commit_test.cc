#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "eros/base/error.h"
#include "store/lock_history.h"
#include "store/sample_store.h"

namespace eros::store {
namespace {

using model::LockScope;
using model::MessageType;
using model::Schedule;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::monday;
using testing::noon;
using testing::sample_schedule;

model::CommitResult commit(testing::SampleStore& store, const Schedule& schedule,
                           bool force = false, LockScope scope = LockScope::agency) {
  return store->commit(std::span(&schedule, 1), scope, force);
}

TEST(Commit, StoresScheduleMessagesLocksAndDecisions) {
  testing::SampleStore store;
  auto schedule =
      sample_schedule("fern", "s1", monday, {{1, 0}, {2, 1}, {3, 1, MessageType::bump}});
  schedule.messages[2].follows = 1;
  schedule.filtered = {{base::CaptionId{9}, "hard_pattern:(?i)re:fund"}};
  EXPECT_TRUE(commit(store, schedule).is_stored());

  const auto stored = store->schedule("s1");
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(stored->total_ppvs, 2);
  EXPECT_EQ(stored->total_bumps, 1);
  EXPECT_EQ(stored->created_at, noon);
  EXPECT_EQ(stored->week_start, monday);
  EXPECT_EQ(stored->status, model::ScheduleStatus::draft);
  const auto json = nlohmann::json::parse(stored->schedule_json);
  EXPECT_EQ(json["total_messages"], 3);
  EXPECT_EQ(json["start_date"], "2026-11-23");
  EXPECT_EQ(json["metadata"]["policy"], "beta");
  EXPECT_EQ(json["messages"][1]["decision"]["sample"], 0.25);
  EXPECT_EQ(json["messages"][2]["follows_index"], 1);

  const auto rows = store->schedule_rows("s1");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].day_of_week, "Monday");
  EXPECT_EQ(rows[0].scheduled_send_time, schedule.messages[0].local);
  EXPECT_EQ(rows[0].scheduled_send_at, schedule.messages[0].at);
  EXPECT_EQ(rows[0].price, 25);
  EXPECT_EQ(rows[2].price_tier, model::Tier::bump);
  EXPECT_EQ(rows[2].follows_index, 1);
  EXPECT_EQ(nlohmann::json::parse(rows[0].decision_json)["policy"], "beta");

  EXPECT_EQ(store.cells("SELECT assignment_key, scheduled_send_hour AS h, expires_at "
                        "FROM active_caption_assignments ORDER BY 1"),
            "{'assignment_key': 1|fern|2026-11-23|s1, 'h': 12, "
            "'expires_at': '2026-11-30 00:00:00'}\n"
            "{'assignment_key': 2|fern|2026-11-24|s1, 'h': 12, "
            "'expires_at': '2026-12-01 00:00:00'}\n");
  EXPECT_EQ(store.cells("SELECT rule_kind, rule FROM caption_filter_audit_log"),
            "{'rule_kind': hard_pattern, 'rule': '(?i)re:fund'}\n");
  EXPECT_EQ(store.number("SELECT count(*) FROM audit_log WHERE action = 'commit'"), 1);
}

TEST(Commit, AgainChangesNothing) {
  testing::SampleStore store;
  const auto schedule = sample_schedule("fern", "s1", monday, {{1, 0}});
  commit(store, schedule);
  store->approve("s1", noon);
  const auto again = commit(store, schedule);
  EXPECT_FALSE(again.is_stored());
  EXPECT_THAT(again.taken_ids, ElementsAre("s1"));
  EXPECT_EQ(store->schedules({}, {}).size(), 1u);
  EXPECT_EQ(store->schedule("s1")->status, model::ScheduleStatus::approved);
}

TEST(Commit, TellsWhichIdsAreTakenAndStoresNothingThen) {
  testing::SampleStore store;
  commit(store, sample_schedule("fern", "s1", monday, {{1, 0}}));
  const std::vector<Schedule> both = {sample_schedule("fern", "s1", monday, {{3, 0}}),
                                      sample_schedule("moss", "s2", monday, {{2, 0}})};
  const auto result = store->commit(both, LockScope::agency, false);
  EXPECT_FALSE(result.is_stored());
  EXPECT_THAT(result.taken_ids, ElementsAre("s1"));
  EXPECT_EQ(store->schedules({}, {}).size(), 1u);
  EXPECT_EQ(store.number("SELECT count(*) FROM active_caption_assignments"), 1);
}

TEST(Commit, SupersedesTheDraftOfTheSameDaysAndFreesItsLocks) {
  testing::SampleStore store;
  commit(store, sample_schedule("fern", "s1", monday, {{1, 0}}));
  commit(store, sample_schedule("fern", "before", monday - base::days(7), {{2, 0}}));
  const auto result =
      commit(store, sample_schedule("fern", "s2", monday + base::days(6), {{1, 0}}));
  EXPECT_TRUE(result.is_stored());
  ASSERT_EQ(result.also_superseded.size(), 1u) << "nobody had known of it";
  EXPECT_EQ(result.also_superseded[0].schedule_id, "s1");
  EXPECT_EQ(result.also_superseded[0].page_name, "fern");
  EXPECT_EQ(store->schedule("s1")->status, model::ScheduleStatus::superseded);
  EXPECT_EQ(store->schedule("before")->status, model::ScheduleStatus::draft);
  EXPECT_EQ(store.number("SELECT count(*) FROM active_caption_assignments "
                         "WHERE NOT is_active AND deactivation_reason = 'SUPERSEDED'"),
            1);
  EXPECT_TRUE(store->schedule_rows("s1").empty());
}

TEST(Commit, ReplacesAnApprovedWeekOnlyByForce) {
  testing::SampleStore store;
  commit(store, sample_schedule("fern", "s1", monday, {{1, 0}}));
  store->approve("s1", noon);
  const auto next = sample_schedule("fern", "s2", monday, {{1, 0}});
  try {
    commit(store, next);
    FAIL() << "it was stored";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("s1 (approved)"));
    EXPECT_THAT(error.hint(), HasSubstr("--force"));
  }
  EXPECT_FALSE(store->schedule("s2").has_value());
  EXPECT_TRUE(commit(store, next, true).is_stored());
  EXPECT_EQ(store->schedule("s1")->status, model::ScheduleStatus::superseded);
}

TEST(Commit, NamesEveryConflictAndStoresNothing) {
  testing::SampleStore store;
  commit(store, sample_schedule("moss", "s1", monday, {{1, 0}, {2, 0}, {3, 0}}));
  commit(store, sample_schedule("fern", "draft", monday + base::days(3), {{7, 0}}));
  const auto wanted =
      sample_schedule("fern", "s2", monday + base::days(3), {{1, 4}, {2, 5}, {3, 1}});
  const auto conflicts = commit(store, wanted).conflicts;
  ASSERT_EQ(conflicts.size(), 2u);  // caption 2 lies eight days off
  EXPECT_EQ(conflicts[0].caption_id, base::CaptionId{3});
  EXPECT_EQ(conflicts[0].holder_page_name, "moss");
  EXPECT_EQ(conflicts[0].holder_schedule_id, "s1");
  EXPECT_EQ(conflicts[0].holder_date, monday);
  EXPECT_EQ(conflicts[0].wanted_date, monday + base::days(4));
  EXPECT_EQ(conflicts[1].caption_id, base::CaptionId{1});
  EXPECT_FALSE(store->schedule("s2").has_value());
  EXPECT_EQ(store->schedule("draft")->status, model::ScheduleStatus::draft);
  EXPECT_EQ(store.number("SELECT count(*) FROM active_caption_assignments WHERE is_active"), 4);
  // Within the page only, moss's locks are not in the way.
  EXPECT_TRUE(commit(store, wanted, false, LockScope::page).is_stored());
}

TEST(Commit, FindsConflictsAmongTheNewSchedules) {
  testing::SampleStore store;
  const std::vector<Schedule> both = {sample_schedule("fern", "s1", monday, {{1, 0}}),
                                      sample_schedule("moss", "s2", monday, {{1, 6}})};
  ASSERT_EQ(store->commit(both, LockScope::agency, false).conflicts.size(), 1u);
  EXPECT_TRUE(store->schedules({}, {}).empty());
  EXPECT_TRUE(store->commit(both, LockScope::page, false).is_stored());
}

TEST(Commit, BumpsAreNotLocked) {
  testing::SampleStore store;
  commit(store, sample_schedule("moss", "s1", monday, {{1, 0, MessageType::bump}}));
  EXPECT_TRUE(commit(store, sample_schedule("fern", "s2", monday, {{1, 0, MessageType::bump}}))
                  .is_stored());
  EXPECT_EQ(store.number("SELECT count(*) FROM active_caption_assignments"), 0);
}

TEST(Commit, ASweptLockStillProtectsAndACancelledOneDoesNot) {
  testing::SampleStore store;
  commit(store, sample_schedule("moss", "s1", monday, {{1, 0}}));
  store->sweep(noon + base::days(8), {});
  const auto wanted = sample_schedule("fern", "s2", monday + base::days(2), {{1, 0}});
  EXPECT_EQ(commit(store, wanted).conflicts.size(), 1u);
  commit(store, sample_schedule("moss", "s3", monday + base::days(20), {{2, 0}}));
  store->cancel("s3", noon);
  EXPECT_TRUE(
      commit(store, sample_schedule("fern", "s4", monday + base::days(20), {{2, 0}})).is_stored());
}

// Random commits and cancels against a list of what must be locked.
RC_GTEST_PROP(CommitProperty, LocksFollowASimpleModel, ()) {
  struct Held {
    std::string page;
    std::string schedule;
    int caption;
    int day;
  };
  testing::SampleStore store;
  std::vector<Held> model;
  std::map<std::string, std::pair<std::string, int>> live;  // schedule -> page, first day
  const auto steps = *rc::gen::inRange(1, 10);
  for (int step = 0; step < steps; ++step) {
    if (!live.empty() && *rc::gen::inRange(0, 4) == 0) {
      const std::string id = live.begin()->first;
      store->cancel(id, noon);
      std::erase_if(model, [&](const Held& held) { return held.schedule == id; });
      live.erase(id);
      continue;
    }
    const std::string page = *rc::gen::element(std::string("fern"), std::string("moss"));
    const std::string id = "s" + std::to_string(step);
    const int start = *rc::gen::inRange(0, 20);
    std::vector<testing::Placed> placed;
    for (int day = 0; day < 7; day += 3) placed.push_back({*rc::gen::inRange(1, 9), day});

    auto after = model;
    std::vector<std::string> replaced;
    for (const auto& [other, week] : live) {
      if (week.first == page && std::abs(week.second - start) < 7) replaced.push_back(other);
    }
    for (const auto& other : replaced) {
      std::erase_if(after, [&](const Held& held) { return held.schedule == other; });
    }
    bool is_free = true;
    for (const auto& [caption, day, type] : placed) {
      for (const auto& held : after) {
        is_free &= held.caption != caption || std::abs(held.day - start - day) > 7;
      }
      after.push_back({page, id, caption, start + day});
    }
    const auto result =
        commit(store, sample_schedule(page, id, monday + base::days(start), placed));
    RC_ASSERT(result.is_stored() == is_free);
    if (is_free) {
      model = after;
      for (const auto& other : replaced) live.erase(other);
      live[id] = {page, start};
    }
    RC_ASSERT(store.number("SELECT count(*) FROM active_caption_assignments WHERE is_active") ==
              static_cast<std::int64_t>(model.size()));
  }
  RC_ASSERT(testing::double_locks(store) == 0);
  RC_ASSERT(testing::schedules_without_locks(store) == 0);
  RC_ASSERT(testing::locks_without_schedule(store) == 0);
}

TEST(CommitRace, EightThreadsNeverBookACaptionTwice) {
  testing::SampleStore store;
  for (int i = 0; i < 8; ++i) {
    store.run("INSERT INTO creators (page_name, created_at, updated_at) VALUES ('page_" +
              std::to_string(i) + "', '2026-01-01', '2026-01-01')");
  }
  std::atomic<int> stored = 0, refused = 0;
  const auto work = [&](int thread) {
    // A connection of its own to the same database.
    Store own = Store::open(store.path(), {});
    for (int round = 0; round < 6; ++round) {
      const auto schedule = sample_schedule(
          "page_" + std::to_string(thread),
          "s_" + std::to_string(thread) + "_" + std::to_string(round),
          monday + base::days(7 * round), {{round * 4 + thread % 4, 0}, {100 + round, 3}});
      for (bool settled = false; !settled;) {
        try {
          const auto result = own.commit(std::span(&schedule, 1), LockScope::agency, false);
          (result.is_stored() ? stored : refused) += 1;
          settled = true;
        } catch (const base::Error& error) {
          if (error.code() != base::ErrorCode::busy) throw;
        }
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back(work, i);
  }
  EXPECT_EQ(stored + refused, 48);
  EXPECT_EQ(store.number("SELECT count(*) FROM schedule_recommendations"), stored);
  // Of each round's shared caption one thread gets the week.
  EXPECT_EQ(stored, 6);
  EXPECT_EQ(testing::double_locks(store), 0);
  EXPECT_EQ(testing::schedules_without_locks(store), 0);
  EXPECT_EQ(testing::locks_without_schedule(store), 0);
}

}  // namespace
}  // namespace eros::store
