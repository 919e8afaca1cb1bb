#include "cli/sample_agency.h"

#include <gtest/gtest.h>

#include "eros/orchestrate/demo_agency.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"

namespace eros::testing {
namespace {

constexpr const char* noon = "2026-11-17T12:00:00-08:00";

store::DuckDBEngine open(const Workplace& place, const std::string& store) {
  return store::DuckDBEngine(place.path(store), store::OpenOptions{.create = true});
}

void expect_done(const Outcome& outcome) {
  ASSERT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
}

}  // namespace

Arguments at_noon(Arguments arguments) {
  arguments.insert(arguments.end(), {"--as-of", noon});
  return arguments;
}

SampleAgency::SampleAgency() {
  const auto as_of = base::parse_instant(noon, base::Zone::find("UTC")).value();
  const auto agency = orchestrate::make_demo_agency(as_of, 1);
  write("creators.csv", agency.creators_csv);
  write("captions.csv", agency.captions_csv);
  write("messages.csv", agency.messages_csv);
  expect_done(eros({"init"}));
  for (const char* kind : {"creators", "captions", "messages"}) {
    expect_done(eros(at_noon({"import", kind, std::string(kind) + ".csv"})));
  }
  expect_done(eros(at_noon({"learn"})));
}

nlohmann::json SampleAgency::plan(const std::string& page, const std::string& start,
                                  const std::string& output, const Arguments& more) const {
  Arguments arguments =
      at_noon({"schedule", page, "--start-date", start, "--output", output, "--format", "json"});
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Outcome outcome = eros(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  return json_of(outcome);
}

std::vector<std::string> rows_of(const Workplace& place, const std::string& columns,
                                 const std::string& from, const std::string& store) {
  auto engine = open(place, store);
  std::vector<std::string> result;
  const auto rows = engine.query_text("SELECT concat_ws('|', " + columns + ") FROM " + from);
  while (rows->next()) result.emplace_back(rows->text(0));
  return result;
}

std::int64_t count_of(const Workplace& place, const std::string& from, const std::string& store) {
  return std::stoll(rows_of(place, "count(*)", from, store).at(0));
}

void tamper(const Workplace& place, const std::string& sql, const std::string& store) {
  open(place, store).run_script(sql);
}

void expect_sound(const Workplace& place, const std::string& store) {
  // A live week's PPVs and its active locks are the same captions on the same days.
  EXPECT_EQ(count_of(place,
                     "(SELECT schedule_id, caption_id, CAST(scheduled_send_time AS DATE) AS day "
                     " FROM schedule_recommendations_messages WHERE message_type = 'PPV') AS m "
                     "FULL JOIN (SELECT schedule_id, caption_id, scheduled_send_date AS day "
                     " FROM active_caption_assignments WHERE is_active) AS l "
                     "USING (schedule_id, caption_id, day) "
                     "WHERE m.schedule_id IS NULL OR l.schedule_id IS NULL",
                     store),
            0)
      << "a schedule without its locks, or a lock without its schedule";
  EXPECT_EQ(count_of(place,
                     "active_caption_assignments AS a JOIN active_caption_assignments AS b "
                     "ON a.caption_key = b.caption_key AND a.assignment_key < b.assignment_key "
                     "WHERE a.is_active AND b.is_active "
                     "AND abs(a.scheduled_send_date - b.scheduled_send_date) <= 7",
                     store),
            0)
      << "a caption is promised twice";
  EXPECT_EQ(count_of(place,
                     "schedule_recommendations AS s WHERE total_messages <> "
                     "(SELECT count(*) FROM schedule_messages AS m "
                     " WHERE m.schedule_id = s.schedule_id)",
                     store),
            0)
      << "a schedule that lacks messages";
}

std::vector<std::vector<std::string>> csv_records(const std::string& text) {
  std::vector<std::vector<std::string>> records(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::vector<std::string>& fields = records.back();
    if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      fields.back() += text[i++];
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == ',' && !quoted) {
      fields.emplace_back();
    } else if (text[i] == '\n' && !quoted) {
      records.push_back({""});
    } else {
      fields.back() += text[i];
    }
  }
  records.pop_back();  // what follows the last line feed
  return records;
}

}  // namespace eros::testing
