// kill -9 and Ctrl-C at random moments. Afterwards the store opens, an import is all there or not
// at all, and no schedule is without its locks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <random>
#include <thread>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using ::testing::HasSubstr;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int rounds = 10;

Milliseconds time_of(const Workplace& place, const Arguments& arguments) {
  const auto begin = Clock::now();
  EXPECT_EQ(place.eros(arguments).exit_code, 0);
  return Clock::now() - begin;
}

// Lets the program run for a part of the time that it took undisturbed, then sends the signal.
Outcome disturbed(const Workplace& place, const Arguments& arguments, Milliseconds whole,
                  double part, int signal) {
  RunningProgram running = place.start(arguments);
  std::this_thread::sleep_for(whole * part);
  running.send(signal);
  return running.wait();
}

// A place with captions, and messages in two files that one command imports.
class ImportPlace : public Workplace {
 public:
  ImportPlace() {
    std::string rows =
        "row_id,page_name,message,sending_time,sent_count,viewed_count,purchased_count,earnings\n";
    for (const char* name : {"one", "two"}) {
      std::string text = rows;
      for (int i = 0; i < 10'000; ++i) {
        text += std::string(name) + std::to_string(i) + ",fern,Letter " + std::to_string(i % 500) +
                ",2026-10-" + std::to_string(10 + i % 20) + "T19:00:00,1000,400,10,150\n";
      }
      write(std::string(name) + ".csv", text);
    }
    EXPECT_EQ(eros({"init"}).exit_code, 0);
    begin_again("eros.duckdb", "made.duckdb");
  }
  void begin_again(const std::string& from = "made.duckdb",
                   const std::string& to = "eros.duckdb") const {
    std::filesystem::remove(path(to + ".wal"));
    std::filesystem::copy_file(path(from), path(to),
                               std::filesystem::copy_options::overwrite_existing);
  }
};

const Arguments import_both = at_noon({"import", "messages", "one.csv", "two.csv"});

TEST(Kill, AnImportIsAllOrNothing) {
  const ImportPlace place;
  const Milliseconds whole = time_of(place, import_both);
  std::mt19937 random(11);
  std::uniform_real_distribution<double> part(0.05, 1.0);
  for (int round = 0; round < rounds; ++round) {
    place.begin_again();
    disturbed(place, import_both, whole, part(random), SIGKILL);
    const auto stored = count_of(place, "mass_messages");
    EXPECT_TRUE(stored == 0 || stored == 20'000) << stored << " in round " << round;
  }
  EXPECT_EQ(place.eros(import_both).exit_code, 0) << "the store is as good as new";
  EXPECT_EQ(count_of(place, "mass_messages"), 20'000);
}

TEST(Kill, AnInterruptedImportSaysSo) {
  const ImportPlace place;
  const Milliseconds whole = time_of(place, import_both);
  std::mt19937 random(12);
  std::uniform_real_distribution<double> part(0.2, 1.0);
  int interrupted = 0;
  for (int round = 0; round < rounds; ++round) {
    place.begin_again();
    const Outcome outcome =
        disturbed(place, import_both, whole, part(random), round % 2 == 0 ? SIGINT : SIGTERM);
    const auto stored = count_of(place, "mass_messages");
    if (outcome.exit_code == 0) {
      EXPECT_EQ(stored, 20'000) << "it came too late";
      continue;
    }
    ++interrupted;
    EXPECT_GT(outcome.exit_code, 0) << "ended by signal " << outcome.signal;
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("interrupted"));
    EXPECT_EQ(outcome.err.find("terminate"), std::string::npos) << outcome.err;
    EXPECT_TRUE(stored == 0 || stored == 20'000) << stored << " in round " << round;
  }
  EXPECT_GT(interrupted, 0);
  EXPECT_EQ(place.eros(import_both).exit_code, 0);
}

TEST(Kill, AScheduleIsStoredWithItsLocksOrNotAtAll) {
  const SampleAgency agency;
  const auto plan = [](int week) {
    // Every second run plans the week before it again.
    const int day = 7 * (week / 2 % 4);
    return at_noon({"schedule", "fern_and_paws", "--start-date",
                    day < 7    ? "2026-11-23"
                    : day < 14 ? "2026-11-30"
                    : day < 21 ? "2026-12-07"
                               : "2026-12-14",
                    "--output", "week.csv"});
  };
  const Milliseconds whole = time_of(agency, plan(0));
  std::mt19937 random(13);
  std::uniform_real_distribution<double> part(0.3, 1.05);
  int killed = 0;
  for (int round = 0; round < 2 * rounds; ++round) {
    const int signal = round % 3 == 2 ? SIGINT : SIGKILL;
    const Outcome outcome = disturbed(agency, plan(round), whole, part(random), signal);
    if (outcome.exit_code != 0) ++killed;
    expect_sound(agency);
    if (::testing::Test::HasFailure()) FAIL() << "in round " << round << ": " << outcome.err;
  }
  EXPECT_GT(killed, 0);
  EXPECT_EQ(agency.eros(plan(0)).exit_code, 0);
  expect_sound(agency);
  for (const std::string& name : agency.files()) {
    if (name.ends_with(".csv")) {
      EXPECT_TRUE(agency.read(name).ends_with("\n")) << name;
    }
  }
}

}  // namespace
}  // namespace eros::testing
