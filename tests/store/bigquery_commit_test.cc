// Commits with locks on BigQuery: the engine over HTTP against the fake of the service, which
// implements the documented rule of conflicts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "eros/base/error.h"
#include "eros/store/store.h"
#include "fake_bigquery/fake_agency.h"
#include "store/sample_store.h"

namespace eros::store {
namespace {

using model::LockScope;
using model::Schedule;
using testing::FakeBigQuery;
using testing::FakeFaults;
using testing::monday;
using testing::sample_schedule;

constexpr const char* insert_only_guard = "INSERT INTO writer_guard (id, version) VALUES (2, 0)";

class Agency : public testing::FakeAgency {
 public:
  explicit Agency(bool with_guard = true, const FakeFaults& faults = {}, unsigned seed = 1)
      : FakeAgency(faults, seed, with_guard ? "" : insert_only_guard) {}
  // Pairs of protecting locks of one caption at most 7 days apart.
  std::int64_t double_locks() {
    return number(
        "SELECT count(*) FROM active_caption_assignments AS a JOIN active_caption_assignments AS b "
        "ON a.caption_key = b.caption_key AND a.rowid < b.rowid AND a.is_active AND b.is_active "
        "AND abs(a.scheduled_send_date - b.scheduled_send_date) <= 7");
  }
  // Schedules that are there twice, or without all of their messages and locks; and locks and
  // messages without their schedule.
  std::int64_t partial_schedules() {
    return number(
        "WITH s AS (SELECT schedule_id, count(*) AS n, any_value(total_messages) AS messages, "
        "any_value(total_ppvs) AS ppvs, any_value(status) AS status "
        "FROM schedule_recommendations GROUP BY schedule_id), "
        "m AS (SELECT schedule_id, count(*) AS n FROM schedule_messages GROUP BY schedule_id), "
        "l AS (SELECT schedule_id, count(*) AS n, count(*) FILTER (is_active) AS active "
        "FROM active_caption_assignments GROUP BY schedule_id) "
        "SELECT count(*) FROM s FULL JOIN m USING (schedule_id) FULL JOIN l USING (schedule_id) "
        "WHERE s.n IS DISTINCT FROM 1 OR m.n IS DISTINCT FROM s.messages "
        "OR l.n IS DISTINCT FROM s.ppvs "
        "OR l.active <> CASE s.status WHEN 'superseded' THEN 0 ELSE s.ppvs END");
  }
};

model::CommitResult commit(Store& store, const Schedule& schedule) {
  return store.commit(std::span(&schedule, 1), LockScope::agency, false);
}

TEST(BigQueryCommit, IsOneJobForManyPages) {
  Agency agency;
  auto store = agency.connect();
  std::vector<Schedule> schedules;
  for (int i = 0; i < 40; ++i) {
    schedules.push_back(sample_schedule("page_" + std::to_string(i), "s" + std::to_string(i),
                                        monday, {{2 * i, 0}, {2 * i + 1, 3}}));
  }
  EXPECT_TRUE(store.commit(schedules, LockScope::agency, false).is_stored());
  EXPECT_EQ(agency.fake.job_count(), 1u);
  EXPECT_EQ(agency.number("SELECT count(*) FROM active_caption_assignments"), 80);
  EXPECT_EQ(agency.partial_schedules(), 0);
}

// Seven megabytes of rows travel as a load, in a table that is gone afterwards.
TEST(BigQueryCommit, RowsThatARequestCannotHoldTravelAsALoad) {
  FakeBigQuery fake(QuerySet{
      {"add_items", "INSERT INTO items SELECT CAST(unnest(CAST($rows AS JSON[])) AS VARCHAR)"}});
  auto engine = fake.connect();
  fake.warehouse().run_script("CREATE TABLE items (item VARCHAR)");
  const QuerySet queries = {
      {"add_items", "INSERT INTO items SELECT r FROM UNNEST(JSON_QUERY_ARRAY(@rows)) AS r"}};
  engine->use(queries);
  std::string rows = "[";
  for (int i = 0; i < 7'000; ++i) {
    rows += (i == 0 ? "{\"text\": \"" : ", {\"text\": \"") + std::string(1'000, 'x') + "\"}";
  }
  const Parameters parameters = {{"rows", rows + "]"}};
  const std::vector<Step> steps = {{.statement = {"add_items", parameters}}};
  EXPECT_EQ(engine->run_atomically(steps), nullptr);
  EXPECT_EQ(fake.warehouse().number("SELECT count(*) FROM items"), 7'000);
  EXPECT_EQ(fake.warehouse().number("SELECT min(length(item)) FROM items"), 1'011);
  EXPECT_EQ(fake.warehouse().number(
                "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'eros_rows%'"),
            0);
  EXPECT_EQ(fake.jobs(), (std::map<std::string, int>{{"add_items", 1}, {"rows_of_add_items", 1}}));
}

TEST(BigQueryCommit, NamesConflictsAndStoresNothing) {
  Agency agency;
  auto store = agency.connect();
  EXPECT_TRUE(commit(store, sample_schedule("moss", "s1", monday, {{1, 0}, {2, 0}})).is_stored());
  const auto conflicts =
      commit(store, sample_schedule("fern", "s2", monday, {{1, 4}, {3, 1}})).conflicts;
  ASSERT_EQ(conflicts.size(), 1u);
  EXPECT_EQ(conflicts[0].caption_id, base::CaptionId{1});
  EXPECT_EQ(conflicts[0].holder_schedule_id, "s1");
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations"), 1);
  EXPECT_EQ(agency.partial_schedules(), 0);
}

TEST(BigQueryCommit, WithoutItsGuardRowNothingIsStored) {
  Agency agency;
  agency.fake.warehouse().run_script("DELETE FROM writer_guard");
  auto store = agency.connect();
  try {
    commit(store, sample_schedule("moss", "s1", monday, {{1, 0}}));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("changed by hold_writer_guard"));
    EXPECT_THAT(error.hint(), ::testing::HasSubstr("eros deploy"));
  }
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations"), 0);
}

// The process dies when its job has been sent; what it did not hear was carried out all the same.
TEST(BigQueryCommit, AProcessThatDiesAfterSendingIsRunAgainWithoutHarm) {
  struct Killed {};
  for (const bool was_taken : {false, true}) {
    Agency agency;
    const auto schedule = sample_schedule("moss", "s1", monday, {{1, 0}, {2, 3}});
    {
      auto store = agency.connect([&](google::Transport transport) {
        return [=](const google::HttpRequest& request) -> google::HttpResponse {
          const bool is_job = request.method == "POST" && request.url.ends_with("/jobs");
          if (is_job && !was_taken) throw Killed();
          auto response = transport(request);
          if (is_job) throw Killed();
          return response;
        };
      });
      EXPECT_THROW(commit(store, schedule), Killed);
    }
    // While that job may still run.
    auto store = agency.connect();
    EXPECT_TRUE(commit(store, schedule).conflicts.empty());
    EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations"), 1);
    EXPECT_EQ(agency.number("SELECT count(*) FROM active_caption_assignments"), 2);
    EXPECT_EQ(agency.double_locks() + agency.partial_schedules(), 0);
  }
}

// Every answer that tells of a commit is lost.
TEST(BigQueryCommit, ALostAnswerDoesNotBookTwice) {
  Agency agency;
  auto store = agency.connect([](google::Transport transport) {
    return [=, lost = std::make_shared<int>(0)](const google::HttpRequest& request) {
      auto response = transport(request);
      if (request.method == "POST" && ++*lost % 3 != 0) throw google::NoAnswer("reset");
      return response;
    };
  });
  for (int i = 0; i < 5; ++i) {
    const auto id = std::to_string(i);
    EXPECT_TRUE(
        commit(store, sample_schedule("page_" + id, "s" + id, monday, {{i, 0}})).is_stored());
  }
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations"), 5);
  EXPECT_EQ(agency.partial_schedules(), 0);
}

struct History {
  std::atomic<int> stored = 0, refused = 0, asked_again = 0;
};

// Each locker asks for captions that the others want too, again for as long as the store is busy,
// until it is told that they are its own or whose they are.
void run_lockers(Agency& agency, History& history, int lockers, int requests) {
  std::mutex mutex;
  std::vector<std::string> stored_ids, refused_ids;
  const auto work = [&](int locker) {
    auto store = agency.connect();
    std::mt19937 random(static_cast<unsigned>(locker));
    const auto below = [&random](int n) {
      return static_cast<int>(random() % static_cast<unsigned>(n));
    };
    for (int request = 0; request < requests; ++request) {
      const std::string id = std::to_string(locker) + "_" + std::to_string(request);
      const auto schedule =
          sample_schedule("page_" + id, "s_" + id, monday + base::days(7 * below(20)),
                          {{below(50), below(3)}, {50 + below(50), 3 + below(4)}});
      for (bool is_settled = false; !is_settled;) {
        try {
          const bool is_stored = commit(store, schedule).conflicts.empty();
          (is_stored ? history.stored : history.refused) += 1;
          const std::scoped_lock lock(mutex);
          (is_stored ? stored_ids : refused_ids).push_back(schedule.schedule_id);
          is_settled = true;
        } catch (const base::Error& error) {
          if (error.code() != base::ErrorCode::busy) throw;
          ++history.asked_again;
        }
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < lockers; ++i) threads.emplace_back(work, i);
  }
  for (const auto& id : stored_ids) {
    EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations WHERE schedule_id = '" +
                            id + "'"),
              1)
        << id;
  }
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations"), history.stored);
}

constexpr FakeFaults every_fault = {.lost_request = 0.02,
                                    .lost_answer = 0.03,
                                    .too_many_requests = 0.01,
                                    .unavailable = 0.01,
                                    .error_after_taking = 0.02,
                                    .token_expired = 0.005,
                                    .job_fails = 0.02,
                                    .aborted = 0.005,
                                    .fails_after_commit = 0.03};

TEST(BigQueryCommitRace, ThirtyTwoLockersNeverBookACaptionTwice) {
  constexpr int lockers = 32, requests = 64;
  Agency agency(true, every_fault);
  History history;
  run_lockers(agency, history, lockers, requests);
  EXPECT_EQ(history.stored + history.refused, lockers * requests);
  EXPECT_GT(history.stored, 100);
  EXPECT_GT(history.refused, 100);
  EXPECT_GT(agency.fake.conflicts(), 100);
  EXPECT_EQ(agency.double_locks(), 0);
  EXPECT_EQ(agency.partial_schedules(), 0);
}

// That the race above can tell: a lock that only inserts excludes nobody, and books twice.
TEST(BigQueryCommitRace, ALockThatOnlyInsertsBooksTwice) {
  Agency agency(false);
  History history;
  run_lockers(agency, history, 16, 20);
  EXPECT_GT(agency.double_locks(), 0);
}

}  // namespace
}  // namespace eros::store
