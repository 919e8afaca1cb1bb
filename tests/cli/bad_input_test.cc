// Whatever a person gets wrong: an exit code, what is wrong, what to do; nothing saved.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(BadInput, WrongUsageIsExitTwoAndSaysWhatIsWrong) {
  const Workplace place;
  place.eros({"init"});
  expect_error(place.eros({}), 2, "command");
  expect_error(place.eros({"plan"}), 2, "plan");
  expect_error(place.eros({"schedules", "--colour"}), 2, "--colour");
  expect_error(place.eros({"schedule"}), 2, "no PAGE is named");
  expect_error(place.eros({"schedule", "fern", "--page-name", "moss"}), 2,
               "PAGE is 'fern' and --page-name 'moss'");
  expect_error(place.eros({"select"}), 2, "no PAGE is named");
  expect_error(place.eros({"schedule", "fern", "--page-name", "Fern"}), 1, "no page 'fern'");
  expect_error(place.eros({"schedule", "fern", "--start-date", "2026-02-30"}), 1, "fern");
  expect_error(place.eros({"schedule", "fern", "--policy", "dice"}), 2, "beta");
  expect_error(place.eros({"schedule", "fern", "--mode", "fast"}), 2, "optimize");
  expect_error(place.eros({"schedule", "fern", "--zone", "BLUE"}), 2, "BLUE");
  expect_error(place.eros({"schedule", "fern", "--ppv", "-1"}), 2, "--ppv");
  expect_error(place.eros({"schedule", "fern", "--ppv", "many"}), 2, "many");
  expect_error(place.eros({"schedule", "no such page"}), 2, "no such page");
  expect_error(place.eros({"analyze", "fern", "--as-of", "yesterday"}), 2, "yesterday");
  expect_error(place.eros({"analyze", "fern", "--format", "xml"}), 2, "xml");
  for (const char* seed : {"-1", "1.5", "x", "18446744073709551616"}) {
    expect_error(place.eros({"analyze", "fern", "--seed", seed}), 2, seed);
  }
  expect_error(place.eros({"analyze", "fern", "--as-of", "1800-01-01T00:00:00Z"}), 2, "2045");
  expect_error(place.eros({"schedule", "fern", "--output", "-"}), 2, "--output -");
  expect_error(place.eros({"analyze", "fern", "--lookback-days", "0"}), 2, "--lookback-days");
  expect_error(place.eros({"export", "x", "--to", "pdf"}), 2, "pdf");
  for (const char* of_csv : {"--extended", "--no-formula-guard"}) {
    expect_error(place.eros({"export", "x", "--to", "json", of_csv}), 2, of_csv);
  }
  expect_error(place.eros({"import", "fish", "x.csv"}), 2, "fish");
  expect_error(place.eros({"schedules", "--project-id", "agency"}), 2, "--dataset");
  expect_error(place.eros({"schedules", "--dataset", "eros"}), 2, "--project-id");
  expect_error(place.eros({"schedules", "--project-id", "agency", "--dataset", "e-r"}), 2,
               "bigquery://agency/e-r");
  expect_error(place.eros({"schedules", "--store", "postgres://a/b"}), 2, "postgres://a/b");
}

TEST(BadInput, UnknownPagesAndDates) {
  const SampleAgency agency;
  expect_error(agency.eros({"analyze", "cedar_run"}), 1, "did you mean cedar_runs?");
  expect_error(agency.eros({"schedule", "hazelbooks"}), 1, "hazel_books");
  expect_error(agency.eros({"select", "cedar-runs"}), 1, "cedar_runs");
  for (const char* date : {"2026-02-30", "tomorrow", "23.11.2026", "2026-11-23T00:00", ""}) {
    expect_error(agency.eros(at_noon({"schedule", "cedar_runs", "--start-date", date})), 2, date);
  }
  expect_error(agency.eros(at_noon({"schedule", "cedar_runs", "--start-date", "2126-11-23"})), 2,
               "2045-12-25");
  expect_error(agency.eros({"show", "sched_x"}), 1, "sched_x");
  expect_error(agency.eros({"approve", "sched_x"}), 1, "sched_x");
  expect_error(agency.eros({"cancel", "sched_x"}), 1, "sched_x");
  expect_error(agency.eros({"export", "sched_x"}), 1, "sched_x");
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  expect_error(agency.eros({"show", id, "--explain", "99"}), 2, "99");
  expect_error(agency.eros({"show", id, "--explain", "0"}), 2, "0");
  expect_error(agency.eros({"show", id, "--explain", "-1"}), 2, "not in range 1 to");
}

