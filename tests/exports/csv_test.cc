#include "eros/exports/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "eros/base/csv.h"
#include "exports/sample_rows.h"
#include "golden.h"

namespace eros::exports {
namespace {

using Record = std::vector<std::string>;

// A reader of RFC 4180 with LF ends, by the grammar and sharing nothing with the writer.
std::vector<Record> parse_csv(const std::string& text) {
  std::vector<Record> records;
  Record record;
  std::size_t i = 0;
  while (i < text.size()) {
    std::string field;
    if (text[i] == '"') {
      for (++i;; ++i) {
        RC_ASSERT(i < text.size());  // a quoted field must end
        if (text[i] != '"') {
          field += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
          field += text[i++];
        } else {
          break;
        }
      }
      ++i;
    } else {
      for (; i < text.size() && text[i] != ',' && text[i] != '\n'; ++i) {
        RC_ASSERT(text[i] != '"' && text[i] != '\r');  // not allowed outside quotes
        field += text[i];
      }
    }
    record.push_back(field);
    RC_ASSERT(i < text.size());  // the last record ends in LF, too
    RC_ASSERT(text[i] == ',' || text[i] == '\n');
    if (text[i++] == '\n') {
      records.push_back(record);
      record.clear();
    } else {
      RC_ASSERT(i < text.size());
    }
  }
  return records;
}

rc::Gen<std::string> any_text() {
  const auto piece =
      rc::gen::element<std::string>("a", "Tea", " ", ",", "\"", "\n", "\r", "\t", "=", "+", "-",
                                    "@", "'", ";", "é", "Ж", "日", "🌙", "👩‍🍳", "\xCC\x81");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& p : pieces) text += p;
                        return text;
                      });
}

TEST(ScheduleCsv, IsWhatPythonWrites) {
  const CsvFile file = schedule_csv(tests::sample_rows(), {});
  tests::expect_golden("exports/golden/schedule.csv", file.text);
  EXPECT_EQ(file.summary.rows, 6);
  EXPECT_EQ(file.summary.guarded, 3);
}

TEST(ScheduleCsv, ExtendedAddsColumnsAfterTheEleven) {
  tests::expect_golden("exports/golden/schedule_extended.csv",
                       schedule_csv(tests::sample_rows(), {.extended = true}).text);
}

TEST(ScheduleCsv, OfNoRowsIsTheHeader) {
  EXPECT_EQ(schedule_csv({}, {}).text,
            "schedule_id,page_name,day_of_week,scheduled_send_time,message_type,caption_id,"
            "caption_text,price_tier,content_category,has_urgency,performance_score\n");
}

TEST(ScheduleCsv, GuardCanBeTurnedOff) {
  const CsvFile file = schedule_csv(tests::sample_rows(), {.formula_guard = false});
  EXPECT_EQ(file.summary.guarded, 0);
  EXPECT_EQ(file.text.find("'="), std::string::npos);
}

RC_GTEST_PROP(ScheduleCsv, TextsComeBackAndTheGuardIsTheOnlyChange, (bool guard)) {
  const auto texts = *rc::gen::container<std::vector<std::string>>(any_text());
  std::vector<model::ScheduleRow> rows;
  std::int64_t formulas = 0;
  for (const std::string& text : texts) {
    rows.push_back(tests::sample_row("2026-11-23T09:07:00", 1, "", model::Tier::mid, 0.5));
    rows.back().caption_text = text;
    if (!text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos) ++formulas;
  }
  const CsvFile file = schedule_csv(rows, {.formula_guard = guard});
  const std::vector<Record> records = parse_csv(file.text);

  RC_ASSERT(records.size() == texts.size() + 1);
  RC_ASSERT(file.summary.rows == static_cast<std::int64_t>(texts.size()));
  RC_ASSERT(file.summary.guarded == (guard ? formulas : 0));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    RC_ASSERT(records[i + 1].size() == 11u);
    const std::string& read = records[i + 1][6];
    if (guard) RC_ASSERT(!looks_like_formula(read));
    RC_ASSERT(read == texts[i] ||
              (guard && read == "'" + texts[i] && looks_like_formula(texts[i])));
  }
}

RC_GTEST_PROP(CsvRecord, AnyFieldsComeBack, ()) {
  const auto record = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(any_text()));
  std::string out;
  base::append_csv_record(out, record);
  const std::vector<Record> records = parse_csv(out);
  RC_ASSERT(records.size() == 1u);
  RC_ASSERT(records.front() == record);
}

}  // namespace
}  // namespace eros::exports
