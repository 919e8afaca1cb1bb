// A child that commits in a loop is killed at random moments; the store is looked at after each.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "store/lock_history.h"
#include "store/sample_store.h"

namespace eros::store {
namespace {

using testing::monday;
using testing::sample_schedule;

// Commits week after week of two pages until it is killed.
[[noreturn]] void commit_until_killed(const std::string& path, int child) {
  Store store = Store::open(path, {});
  for (int i = 0;; ++i) {
    const std::string id = std::to_string(child) + "_" + std::to_string(i);
    // Every second pair plans the same weeks again and so supersedes the first.
    const auto start = monday + base::days(7 * (i / 2));
    const int caption = 1000 * child + 10 * i;
    const std::vector<model::Schedule> both = {
        sample_schedule("fern", "f" + id, start, {{caption, 0}, {caption + 1, 3}}),
        sample_schedule("moss", "m" + id, start, {{caption + 2, 0}, {caption + 3, 3}})};
    store.commit(both, model::LockScope::agency, false);
  }
}

TEST(CommitCrash, LeavesNoHalfSchedule) {
  testing::Scratch scratch;
  const std::string path = scratch.file("store.duckdb");
  const auto in_child = [](const auto& work) {
    const pid_t child = fork();
    if (child == 0) {
      try {
        work();
      } catch (...) {
        _exit(1);
      }
      _exit(0);
    }
    return child;
  };
  const auto wait_for = [](pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return status;
  };
  // All access is in children: a process that has threads of the database must not fork.
  ASSERT_EQ(wait_for(in_child([&] { testing::SampleStore made(path); })), 0);
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    const pid_t child = in_child([&] { commit_until_killed(path, round); });
    usleep(static_cast<useconds_t>(50'000 + random() % 400'000));
    kill(child, SIGKILL);
    wait_for(child);
    const int status = wait_for(in_child([&] {
      testing::SampleStore store(path);
      const bool is_whole = testing::double_locks(store) == 0 &&
                            testing::schedules_without_locks(store) == 0 &&
                            testing::locks_without_schedule(store) == 0;
      if (!is_whole) _exit(2);
    }));
    ASSERT_EQ(status, 0) << "after kill " << round;
  }
  const int status = wait_for(in_child([&] {
    testing::SampleStore store(path);
    if (store.number("SELECT count(*) FROM schedule_recommendations") == 0) _exit(3);
  }));
  EXPECT_EQ(status, 0) << "no child came to commit anything";
}

}  // namespace
}  // namespace eros::store