TEST(BadInput, SettingsThatAreNotThere) {
  const Workplace place;
  place.eros({"init"});
  expect_error(place.eros({"schedules", "--config", "none.toml"}), 2, "none.toml");
  std::filesystem::create_directory(place.path("folder"));
  expect_error(place.eros({"schedules", "--config", "folder"}), 2, "'folder' is a folder");
  place.write("bad.toml", "lookback_days = = 3\n");
  expect_error(place.eros({"schedules", "--config", "bad.toml"}), 2, "line 1");
  place.write("bad.toml", "[score]\nsample_wait = 0.5\n");
  expect_error(place.eros({"schedules", "--config", "bad.toml"}), 2, "score.sample_wait");
  place.write("bad.toml", "lookback_days = 0\n");
  expect_error(place.eros({"schedules", "--config", "bad.toml"}), 2, "lookback_days");
  place.write("bad.toml", "policy = \"dice\"\n");
  expect_error(place.eros({"select", "fern", "--config", "bad.toml"}), 2, "dice");
}

TEST(BadInput, FilesThatCannotBeImported) {
  const Workplace place;
  place.eros({"init"});
  const auto import = [&](const std::string& file) {
    return place.eros(at_noon({"import", "messages", file}));
  };
  expect_error(import("none.csv"), 1, "none.csv");
  std::filesystem::create_directory(place.path("folder"));
  expect_error(import("folder"), 1, "folder");
  place.write("other.csv", "colour,shape\nred,round\n");
  expect_error(import("other.csv"), 1, "other.csv");
  std::string noise("\x00\x01\xff\xfe\x7f\x45\x4c\x46", 8);
  for (int i = 0; i < 2000; ++i) noise += static_cast<char>((i * 7919) >> 3);
  place.write("photo.csv", noise);
  expect_error(import("photo.csv"), 1, "photo.csv");
  place.write("photo.parquet", noise);
  expect_error(import("photo.parquet"), 1, "photo.parquet");
  EXPECT_EQ(count_of(place, "mass_messages"), 0);

  place.write("empty.csv", "");
  const Outcome empty = import("empty.csv");
  EXPECT_THAT(empty.err, HasSubstr("empty"));
  EXPECT_EQ(empty.signal, 0);
}

TEST(BadInput, AFileInUtf16IsReadOrRefusedPlainly) {
  const Workplace place;
  place.eros({"init"});
  const std::string text =
      "page_name,message,sending_time,sent_count,viewed_count,purchased_count,earnings\n"
      "fern,hello,2026-11-10T19:00:00,10,4,1,15\n";
  std::string wide = "\xff\xfe";
  for (const char c : text) wide += std::string{c, '\0'};
  place.write("wide.csv", wide);
  const Outcome outcome = place.eros(at_noon({"import", "messages", "wide.csv"}));
  const auto stored = count_of(place, "mass_messages");
  if (outcome.exit_code == 0) {
    EXPECT_EQ(stored, 1);
  } else {
    expect_error(outcome, 1, "wide.csv");
    EXPECT_THAT(outcome.err, HasSubstr("UTF"));
    EXPECT_EQ(stored, 0);
  }
}

