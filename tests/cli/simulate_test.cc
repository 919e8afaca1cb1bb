// A simulated agency goes through the program as a real one does.
#include <gtest/gtest.h>

#include "cli/program.h"

namespace eros::testing {
namespace {

const std::string now = "2026-11-17T12:00:00-08:00";

TEST(Simulate, WritesFilesThatImportTakesWhole) {
  const Workplace work;
  const Outcome made = work.eros({"simulate", "--preset", "thin", "--pages", "3", "--weeks", "8",
                                  "--output", "agency", "--as-of", now, "--format", "json"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const nlohmann::json summary = json_of(made);
  EXPECT_EQ(summary["pages"], 3);
  ASSERT_EQ(work.eros({"init"}).exit_code, 0);
  for (const char* kind : {"creators", "captions", "messages"}) {
    const Outcome imported = work.eros({"import", kind, "agency/" + std::string(kind) + ".csv",
                                        "--as-of", now, "--format", "json"});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
    const nlohmann::json counts = json_of(imported);
    EXPECT_EQ(counts["rejected"], 0) << kind;
    EXPECT_EQ(counts["inserted"], counts["read"]) << kind;
    if (summary.contains(kind)) {
      EXPECT_EQ(counts["read"], summary[kind]) << kind;
    }
  }
  ASSERT_EQ(work.eros({"learn", "--as-of", now}).exit_code, 0);
  const Outcome planned =
      work.eros({"schedule", "page_0002", "--as-of", now, "--format", "json", "--dry-run"});
  EXPECT_EQ(json_of(planned)["validation"]["ok"], true) << planned.err;
}

TEST(Simulate, SameSeedSameBytes) {
  const Workplace work;
  const auto messages = [&work](const char* folder, const char* seed) {
    const Outcome made = work.eros({"simulate", "--pages", "1", "--weeks", "2", "--output", folder,
                                    "--as-of", now, "--seed", seed});
    EXPECT_EQ(made.exit_code, 0) << made.err;
    return work.read(std::string(folder) + "/messages.csv");
  };
  const std::string first = messages("a", "5");
  EXPECT_EQ(first, messages("b", "5"));
  EXPECT_NE(first, messages("c", "6"));
}

TEST(Simulate, ReplacesNoFileUnasked) {
  const Workplace work;
  work.write("messages.csv", "mine");
  const Arguments command = {"simulate", "--preset", "thin", "--pages", "1", "--weeks",
                             "2",        "--output", ".",    "--as-of", now};
  expect_error(work.eros(command), 2, "messages.csv");
  EXPECT_EQ(work.read("messages.csv"), "mine");
  EXPECT_FALSE(work.has("captions.csv"));
  Arguments forced = command;
  forced.push_back("--force");
  EXPECT_EQ(work.eros(forced).exit_code, 0);
  EXPECT_NE(work.read("messages.csv"), "mine");
}

TEST(Simulate, SaysWhatItCannotDo) {
  const Workplace work;
  expect_error(work.eros({"simulate", "--preset", "rosy", "--output", "a"}), 2,
               "there is no preset 'rosy'");
  expect_error(work.eros({"simulate", "--pages", "0", "--output", "a"}), 2, "1 to 10,000 pages");
  work.write("file", "");
  expect_error(work.eros({"simulate", "--output", "file/a"}), 1, "cannot make the folder");
}

}  // namespace
}  // namespace eros::testing
