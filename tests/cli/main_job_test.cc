// From files to a planned, looked at, approved and exported week: what a user does, step by step.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string csv_header =
    "schedule_id,page_name,day_of_week,scheduled_send_time,message_type,caption_id,caption_text,"
    "price_tier,content_category,has_urgency,performance_score";

std::vector<std::string> keys_of(const json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

TEST(MainJob, ImportsLearnsAndReports) {
  const Workplace place;
  EXPECT_EQ(json_of(place.eros({"init", "--format", "json"}))["store"], "eros.duckdb");
  EXPECT_EQ(place.eros({"init"}).exit_code, 0) << "again";
  EXPECT_EQ(place.eros({"learn"}).exit_code, 5) << "nothing to learn from";
  EXPECT_EQ(place.eros({"schedules", "--format", "json"}).out, "[]\n");

  place.write("captions.csv",
              "caption_text,price_tier,content_category,psychological_trigger,has_urgency\n"
              "A walk by the lake,budget,Travel,Curiosity,false\n"
              "Bread for Sunday,mid,Food,,false\n"
              "Good morning,bump,,,false\n");
  place.write("messages.csv",
              "page,text,sent_at,sent,viewed,purchased,revenue,price\n"
              "Fern,A walk by the lake,2026-11-10T19:00:00,1000,400,10,150,15\n"
              "fern,Bread for Sunday,2026-11-11T19:00:00,1000,410,8,200,25\n"
              "fern,Good morning,2026-11-12T09:00:00,1000,500,0,0,0\n"
              "fern,broken,2026-13-45T09:00:00,1000,500,0,0,0\n");
  const Outcome captions =
      place.eros(at_noon({"import", "captions", "captions.csv", "--format", "json"}));
  EXPECT_EQ(captions.exit_code, 0) << captions.err;
  EXPECT_EQ(json_of(captions)["inserted"], 3);

  const Outcome messages =
      place.eros(at_noon({"import", "messages", "messages.csv", "--format", "json"}));
  EXPECT_EQ(messages.exit_code, 3) << "part of it was refused";
  const json read = json_of(messages);
  EXPECT_THAT(keys_of(read), ElementsAre("inserted", "read", "rejected", "rejects_file",
                                         "unchanged", "updated", "warnings"));
  EXPECT_EQ(read["read"], 4);
  EXPECT_EQ(read["inserted"], 3);
  EXPECT_EQ(read["rejected"], 1);
  const std::string rejects = place.read("messages.csv.rejects.csv");
  EXPECT_THAT(rejects, HasSubstr("2026-13-45T09:00:00"));
  EXPECT_THAT(rejects, HasSubstr("5")) << "the line in the file";

  const json again =
      json_of(place.eros(at_noon({"import", "messages", "messages.csv", "--format", "json"})));
  EXPECT_EQ(again["unchanged"], 3);
  EXPECT_EQ(again["inserted"], 0);
  // The same rows from stdin.
  const json piped = json_of(place.eros(at_noon({"import", "messages", "-", "--format", "json"}),
                                        {.input = place.read("messages.csv")}));
  EXPECT_EQ(piped["unchanged"], 3);
  EXPECT_EQ(json_of(place.eros(at_noon({"learn", "--format", "json"})))["messages"], 2)
      << "the PPVs";
  const json report = json_of(place.eros(at_noon({"analyze", "fern", "--format", "json"})));
  EXPECT_EQ(report["account_classification"]["size_tier"], "NEW");
  EXPECT_EQ(report["metadata"]["message_count"], 3);
  EXPECT_THAT(place.files(), ElementsAre("captions.csv", "eros.duckdb", "messages.csv",
                                         "messages.csv.rejects.csv", "stdin.rejects.csv"))
      << "nothing else stays behind";
}

TEST(MainJob, ReadsJsonLinesFromStdin) {
  const Workplace place;
  EXPECT_EQ(place.eros({"init"}).exit_code, 0);
  const Outcome piped = place.eros(
      at_noon({"import", "messages", "-", "--rejects", "refused.csv", "--format", "json"}),
      {.input = "{\"page\":\"fern\",\"text\":\"A walk\",\"sent_at\":\"2026-11-10T19:00:00\","
                "\"sent\":1000,\"viewed\":400,\"purchased\":10,\"revenue\":150,\"price\":15}\n"
                "{\"page\":\"fern\"}\n"
                "a walk by the lake\n"});
  EXPECT_EQ(piped.exit_code, 3) << piped.err;
  const json read = json_of(piped);
  EXPECT_EQ(read["inserted"], 1);
  EXPECT_EQ(read["rejected"], 2);
  EXPECT_EQ(place.read("refused.csv"),
            "line,reason,raw_row\n"
            "2,message: missing,\"{\"\"page\"\":\"\"fern\"\"}\"\n"
            "3,not JSON,a walk by the lake\n");
}

TEST(MainJob, AnalyzeAndSelectSayWhatTheDocumentsSay) {
  const SampleAgency agency;
  const json report = json_of(agency.eros(at_noon({"analyze", "cedar_runs", "--format", "json"})));
  EXPECT_THAT(
      keys_of(report),
      ElementsAre("account_classification", "behavioral_segment", "content_category_performance",
                  "day_of_week_patterns", "metadata", "page_name", "performance_trends",
                  "psychological_trigger_analysis", "recommended_bump", "recommended_ppv",
                  "saturation", "saturation_status", "time_window_optimization"));
  EXPECT_EQ(report["day_of_week_patterns"].size(), 7u);
  const Outcome table = agency.eros(at_noon({"analyze", "cedar_runs"}));
  EXPECT_EQ(table.exit_code, 0);
  EXPECT_THAT(table.out, HasSubstr("cedar_runs"));

  const json pool = json_of(agency.eros(
      at_noon({"select", "cedar_runs", "--start-date", "2026-11-23", "--format", "json"})));
  EXPECT_GE(pool["target"], 30);
  const json plan = agency.plan("cedar_runs", "2026-11-23");
  EXPECT_EQ(plan["counts"]["ppv"], report["recommended_ppv"]);
  EXPECT_EQ(plan["counts"]["bump"], report["recommended_bump"]);
  EXPECT_EQ(pool["ppv"].size(), plan["counts"]["ppv"]);
  // What was picked comes from what was offered.
  std::set<int> offered;
  for (const char* list : {"ppv", "ppv_alternates", "bump", "bump_alternates"}) {
    for (const json& caption : pool[list]) offered.insert(caption["caption_id"].get<int>());
  }
  for (const auto& record : csv_records(agency.read("week.csv"))) {
    if (record[5] != "caption_id") {
      EXPECT_TRUE(offered.contains(std::stoi(record[5])));
    }
  }
}

TEST(MainJob, TheWeekIsShownBesideWhatThePageEarns) {
  const SampleAgency agency;
  const Outcome outcome = agency.eros(at_noon({"schedule", "cedar_runs", "--dry-run"}));
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("Lately the page earned \\$[0-9,]+ a week"));
}

