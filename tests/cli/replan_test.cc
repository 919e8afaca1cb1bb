// Planning again, and what as-of and the start date allow.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Replan, SupersedesTheDraftAndFreesItsLocks) {
  const SampleAgency agency;
  const std::string first = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  // Three days later: four days are shared.
  const json again = agency.plan("cedar_runs", "2026-11-26");
  const std::string second = again["schedule_id"];
  EXPECT_NE(first, second) << "a taken id moves on by a microsecond";
  EXPECT_THAT(again["superseded"], ElementsAre(first));
  EXPECT_THAT(again["warnings"].dump(), HasSubstr("from 2026-11-23 to 2026-11-25 are no longer"));
  const json dry = json_of(agency.eros(at_noon(
      {"schedule", "cedar_runs", "--start-date", "2026-11-26", "--dry-run", "--format", "json"})));
  EXPECT_EQ(dry["saved"], false);
  EXPECT_THAT(dry["warnings"].dump(), ::testing::Not(HasSubstr("no longer planned")));
  EXPECT_THAT(
      agency.eros(at_noon({"schedule", "cedar_runs", "--start-date", "2026-11-23", "--dry-run"}))
          .out,
      HasSubstr("It would take the place of " + second));
  EXPECT_THAT(rows_of(agency, "schedule_id, status", "schedule_recommendations ORDER BY 1"),
              ElementsAre(first + "|superseded", second + "|draft"));
  EXPECT_EQ(count_of(agency, "active_caption_assignments WHERE is_active"), again["counts"]["ppv"]);
  EXPECT_THAT(rows_of(agency, "deactivation_reason",
                      "active_caption_assignments WHERE NOT is_active "
                      "GROUP BY deactivation_reason"),
              ElementsAre("SUPERSEDED"));
  expect_sound(agency);
}

TEST(Replan, AWeekThatIsNoMoreIsShownAsItWas) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const auto shown = [&](const Arguments& more) {
    Arguments arguments = {"show", id};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = agency.eros(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.out;
  };
  const std::string grid = shown({});
  const json live = json::parse(shown({"--format", "json"}));
  const std::string explained = shown({"--explain", "1"});
  ASSERT_EQ(agency.eros(at_noon({"cancel", id})).exit_code, 0);

  const std::string after = shown({});
  EXPECT_THAT(after, HasSubstr("This week was cancelled"));
  EXPECT_THAT(after, Not(HasSubstr("superseded")));
  EXPECT_THAT(after, HasSubstr("shown as it was planned"));
  EXPECT_EQ(grid.substr(grid.find("Mon 23")),
            after.substr(after.find("Mon 23"), grid.size() - grid.find("Mon 23")));
  json dead = json::parse(shown({"--format", "json"}));
  EXPECT_EQ(dead["status"], "superseded");
  EXPECT_EQ(dead["cancelled"], true);
  EXPECT_EQ(live["cancelled"], false);
  dead["status"] = live["status"];
  dead["cancelled"] = false;
  EXPECT_EQ(dead, live);
  EXPECT_EQ(shown({"--explain", "1"}), explained);
}

TEST(Replan, ListsSayWhatWasCancelledAndWhatWasPlannedAgain) {
  const SampleAgency agency;
  const std::string replaced = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  const std::string cancelled = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  ASSERT_EQ(agency.eros(at_noon({"cancel", cancelled})).exit_code, 0);

  std::map<std::string, json> rows;
  for (const json& row : json_of(agency.eros({"schedules", "--format", "json"}))) {
    rows[row["schedule_id"]] = row;
  }
  EXPECT_EQ(rows[replaced]["status"], "superseded");
  EXPECT_EQ(rows[replaced]["cancelled"], false);
  EXPECT_EQ(rows[cancelled]["status"], "superseded");
  EXPECT_EQ(rows[cancelled]["cancelled"], true);
  const std::string table = agency.eros({"schedules"}).out;
  EXPECT_THAT(table, ContainsRegex(replaced + ".* superseded "));
  EXPECT_THAT(table, ContainsRegex(cancelled + ".* cancelled "));
  const std::string of_status = agency.eros({"schedules", "--status", "cancelled"}).out;
  EXPECT_THAT(of_status, HasSubstr(cancelled));
  EXPECT_THAT(of_status, Not(HasSubstr(replaced + " ")));
  EXPECT_THAT(agency.eros({"show", replaced}).out, HasSubstr("This week was planned again"));
}

