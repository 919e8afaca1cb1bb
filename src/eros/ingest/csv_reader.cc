#include "eros/ingest/csv_reader.h"

#include <algorithm>
#include <cstring>

namespace eros::ingest {
namespace {

constexpr auto npos = std::string_view::npos;

}  // namespace

// Where the line that holds `from` ends: its LF, or the end of the text.
std::size_t CsvReader::line_end(std::size_t from) const {
  const auto newline = text_.find('\n', from);
  return newline == npos ? text_.size() : newline;
}

std::size_t CsvReader::content_end(std::size_t begin, std::size_t newline) const {
  return newline > begin && text_[newline - 1] == '\r' ? newline - 1 : newline;
}

CsvReader::Extent CsvReader::measure(std::size_t begin) const {
  const auto newline = line_end(begin);
  const auto line = text_.substr(begin, newline - begin);
  if (line.find('"') != npos) return measure_quoted(begin, newline);
  Extent extent;
  extent.newline = newline;
  extent.end = content_end(begin, newline);
  extent.next = std::min(newline + 1, text_.size());
  extent.columns = 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), delimiter_));
  if (extent.end - begin > max_record_bytes) extent.problem = "a line of over 1,000,000 bytes";
  return extent;
}

CsvReader::Extent CsvReader::measure_quoted(std::size_t begin, std::size_t newline) const {
  const auto limit = std::min(text_.size(), begin + max_record_bytes);
  const auto broken = [&](const char* why) {
    Extent extent;
    extent.newline = newline;
    extent.end = content_end(begin, newline);
    extent.next = std::min(newline + 1, text_.size());
    extent.problem = why;
    return extent;
  };
  Extent extent;
  extent.newline = newline;
  for (auto at = begin;;) {
    if (at < text_.size() && text_[at] == '"') {
      do {  // `at` is on a quote that opens, or on the second of a doubled one
        at = text_.find('"', at + 1);
        if (at == npos) return broken("a quote that is never closed");
        if (at >= limit) return broken("a quote that is not closed within 1,000,000 bytes");
        ++at;
      } while (at < text_.size() && text_[at] == '"');
    } else {
      const auto from = at;
      while (at < text_.size() && text_[at] != delimiter_ && text_[at] != '\n') ++at;
      if (text_.substr(from, at - from).find('"') != npos) extent.plain = false;
    }
    if (at >= limit && at < text_.size()) return broken("a record of over 1,000,000 bytes");
    if (at < text_.size() && text_[at] == delimiter_) {
      ++extent.columns;
      ++at;
      continue;
    }
    auto last = at;
    if (last < text_.size() && text_[last] == '\r') ++last;
    if (last < text_.size() && text_[last] != '\n') return broken("text behind a closing quote");
    extent.end = content_end(begin, last);
    extent.next = std::min(last + 1, text_.size());
    return extent;
  }
}

// Does a record of several lines, itself of the wrong width, swallow a line that is a record?
bool CsvReader::hides_a_record(const Extent& extent, std::size_t begin) const {
  for (auto at = line_end(begin) + 1; at < extent.end; at = line_end(at) + 1) {
    const auto inner = measure(at);
    // A stray quote tells of the tail of a quoted field.
    if (inner.problem == nullptr && inner.plain && inner.columns == expected_) return true;
  }
  return false;
}

void CsvReader::judge(CsvRecord& record, const Extent& extent) const {
  record.columns = extent.columns;
  record.plain = extent.plain;
  record.problem.clear();
  if (extent.problem != nullptr) {
    record.problem = extent.problem;
  } else if (expected_ != 0 && extent.columns != expected_) {
    record.problem =
        std::to_string(extent.columns) + " columns instead of " + std::to_string(expected_);
  }
}

bool CsvReader::next(CsvRecord& record) {
  while (at_ < text_.size()) {
    const auto begin = at_;
    auto extent = measure(begin);
    record.line = line_;
    if (extent.end == begin) {  // a blank line
      ++line_;
      at_ = extent.next;
      if (at_ < text_.size()) saw_blank_lines_ = true;
      continue;
    }
    const auto newline = extent.newline;
    const bool one_line = extent.end <= newline;
    if (!one_line && expected_ != 0 && extent.columns != expected_ &&
        hides_a_record(extent, begin)) {
      extent = Extent{newline, content_end(begin, newline), newline + 1, 1,
                      "a quote that is never closed"};
    }
    record.raw = text_.substr(begin, extent.end - begin);
    judge(record, extent);
    at_ = extent.next;
    line_ += extent.end <= newline ? 1 : 1 + std::count(record.raw.begin(), record.raw.end(), '\n');
    return true;
  }
  return false;
}

std::vector<std::string> csv_fields(std::string_view raw, char delimiter) {
  std::vector<std::string> fields;
  for (std::size_t at = 0;;) {
    std::string field;
    if (at < raw.size() && raw[at] == '"') {
      ++at;
      while (at < raw.size()) {
        if (raw[at] == '"') {
          if (at + 1 >= raw.size() || raw[at + 1] != '"') break;
          ++at;
        }
        field += raw[at++];
      }
      if (at < raw.size()) ++at;
    }
    const auto end = std::min(raw.find(delimiter, at), raw.size());
    field += raw.substr(at, end - at);
    fields.push_back(std::move(field));
    if (end >= raw.size()) return fields;
    at = end + 1;
  }
}

}  // namespace eros::ingest
