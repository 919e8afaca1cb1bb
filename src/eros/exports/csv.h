#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eros/model/records.h"

namespace eros::exports {

struct CsvOptions {
  // Put an apostrophe before a text that a spreadsheet would run as a formula.
  bool formula_guard = true;
  // More columns after the eleven: UTC time, time zone, price, trigger, bounds, expected revenue
  // and the parent of a follow-up.
  bool extended = false;
};

struct WriteSummary {
  std::int64_t rows = 0;     // records written, the header not counted
  std::int64_t guarded = 0;  // texts that got an apostrophe
};

struct CsvFile {
  std::string text;
  WriteSummary summary;
};

// A schedule as CSV (SPEC 9): the eleven columns and a header, RFC 4180 but for line ends, which
// are LF; UTF-8 without a byte-order mark. Rows are written in the order given: by time. Times are
// the page's local time. Linear in the size of the texts.
CsvFile schedule_csv(std::span<const model::ScheduleRow> rows, const CsvOptions& options);

// Would a spreadsheet take this text for a formula? It starts with = + - @, a tab or a CR.
bool looks_like_formula(std::string_view text);

}  // namespace eros::exports
