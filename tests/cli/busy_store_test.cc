// A store that another process holds: waited for, then named.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A program that holds eros.duckdb: an import that waits for the writer of a pipe, which it opens
// after the store.
class Holder {
 public:
  explicit Holder(const Workplace& place) : running_(start(place)) {
    for (int i = 0; i < 6000 && writer_ < 0; ++i) {
      writer_ = open(place.path("slow.csv").c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
      if (writer_ < 0) std::this_thread::sleep_for(5ms);
    }
    EXPECT_GE(writer_, 0) << "the holder never opened its input";
  }
  ~Holder() {
    if (writer_ >= 0) close(writer_);
  }
  RunningProgram& running() { return running_; }
  // Ends the input; the program then ends by itself.
  void release() {
    close(writer_);
    writer_ = -1;
  }

 private:
  static RunningProgram start(const Workplace& place) {
    mkfifo(place.path("slow.csv").c_str(), 0600);
    return place.start({"import", "messages", "slow.csv"});
  }
  RunningProgram running_;
  int writer_ = -1;
};

TEST(BusyStore, IsWaitedForAndThenItsHolderIsNamed) {
  const Workplace place;
  place.eros({"init"});
  place.write("short.toml", "[store]\nbusy_wait_seconds = 1\n");
  Holder holder(place);
  const auto begin = std::chrono::steady_clock::now();
  const Outcome outcome = place.eros({"schedules", "--config", "short.toml"});
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 1s) << "it did not wait";
  expect_error(outcome, 4, "process " + std::to_string(holder.running().pid()));
}

TEST(BusyStore, IsUsedAsSoonAsItIsFree) {
  const Workplace place;
  place.eros({"init"});
  Holder holder(place);
  RunningProgram second = place.start({"schedules", "--format", "json"});
  std::this_thread::sleep_for(300ms);
  holder.release();
  EXPECT_EQ(holder.running().wait().signal, 0);
  const Outcome outcome = second.wait();
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "[]\n");
}

TEST(BusyStore, ManyAtOnceAllSucceed) {
  const SampleAgency agency;
  const std::vector<std::string> pages = {"cedar_runs", "hazel_books", "poppy_paints",
                                          "sorrel_yoga", "acorn_bakery"};
  std::vector<RunningProgram> running;
  for (const std::string& page : pages) {
    running.push_back(agency.start(
        at_noon({"schedule", page, "--start-date", "2026-11-23", "--output", page + ".csv"})));
  }
  for (RunningProgram& program : running) {
    const Outcome outcome = program.wait();
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  EXPECT_EQ(count_of(agency, "schedule_recommendations"), 5);
  expect_sound(agency);
}

// The same page, week and instant, so that both make the same schedule_id.
TEST(BusyStore, TwoThatPlanTheSameWeekAreBothToldWhatBecameOfIt) {
  const SampleAgency agency;
  std::vector<RunningProgram> running;
  for (int i = 0; i < 2; ++i) {
    running.push_back(
        agency.start(at_noon({"schedule", "cedar_runs", "--start-date", "2026-11-23", "--output",
                              std::to_string(i) + ".csv", "--format", "json"})));
  }
  std::vector<json> plans;
  for (std::size_t i = 0; i < 2; ++i) {
    const Outcome outcome = running[i].wait();
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    plans.push_back(json_of(outcome));
    // Each file holds the plan of the process that wrote it.
    EXPECT_EQ(csv_records(agency.read(std::to_string(i) + ".csv")).at(1).at(0),
              plans.back()["schedule_id"]);
  }
  if (plans[0]["schedule_id"] > plans[1]["schedule_id"]) std::swap(plans[0], plans[1]);
  EXPECT_EQ(plans[0]["schedule_id"], "sched_20261117_120000_000000_cedar_runs");
  EXPECT_EQ(plans[1]["schedule_id"], "sched_20261117_120000_000001_cedar_runs");
  EXPECT_EQ(plans[0]["superseded"], json::array());
  EXPECT_EQ(plans[1]["superseded"], json::array({plans[0]["schedule_id"]}));
  EXPECT_THAT(rows_of(agency, "schedule_id, status", "schedule_recommendations ORDER BY 1"),
              ElementsAre("sched_20261117_120000_000000_cedar_runs|superseded",
                          "sched_20261117_120000_000001_cedar_runs|draft"));
  expect_sound(agency);
}

// Ctrl-C where nothing of the store is at work: both while waiting for it, and while it is held.
TEST(BusyStore, AWaitCanBeInterrupted) {
  const Workplace place;
  place.eros({"init"});
  Holder holder(place);
  RunningProgram waiting = place.start({"schedules"});
  std::this_thread::sleep_for(500ms);
  waiting.send(SIGINT);
  const Outcome outcome = waiting.wait();
  EXPECT_GT(outcome.exit_code, 0) << "signal " << outcome.signal;
  EXPECT_THAT(outcome.err, HasSubstr("interrupted"));
  EXPECT_EQ(outcome.out, "");

  holder.running().send(SIGINT);
  const Outcome held = holder.running().wait();
  EXPECT_GT(held.exit_code, 0) << "signal " << held.signal;
  EXPECT_THAT(held.err, HasSubstr("interrupted"));
  EXPECT_EQ(place.eros({"schedules"}).exit_code, 0);
}

}  // namespace
}  // namespace eros::testing