TEST(BadInput, AnOutputThatCannotBeWrittenSavesNothing) {
  const SampleAgency agency;
  std::filesystem::create_directory(agency.path("folder"));
  for (const char* output : {"none/week.csv", "folder", "creators.csv/week.csv"}) {
    expect_error(agency.eros(at_noon(
                     {"schedule", "cedar_runs", "--start-date", "2026-11-23", "--output", output})),
                 1, output);
  }
  EXPECT_EQ(count_of(agency, "schedule_recommendations"), 0);
  EXPECT_EQ(count_of(agency, "active_caption_assignments"), 0);

  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  expect_error(agency.eros(at_noon({"export", id, "--output", "none/week.csv"})), 1, "none");
  const Outcome full = agency.eros(at_noon({"export", id, "--output", "/dev/full"}));
  expect_error(full, 1, "/dev/full");
  EXPECT_THAT(full.err, HasSubstr("Free some space, or choose another place"));
  EXPECT_THAT(rows_of(agency, "status", "schedule_recommendations"),
              ::testing::ElementsAre("draft"))
      << "not exported";
  EXPECT_THAT(agency.files(), ::testing::ElementsAre("captions.csv", "creators.csv", "eros.duckdb",
                                                     "folder", "messages.csv", "week.csv"));
}

TEST(BadInput, AFullStandardOutputIsNoSuccess) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const RunOptions full{.input = {}, .output = "/dev/full", .environment = {}};
  for (const Arguments& command :
       {Arguments{"schedules"}, {"show", id, "--format", "json"}, {"analyze", "cedar_runs"}}) {
    expect_error(agency.eros(at_noon(command), full), 1, "standard output");
  }
  expect_error(agency.eros(at_noon({"export", id, "--output", "-"}), full), 1, "standard output");
  EXPECT_THAT(rows_of(agency, "status", "schedule_recommendations"),
              ::testing::ElementsAre("draft"));
  EXPECT_THAT(rows_of(agency, "status", "schedule_export_log"), ::testing::ElementsAre("FAILED"));
  EXPECT_EQ(agency.eros(at_noon({"export", id, "--output", "none/week.csv"})).exit_code, 1);
  EXPECT_EQ(count_of(agency, "schedule_export_log WHERE status = 'FAILED'"), 2);
}

TEST(BadInput, NothingThatIsReadIsOverwritten) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const std::string store = agency.read("eros.duckdb");
  const std::string row = "caption_text,price_tier\nA walk,mid\nA run,gold\n";
  agency.write("more.csv", row);
  agency.write("more.csv.rejects.csv", row);
  for (const Arguments& command :
       {Arguments{"schedule", "cedar_runs", "--output", "eros.duckdb"},
        {"export", id, "--output", "./eros.duckdb"},
        {"import", "captions", "more.csv", "--rejects", "eros.duckdb"}}) {
    expect_error(agency.eros(at_noon(command)), 2, "is the store itself");
  }
  expect_error(agency.eros({"import", "captions", "more.csv", "--rejects", "./more.csv"}), 2,
               "would overwrite './more.csv'");
  expect_error(agency.eros({"import", "captions", "more.csv", "more.csv.rejects.csv"}), 2,
               "would overwrite 'more.csv.rejects.csv'");
  EXPECT_TRUE(agency.read("eros.duckdb") == store);
  EXPECT_EQ(agency.read("more.csv"), row);
  EXPECT_EQ(agency.read("more.csv.rejects.csv"), row);
}

TEST(BadInput, ARejectsFileThatCannotBeWrittenImportsNothing) {
  const Workplace place;
  place.eros({"init"});
  place.write("m.csv",
              "page_name,message,sending_time,sent_count,viewed_count,purchased_count,earnings\n"
              "fern,hello,2026-11-10T19:00:00,10,4,1,15\n"
              "fern,hello,2026-11-10T20:00:00,10,40,1,15\n");
  expect_error(place.eros(at_noon({"import", "messages", "m.csv", "--rejects", "none/r.csv"})), 1,
               "none/r.csv");
  EXPECT_EQ(count_of(place, "mass_messages"), 0);
}

}  // namespace
}  // namespace eros::testing