TEST(MainJob, OneScheduleIdEverywhere) {
  const SampleAgency agency;
  const json plan = agency.plan("cedar_runs", "2026-11-23");
  EXPECT_THAT(keys_of(plan), ElementsAre("account_size", "counts", "gate", "output", "page_name",
                                         "saturation_zone", "saved", "schedule_id", "size_tier",
                                         "start_date", "superseded", "validation", "warnings"));
  EXPECT_EQ(plan["superseded"], json::array());
  EXPECT_EQ(plan["saved"], true);
  const std::string id = plan["schedule_id"];
  EXPECT_EQ(id, "sched_20261117_120000_000000_cedar_runs");
  EXPECT_EQ(plan["output"], "week.csv");
  EXPECT_EQ(plan["validation"]["ok"], true);

  const json shown = json_of(agency.eros({"show", id, "--format", "json"}));
  EXPECT_EQ(shown["schedule_id"], id);
  EXPECT_EQ(shown["messages"].size(), plan["counts"]["total"]);
  for (const json& message : shown["messages"]) EXPECT_EQ(message["schedule_id"], id);
  for (const auto& record : csv_records(agency.read("week.csv"))) {
    EXPECT_EQ(record.size(), 11u);
    if (record[0] != "schedule_id") {
      EXPECT_EQ(record[0], id);
    }
  }
  EXPECT_EQ(agency.eros(at_noon({"export", id, "--output", "out.csv"})).exit_code, 0);
  EXPECT_EQ(agency.read("out.csv"), agency.read("week.csv"));
  for (const char* table : {"schedule_recommendations", "schedule_recommendations_messages",
                            "active_caption_assignments", "schedule_export_log"}) {
    EXPECT_THAT(rows_of(agency, "schedule_id", std::string(table) + " GROUP BY schedule_id"),
                ElementsAre(id))
        << table;
  }
  EXPECT_THAT(rows_of(agency, "schedule_json->>'schedule_id'", "schedule_recommendations"),
              ElementsAre(id));
  EXPECT_THAT(
      rows_of(agency, "object_id", "audit_log WHERE object_kind = 'schedule' GROUP BY object_id"),
      ElementsAre(id));
  expect_sound(agency);
}

