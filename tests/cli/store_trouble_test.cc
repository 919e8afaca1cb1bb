// Stores that are missing, junk or newer than the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(StoreTrouble, AMissingStoreIsNotMadeBySurprise) {
  const Workplace place;
  for (const Arguments& command :
       {Arguments{"schedules"}, {"learn"}, {"sweep"}, {"analyze", "fern"}, {"show", "x"}}) {
    const Outcome outcome = place.eros(command);
    expect_error(outcome, 1, "eros.duckdb");
    EXPECT_THAT(outcome.err, HasSubstr("eros init"));
  }
  place.write("m.csv", "page_name\nfern\n");
  expect_error(place.eros({"import", "messages", "m.csv"}), 1, "eros.duckdb");
  EXPECT_THAT(place.files(), ElementsAre("m.csv"));
  expect_error(place.eros({"init", "--store", "none/x.duckdb"}), 1, "none");
}

TEST(StoreTrouble, WhatIsNotAStoreIsLeftAlone) {
  const Workplace place;
  std::string junk = "These are my notes about gardens.\n";
  while (junk.size() < 20'000) junk += junk;
  place.write("notes.txt", junk);
  place.write("empty.duckdb", "");
  std::filesystem::create_directory(place.path("folder"));
  for (const char* command : {"schedules", "init"}) {
    expect_error(place.eros({command, "--store", "notes.txt"}), 1, "notes.txt");
    expect_error(place.eros({command, "--store", "folder"}), 1, "folder");
  }
  expect_error(place.eros({"schedules", "--store", "empty.duckdb"}), 1, "empty.duckdb");
  EXPECT_EQ(place.read("notes.txt"), junk);
  tamper(place, "CREATE TABLE recipes (name VARCHAR)", "kitchen.duckdb");
  expect_error(place.eros({"init", "--store", "kitchen.duckdb"}), 1, "not one of EROS");
  EXPECT_THAT(rows_of(place, "table_name", "duckdb_tables() WHERE NOT internal", "kitchen.duckdb"),
              ElementsAre("recipes"));
}

// DuckDB reads such files as tables of a database in memory: nothing would be kept.
TEST(StoreTrouble, AFileOfDataIsNotTakenForAStore) {
  const Workplace place;
  std::string csv = "caption_text,price_tier\n";
  while (csv.size() < 20'000) csv += "A walk in the park,mid\n";
  std::string lines;
  while (lines.size() < 20'000)
    lines += "{\"caption_text\": \"A walk\", \"price_tier\": \"mid\"}\n";
  place.write("bank.csv", csv);
  place.write("bank.json", lines);
  for (const char* store : {"bank.csv", "bank.json"}) {
    for (const Arguments& command :
         {Arguments{"schedules"}, {"init"}, {"import", "captions", "bank.csv"}}) {
      Arguments arguments = command;
      arguments.insert(arguments.end(), {"--store", store});
      expect_error(place.eros(arguments), 1, "is not an EROS store");
    }
  }
  EXPECT_EQ(place.read("bank.csv"), csv);
  // By its name alone a file that is still to be made is no such file.
  EXPECT_EQ(place.eros({"init", "--store", "new.csv"}).exit_code, 0);
  EXPECT_EQ(place.eros({"schedules", "--store", "new.csv"}).exit_code, 0);
}

TEST(StoreTrouble, AnEmptyFileBecomesAStoreByInitAlone) {
  const Workplace place;
  place.write("eros.duckdb", "");
  expect_error(place.eros({"schedules"}), 1, "is an empty file");
  EXPECT_EQ(place.eros({"init"}).exit_code, 0);
  EXPECT_EQ(place.eros({"schedules"}).exit_code, 0);
}

TEST(StoreTrouble, ADamagedStoreIsRefusedPlainly) {
  const Workplace place;
  place.eros({"init"});
  const std::string whole = place.read("eros.duckdb");
  place.write("eros.duckdb", whole.substr(0, 5000));
  expect_error(place.eros({"schedules"}), 1, "eros.duckdb");
  std::string scribbled = whole;
  for (std::size_t i = 8192; i < scribbled.size(); i += 64) scribbled[i] ^= 0x55;
  place.write("eros.duckdb", scribbled);
  expect_error(place.eros({"schedules"}), 1, "eros.duckdb");
}

TEST(StoreTrouble, AStoreThatWasCutShortIsRefused) {
  const SampleAgency agency;
  const std::string whole = agency.read("eros.duckdb");
  for (const std::size_t percent : {10U, 50U, 75U, 95U}) {
    agency.write("eros.duckdb", whole.substr(0, whole.size() * percent / 100));
    expect_error(agency.eros({"schedules"}), 1, "is cut short");
    expect_error(agency.eros(at_noon({"analyze", "cedar_runs"})), 1, "is cut short");
  }
  agency.write("eros.duckdb", whole);
  EXPECT_EQ(agency.eros({"schedules"}).exit_code, 0);
}

TEST(StoreTrouble, AStoreOfANewerVersionIsRefused) {
  const Workplace place;
  place.eros({"init"});
  tamper(place, "INSERT INTO schema_migrations VALUES (9999, 'moons', '2030-01-01', 'x')");
  expect_error(place.eros({"schedules"}), 1, "newer version");
  tamper(place, "DELETE FROM schema_migrations WHERE version = 9999");
  EXPECT_EQ(place.eros({"schedules"}).exit_code, 0);
  tamper(place, "UPDATE schema_migrations SET checksum = 'x' WHERE version = 1");
  expect_error(place.eros({"schedules"}), 1, "differs");
}

TEST(StoreTrouble, NoWriteAheadFileStaysAfterACleanExit) {
  const SampleAgency agency;
  EXPECT_FALSE(agency.has("eros.duckdb.wal"));
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  EXPECT_FALSE(agency.has("eros.duckdb.wal"));
  for (const Arguments& command :
       {Arguments{"approve", id}, {"export", id}, {"sweep"}, {"learn"}, {"cancel", id}}) {
    EXPECT_EQ(agency.eros(at_noon(command)).exit_code, 0) << command.front();
    EXPECT_FALSE(agency.has("eros.duckdb.wal")) << command.front();
  }
}

}  // namespace
}  // namespace eros::testing