TEST(Replan, APageThatIsNotActiveIsPlannedWithAWord) {
  const SampleAgency agency;
  tamper(agency, "UPDATE creators SET is_active = false WHERE page_name = 'cedar_runs'");
  EXPECT_THAT(agency.plan("cedar_runs", "2026-11-23")["warnings"],
              Contains(HasSubstr("The page is not active")));
  EXPECT_THAT(agency.plan("hazel_books", "2026-11-23")["warnings"].dump(),
              Not(HasSubstr("not active")));
}

TEST(Replan, ShowRepeatsTheWarningsOfThePlan) {
  const SampleAgency agency;
  const json plan = agency.plan("cedar_runs", "2026-11-23", "week.csv", {"--bump", "90"});
  ASSERT_THAT(plan["warnings"], ::testing::SizeIs(Gt(0)));
  const std::string id = plan["schedule_id"];
  for (const Arguments& show : {Arguments{"show", id}, {"show", id, "--list"}}) {
    EXPECT_THAT(agency.eros(show).out, HasSubstr("90 bumps that its volume asks for"));
  }
}

TEST(Replan, ThePlanOfAFreshStoreComesBackAfterACancel) {
  const SampleAgency agency;
  const auto without_id = [&](const std::string& name) {
    std::string text;
    for (const auto& record : csv_records(agency.read(name))) {
      for (std::size_t i = 1; i < record.size(); ++i) text += record[i] + ",";
      text += "\n";
    }
    return text;
  };
  const std::string id = agency.plan("cedar_runs", "2026-11-23", "one.csv")["schedule_id"];
  EXPECT_EQ(agency.eros(at_noon({"cancel", id})).exit_code, 0);
  agency.plan("cedar_runs", "2026-11-23", "two.csv");
  agency.plan("cedar_runs", "2026-11-23", "three.csv");
  EXPECT_EQ(without_id("one.csv"), without_id("two.csv")) << "a cancelled week stands in no way";
  EXPECT_EQ(without_id("one.csv"), without_id("three.csv")) << "nor does a superseded draft";
}

