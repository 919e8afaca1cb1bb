// A RED page: planned, shown, but not exported without a person's word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Gate, SkipsARedPageUntilAPersonForcesIt) {
  const SampleAgency agency;
  const json plan = agency.plan("willow_travels", "2026-11-23");  // exit 0
  ASSERT_EQ(plan["saturation_zone"], "RED") << "the tired page of the sample";
  EXPECT_EQ(plan["gate"]["export"], false);
  EXPECT_THAT(plan["gate"]["reason"].get<std::string>(), HasSubstr("RED"));
  EXPECT_TRUE(agency.has("week.csv")) << "the review copy is always written";
  const std::string id = plan["schedule_id"];

  const Outcome skipped = agency.eros(at_noon({"export", id, "--output", "out.csv"}));
  EXPECT_EQ(skipped.exit_code, 5);
  EXPECT_EQ(skipped.out, "");
  EXPECT_THAT(skipped.err, HasSubstr("RED"));
  EXPECT_THAT(skipped.err, HasSubstr("--force"));
  EXPECT_FALSE(agency.has("out.csv"));
  const Outcome as_json =
      agency.eros(at_noon({"export", id, "--output", "out.csv", "--format", "json"}));
  EXPECT_EQ(json_of(as_json)["status"], "skipped");

  const Outcome forced = agency.eros(at_noon({"export", id, "--output", "out.csv", "--force"}));
  EXPECT_EQ(forced.exit_code, 0) << forced.err;
  EXPECT_EQ(agency.read("out.csv"), agency.read("week.csv"));
  EXPECT_THAT(rows_of(agency, "status", "schedule_export_log ORDER BY rowid"),
              ElementsAre("SKIPPED", "SKIPPED", "SUCCESS"));
  EXPECT_EQ(count_of(agency, "schedule_export_log WHERE error_message LIKE '%forced%'"), 1);
}

TEST(Gate, ARedWeekCoolsDown) {
  const SampleAgency agency;
  agency.plan("willow_travels", "2026-11-23");
  std::vector<std::string> ppv_days;
  for (const auto& record : csv_records(agency.read("week.csv"))) {
    if (record[4] == "PPV") ppv_days.push_back(record[3].substr(0, 10));
  }
  ASSERT_FALSE(ppv_days.empty());
  EXPECT_GE(ppv_days.front(), "2026-11-25") << "no PPV on the first two days";
}

TEST(Export, SaysHowManyTextsItGuarded) {
  const SampleAgency agency;
  tamper(agency, "UPDATE caption_bank SET caption_text = '=' || caption_text");
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const auto guarded = csv_records(agency.read("week.csv"));
  EXPECT_TRUE(guarded[1][6].starts_with("'=")) << guarded[1][6];
  const Outcome exported =
      agency.eros(at_noon({"export", id, "--output", "out.csv", "--format", "json"}));
  EXPECT_EQ(json_of(exported)["guarded"], guarded.size() - 1);
  EXPECT_EQ(
      agency.eros(at_noon({"export", id, "--output", "raw.csv", "--no-formula-guard"})).exit_code,
      0);
  EXPECT_TRUE(csv_records(agency.read("raw.csv"))[1][6].starts_with("="));
}

TEST(Export, SpeaksOfOneAndOfManyTexts) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const auto note = [&](const std::string& positions) {
    tamper(agency,
           "UPDATE schedule_messages SET caption_text = '=1' WHERE position IN " + positions);
    return agency.eros(at_noon({"export", id, "--output", "out.csv"})).err;
  };
  EXPECT_EQ(note("(1)"), "1 text looks like a spreadsheet formula and got an apostrophe.\n");
  EXPECT_EQ(note("(1, 2)"), "2 texts look like spreadsheet formulas and got an apostrophe.\n");
}

TEST(Export, ExtendedHasMoreColumnsAndStdoutIsTheExportAlone) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const Outcome plain = agency.eros(at_noon({"export", id, "--output", "-"}));
  EXPECT_EQ(plain.out, agency.read("week.csv"));
  const Outcome extended = agency.eros(at_noon({"export", id, "--output", "-", "--extended"}));
  const auto records = csv_records(extended.out);
  EXPECT_EQ(records.front().size(), 19u);
  EXPECT_EQ(records.front()[13], "price");
}

}  // namespace
}  // namespace eros::testing
