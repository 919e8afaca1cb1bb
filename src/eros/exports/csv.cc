#include "eros/exports/csv.h"

#include <fmt/core.h>

#include <algorithm>

#include "eros/base/csv.h"

namespace eros::exports {
namespace {

const std::vector<std::string> standard_columns = {
    "schedule_id",      "page_name",   "day_of_week",      "scheduled_send_time",
    "message_type",     "caption_id",  "caption_text",     "price_tier",
    "content_category", "has_urgency", "performance_score"};

const std::vector<std::string> extended_columns = {"scheduled_send_at",
                                                   "timezone",
                                                   "price",
                                                   "psychological_trigger",
                                                   "confidence_lower_bound",
                                                   "confidence_upper_bound",
                                                   "expected_revenue",
                                                   "follows_row"};

// Writes the fields of rows and counts the texts that it had to guard.
class RowWriter {
 public:
  RowWriter(const CsvOptions& options, CsvFile& file) : options_(options), file_(file) {}

  void write(const model::ScheduleRow& row) {
    fields_ = {row.schedule_id,
               guarded(row.page_name),
               row.day_of_week,
               base::format_local(row.scheduled_send_time),
               std::string(model::to_string(row.message_type)),
               std::to_string(base::number(row.caption_id)),
               guarded(row.caption_text),
               std::string(model::csv_name(row.price_tier)),
               guarded(row.content_category),
               row.has_urgency ? "TRUE" : "FALSE",
               fmt::format("{:.2f}", row.performance_score)};
    if (options_.extended) add_extended(row);
    base::append_csv_record(file_.text, fields_);
    ++file_.summary.rows;
  }

 private:
  void add_extended(const model::ScheduleRow& row) {
    fields_.push_back(base::format_instant(row.scheduled_send_at));
    fields_.push_back(row.timezone);
    fields_.push_back(std::to_string(row.price));
    fields_.push_back(guarded(row.psychological_trigger));
    fields_.push_back(fmt::format("{:.4f}", row.confidence_lower_bound));
    fields_.push_back(fmt::format("{:.4f}", row.confidence_upper_bound));
    fields_.push_back(row.expected_revenue ? fmt::format("{:.2f}", *row.expected_revenue) : "");
    // Counted as a reader of the file counts: the first row after the header is 1.
    fields_.push_back(row.follows_index ? std::to_string(*row.follows_index + 1) : "");
  }

  std::string guarded(const std::string& text) {
    if (!options_.formula_guard || !looks_like_formula(text)) return text;
    ++file_.summary.guarded;
    return "'" + text;
  }

  const CsvOptions& options_;
  CsvFile& file_;
  std::vector<std::string> fields_;
};

}  // namespace

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

CsvFile schedule_csv(std::span<const model::ScheduleRow> rows, const CsvOptions& options) {
  CsvFile file;
  std::vector<std::string> header = standard_columns;
  if (options.extended) {
    header.insert(header.end(), extended_columns.begin(), extended_columns.end());
  }
  base::append_csv_record(file.text, header);
  RowWriter writer(options, file);
  for (const model::ScheduleRow& row : rows) writer.write(row);
  return file;
}

}  // namespace eros::exports