// Wednesday of the week of cedar_runs from Monday the 23rd, 17:00 there.
Arguments on_wednesday(Arguments arguments) {
  arguments.insert(arguments.begin(), {"--as-of", "2026-11-25T17:00:00-08:00"});
  return arguments;
}
Arguments again_from_wednesday(const Arguments& more = {}) {
  Arguments arguments = on_wednesday(
      {"schedule", "cedar_runs", "--start-date", "2026-11-25", "--output", "again.csv"});
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// The PPVs of a week that had gone out by then.
std::string gone(const std::string& id) {
  return "schedule_messages WHERE schedule_id = '" + id +
         "' AND message_type = 'PPV' AND scheduled_send_at <= TIMESTAMP '2026-11-26 01:00:00'";
}

// Of those, what another week takes within seven days.
std::int64_t repeats(const SampleAgency& agency, const std::string& id) {
  return count_of(agency, "(SELECT * FROM " + gone(id) +
                              ") AS gone JOIN schedule_messages AS again USING (caption_key) "
                              "WHERE again.schedule_id <> gone.schedule_id "
                              "AND again.message_type = 'PPV' "
                              "AND abs(date_diff('day', gone.scheduled_send_time, "
                              "again.scheduled_send_time)) <= 7");
}

TEST(Replan, WithinAWeekKeepsToWhatHasGoneOut) {
  for (const bool is_swept : {false, true}) {
    for (const char* seed : {"1", "2", "3"}) {
      const SampleAgency agency;
      const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
      ASSERT_GT(count_of(agency, gone(id)), 1);
      if (is_swept) {
        ASSERT_EQ(agency.eros(on_wednesday({"sweep"})).exit_code, 0);
      }
      const Outcome outcome = agency.eros(again_from_wednesday({"--seed", seed}));
      ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
      EXPECT_EQ(repeats(agency, id), 0) << seed;
      EXPECT_EQ(count_of(agency, "active_caption_assignments WHERE schedule_id = '" + id +
                                     "' AND deactivation_reason = 'PAST_SEND_DATE'"),
                count_of(agency, gone(id)));
      // Once more: what went out belongs to a week that is superseded now.
      ASSERT_EQ(agency.eros(again_from_wednesday({"--seed", "9"})).exit_code, 0);
      EXPECT_EQ(repeats(agency, id), 0) << seed;
      expect_sound(agency);
    }
  }
}

TEST(Replan, ACancelledWeekKeepsTheCaptionsThatWentOut) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  ASSERT_EQ(agency.eros(on_wednesday({"cancel", id})).exit_code, 0);
  for (const char* page : {"cedar_runs", "hazel_books", "poppy_paints"}) {
    const Outcome outcome =
        agency.eros(on_wednesday({"schedule", page, "--start-date", "2026-11-26"}));
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  EXPECT_EQ(repeats(agency, id), 0);
  expect_sound(agency);
}

TEST(Replan, KeepsItsDistanceFromWhatWasReallySent) {
  const SampleAgency agency;
  agency.write("sent.csv",
               "page_name,message,sending_time,price,sent_count,viewed_count,purchased_count,"
               "earnings,message_type\n"
               "cedar_runs,A run at dusk,2026-11-25T16:50:00-08:00,15,100,50,2,30,PPV\n");
  ASSERT_EQ(agency.eros(on_wednesday({"import", "messages", "sent.csv"})).exit_code, 0);
  ASSERT_EQ(agency.eros(again_from_wednesday()).exit_code, 0);
  // 75 minutes: the shortest gap of any page.
  EXPECT_EQ(count_of(agency,
                     "schedule_messages WHERE message_type = 'PPV' "
                     "AND scheduled_send_at < TIMESTAMP '2026-11-26 02:05:00'"),
            0);
  EXPECT_EQ(count_of(agency,
                     "schedule_messages WHERE scheduled_send_at < TIMESTAMP '2026-11-26 01:20:00'"),
            0);
}

TEST(Replan, ApprovedAndExportedWeeksNeedForce) {
  const SampleAgency agency;
  const Arguments plan =
      at_noon({"schedule", "cedar_runs", "--start-date", "2026-11-23", "--output", "b.csv"});
  Arguments forced = plan;
  forced.push_back("--force");
  std::string id = agency.plan("cedar_runs", "2026-11-23", "a.csv")["schedule_id"];
  ASSERT_EQ(agency.eros(at_noon({"approve", id})).exit_code, 0);
  expect_error(agency.eros(plan), 1, id);
  EXPECT_FALSE(agency.has("b.csv"));
  Arguments rehearsed = plan;
  rehearsed.push_back("--dry-run");
  expect_error(agency.eros(rehearsed), 1, id);
  EXPECT_EQ(agency.eros(forced).exit_code, 0);
  expect_sound(agency);

  id = json_of(
      agency.eros({"schedules", "--status", "draft", "--format", "json"}))[0]["schedule_id"];
  ASSERT_EQ(agency.eros(at_noon({"export", id, "--output", "c.csv"})).exit_code, 0);
  expect_error(agency.eros(plan), 1, "exported");
  EXPECT_EQ(agency.eros(forced).exit_code, 0);
  EXPECT_EQ(count_of(agency, "audit_log WHERE action = 'commit_forced'"), 2);
}

TEST(Replan, PagesAndWeeksNeverShareACaptionTooSoon) {
  const SampleAgency agency;
  for (const char* page : {"cedar_runs", "hazel_books", "poppy_paints", "sorrel_yoga"}) {
    for (const char* start : {"2026-11-23", "2026-11-30"}) {
      EXPECT_EQ(agency.plan(page, start)["validation"]["ok"], true);
    }
  }
  EXPECT_EQ(count_of(agency, "schedule_recommendations WHERE status = 'draft'"), 8);
  expect_sound(agency);
}

TEST(StartDate, MayNotLieInThePastOfThePage) {
  const SampleAgency agency;
  const auto plan = [&](const std::string& page, const std::string& start,
                        const std::string& as_of) {
    return agency.eros(
        {"schedule", page, "--start-date", start, "--as-of", as_of, "--output", "week.csv"});
  };
  expect_error(plan("cedar_runs", "2026-11-16", "2026-11-17T12:00:00-08:00"), 2, "2026-11-16");
  // In Tokyo it is the 18th already.
  expect_error(plan("sorrel_yoga", "2026-11-17", "2026-11-17T12:00:00-08:00"), 2, "Asia/Tokyo");
  EXPECT_EQ(count_of(agency, "schedule_recommendations"), 0);
  EXPECT_FALSE(agency.has("week.csv"));
}

TEST(StartDate, TodayHasNothingBeforeNow) {
  const SampleAgency agency;
  EXPECT_EQ(agency
                .eros({"schedule", "fern_and_paws", "--start-date", "2026-11-17", "--as-of",
                       "2026-11-17T17:30:00-08:00", "--output", "week.csv"})
                .exit_code,
            0);
  const auto records = csv_records(agency.read("week.csv"));
  ASSERT_GT(records.size(), 1u);
  for (std::size_t i = 1; i < records.size(); ++i) {
    EXPECT_GE(records[i][3], "2026-11-17 17:30:00");
  }
  EXPECT_LT(records[1][3], "2026-11-18") << "the evening is still used";
}

TEST(StartDate, IsNextMondayUnlessSaid) {
  const SampleAgency agency;
  const json plan = json_of(agency.eros(
      at_noon({"schedule", "--page-name", "Cedar_Runs ", "--dry-run", "--format", "json"})));
  EXPECT_EQ(plan["start_date"], "2026-11-23");
  EXPECT_EQ(plan["output"], nullptr);
}

TEST(Overrides, DecideCountsAndZone) {
  const SampleAgency agency;
  const json counts =
      agency.plan("cedar_runs", "2026-11-23", "a.csv", {"--ppv", "5", "--bump", "3"});
  EXPECT_EQ(counts["counts"]["ppv"], 5);
  EXPECT_EQ(counts["counts"]["bump"], 3);
  const json red = agency.plan("cedar_runs", "2026-11-23", "b.csv", {"--zone", "red"});
  EXPECT_EQ(red["saturation_zone"], "RED");
  EXPECT_EQ(red["gate"]["export"], false);
  for (const char* mode : {"safe", "conservative"}) {
    const json safe = agency.plan("cedar_runs", "2026-11-23", "c.csv", {"--mode", mode});
    EXPECT_EQ(safe["counts"]["ppv"], 7) << mode;
  }
  const json wilson = agency.plan("cedar_runs", "2026-11-23", "d.csv", {"--policy", "wilson"});
  const json shown =
      json_of(agency.eros({"show", wilson["schedule_id"].get<std::string>(), "--format", "json"}));
  EXPECT_EQ(shown["metadata"]["policy"], "wilson");
  const json none = agency.plan("cedar_runs", "2026-11-23", "e.csv", {"--ppv", "0", "--bump", "0"});
  EXPECT_EQ(none["counts"]["total"], 0);
}

}  // namespace
}  // namespace eros::testing