TEST(MainJob, TheCsvIsExactlyAsDocumented) {
  const SampleAgency agency;
  const json plan = agency.plan("hazel_books", "2026-11-23");
  const std::string text = agency.read("week.csv");
  EXPECT_TRUE(text.starts_with(csv_header + "\n"));
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_TRUE(text.ends_with("\n"));
  const auto records = csv_records(text);
  ASSERT_EQ(records.size(), plan["counts"]["total"].get<std::size_t>() + 1);
  std::string before;
  for (std::size_t i = 1; i < records.size(); ++i) {
    const std::string& time = records[i][3];
    EXPECT_LT(before, time) << "sorted by time";
    EXPECT_GE(time, "2026-11-23 08:00:00");
    EXPECT_LT(time, "2026-11-29 23:00:00");
    before = time;
  }
  // Every field as the view has it, formatted by the database.
  const auto expected = rows_of(
      agency,
      "schedule_id, page_name, strftime(scheduled_send_time, '%A'), "
      "strftime(scheduled_send_time, '%Y-%m-%d %H:%M:%S'), message_type, caption_id, caption_text, "
      "price_tier, coalesce(content_category, ''), upper(CAST(has_urgency AS VARCHAR)), "
      "format('{:.2f}', performance_score)",
      "schedule_recommendations_messages ORDER BY scheduled_send_at");
  ASSERT_EQ(expected.size() + 1, records.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    std::string row;
    for (const std::string& field : records[i + 1]) row += (row.empty() ? "" : "|") + field;
    EXPECT_EQ(row, expected[i]);
  }
}

TEST(MainJob, PeopleLookApproveExportAndCancel) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const json list = json_of(agency.eros({"schedules", "--format", "json"}));
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["status"], "draft");
  EXPECT_THAT(agency.eros({"schedules"}).out, HasSubstr(id));
  EXPECT_EQ(agency.eros({"schedules", "--page", "ivy_kitchen", "--format", "json"}).out, "[]\n");

  const Outcome grid = agency.eros({"show", id});
  EXPECT_THAT(grid.out, HasSubstr("cedar_runs"));
  EXPECT_THAT(grid.out, HasSubstr("GREEN"));
  EXPECT_THAT(agency.eros({"show", id, "--list"}).out, HasSubstr("Mon"));
  EXPECT_THAT(agency.eros({"show", id, "--explain", "1"}).out, HasSubstr("Why then"));
  const json messages = json_of(agency.eros({"show", id, "--format", "json"}))["messages"];
  const auto ppv =
      std::ranges::find_if(messages, [](const json& of) { return of["message_type"] == "PPV"; });
  const std::string number = std::to_string(ppv - messages.begin() + 1);
  const json message = json_of(agency.eros({"show", id, "--explain", number, "--format", "json"}));
  EXPECT_EQ(message["caption_id"], (*ppv)["caption_id"]);
  EXPECT_EQ(message["schedule_id"], id);
  EXPECT_THAT(message["why_this_caption"].get<std::string>(), HasSubstr("Its score is"));
  EXPECT_THAT(message["why_then"].get<std::string>(), HasSubstr("This hour is worth"));

  EXPECT_EQ(agency.eros(at_noon({"approve", id})).exit_code, 0);
  expect_error(agency.eros(at_noon({"approve", id})), 1, "approved");
  EXPECT_EQ(agency.eros(at_noon({"export", id, "--to", "json", "--output", "-"})).out,
            agency.eros({"show", id, "--format", "json"}).out)
      << "an export is what is shown";
  EXPECT_EQ(json_of(agency.eros({"schedules", "--format", "json"}))[0]["status"], "exported");

  EXPECT_EQ(agency.eros(at_noon({"cancel", id})).exit_code, 0);
  EXPECT_EQ(count_of(agency, "active_caption_assignments WHERE is_active"), 0);
  EXPECT_EQ(count_of(agency, "schedule_recommendations_messages"), 0);
  expect_error(agency.eros(at_noon({"export", id})), 1, "was cancelled");
  expect_error(agency.eros(at_noon({"cancel", id})), 1, "was cancelled");
  expect_error(agency.eros(at_noon({"approve", id})), 1, "was cancelled");
}

TEST(MainJob, SaysThatItPlansFromOldData) {
  const SampleAgency agency;
  EXPECT_EQ(agency.plan("cedar_runs", "2026-11-23")["warnings"], json::array());
  const json half_a_year_later =
      json_of(agency.eros({"schedule", "cedar_runs", "--dry-run", "--as-of",
                           "2027-06-01T12:00:00-07:00", "--format", "json"}));
  const std::string warnings = half_a_year_later["warnings"].dump();
  EXPECT_THAT(warnings, HasSubstr("The page's newest message is of 2026-11-"));
  EXPECT_THAT(warnings, HasSubstr("What captions earn was learned on 2026-11-"));
}

TEST(MainJob, SweepsLocksOfThePast) {
  const SampleAgency agency;
  const auto plan = agency.plan("cedar_runs", "2026-11-23");
  const json none = json_of(agency.eros(at_noon({"sweep", "--format", "json"})));
  EXPECT_EQ(none["past_send_date"], 0);
  EXPECT_EQ(none["still_active"], plan["counts"]["ppv"]);
  const json swept =
      json_of(agency.eros({"sweep", "--format", "json", "--as-of", "2026-12-01T12:00:00-08:00"}));
  EXPECT_EQ(swept["past_send_date"].get<int>() + swept["stale_7day"].get<int>(),
            plan["counts"]["ppv"]);
  EXPECT_EQ(swept["still_active"], 0);
}

}  // namespace
}  // namespace eros::testing
