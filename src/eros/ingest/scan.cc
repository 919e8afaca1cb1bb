#include "eros/ingest/scan.h"

#include <algorithm>
#include <future>

#include "eros/base/csv.h"
#include "eros/base/error.h"
#include "eros/ingest/csv_reader.h"
#include "eros/ingest/utf8.h"

namespace eros::ingest {
namespace {

using model::FileFormat;

constexpr std::size_t flush_bytes = 1U << 20U;

// What a look at the whole text tells: where all is well, records need no look of their own.
struct TextFacts {
  bool valid_utf8 = true;
  bool has_nul = false;
  bool has_return = false;
};

TextFacts look_at(std::string_view text) {
  return {is_valid_utf8(text), text.find('\0') != std::string_view::npos,
          text.find('\r') != std::string_view::npos};
}

std::string byte_problem(std::string_view raw, const TextFacts& facts) {
  if (!facts.valid_utf8 && !is_valid_utf8(raw)) return "bad UTF-8";
  if (facts.has_nul && raw.find('\0') != std::string_view::npos) return "a NUL byte in the text";
  return {};
}

char delimiter_of(std::string_view text) {
  const auto header = text.substr(0, text.find('\n'));
  if (header.find(',') != std::string_view::npos) return ',';
  for (const char candidate : {';', '\t', '|'}) {
    if (header.find(candidate) != std::string_view::npos) return candidate;
  }
  return ',';
}

// Good records, written anew for a strict reader.
class CopyWriter {
 public:
  CopyWriter() : descriptor_(make_temporary_file()) {}
  void add_line(std::string_view line) {
    buffer_ += line;
    buffer_ += '\n';
    if (buffer_.size() >= flush_bytes) flush();
  }
  void add_csv(const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) buffer_ += ',';
      // An empty field stays unquoted: both mean no value.
      base::append_csv_field(buffer_, fields[i], !fields[i].empty());
    }
    add_line({});
  }
  Source finish(const std::string& name, FileFormat format) {
    flush();
    return unnamed_source(name, format, descriptor_);
  }

 private:
  void flush() {
    write_all(descriptor_, buffer_, "a temporary file");
    buffer_.clear();
  }
  int descriptor_;
  std::string buffer_;
};

[[noreturn]] void refuse_header(const Source& source, const std::string& why) {
  throw base::Error(base::ErrorCode::failed, "cannot import '" + source.name() + "': " + why,
                    "The first line must name the columns.");
}

// Old Macintosh line ends: to a reader of CSV the whole text is one line.
void check_line_ends(const Source& source, std::string_view text) {
  if (text.find('\n') != std::string_view::npos) return;
  const auto end = text.find('\r');
  if (end == std::string_view::npos || end + 1 == text.size()) return;
  throw base::Error(base::ErrorCode::failed,
                    "cannot import '" + source.name() + "': its lines end in CR alone",
                    "Save it with the line ends of Unix (LF) or Windows (CR LF).");
}

void check_is_no_array(const Source& source, std::string_view text) {
  constexpr auto blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos || text[first] != '[') return;
  const auto second = text.find_first_not_of(blanks, first + 1);
  if (second == std::string_view::npos || text[second] != '{') return;
  if (text[text.find_last_not_of(blanks)] != ']') return;
  throw base::Error(base::ErrorCode::failed,
                    "cannot import '" + source.name() + "': it is a JSON array",
                    "What is wanted is one JSON object a line (NDJSON), as jq writes it: "
                    "jq -c '.[]' FILE | eros import ... -");
}

void visit_csv(std::string_view text, const TextFacts& facts, char delimiter, std::size_t columns,
               const std::function<void(const CsvRecord&)>& visit) {
  CsvReader reader(text, delimiter);
  CsvRecord record;
  reader.next(record);  // the header
  reader.expect_columns(columns);
  while (reader.next(record)) {
    if (record.problem.empty()) record.problem = byte_problem(record.raw, facts);
    visit(record);
  }
}

Scan scan_csv(const Source& source) {
  Scan result;
  const auto text = without_bom(source.text());
  // Beside the reading of records: both go through the whole text.
  auto look = std::async(std::launch::async, look_at, text);
  result.file.path = source.path();
  result.source_delimiter = delimiter_of(text);
  result.file.delimiter = result.source_delimiter;
  check_line_ends(source, text);
  CsvReader reader(text, result.source_delimiter);
  CsvRecord record;
  if (!reader.next(record)) refuse_header(source, "it holds blank lines only");
  if (!record.problem.empty()) refuse_header(source, "its header has " + record.problem);
  const auto header = record.raw;
  result.file.header = csv_fields(header, result.file.delimiter);
  bool plain = record.plain && header.find('\n') == std::string_view::npos;
  reader.expect_columns(record.columns);
  while (reader.next(record)) {
    ++result.records;
    if (!record.problem.empty()) ++result.broken;
    plain = plain && record.plain;
  }
  const auto facts = look.get();
  if (!byte_problem(header, facts).empty()) {
    refuse_header(source, "its header has " + byte_problem(header, facts));
  }
  // A byte order mark, a line end before the header, a CR that is no line end everywhere: all of
  // it is left out of a copy, rather than trusted to be read alike.
  plain = plain && result.broken == 0 && facts.valid_utf8 && !facts.has_nul && !facts.has_return &&
          text.size() == source.text().size() && !reader.saw_blank_lines();
  result.file.records = result.records;
  if (plain) return result;

  result.file.records = 0;
  CopyWriter copy;
  copy.add_csv(result.file.header);
  visit_csv(text, facts, result.file.delimiter, result.file.header.size(),
            [&](const CsvRecord& one) {
              if (!one.problem.empty()) return;
              ++result.file.records;
              copy.add_csv(csv_fields(one.raw, result.file.delimiter));
            });
  result.broken = result.records - result.file.records;
  result.copy.emplace(copy.finish(source.name(), FileFormat::csv));
  result.file.path = result.copy->path();
  result.file.delimiter = ',';
  return result;
}

void visit_lines(const Source& source, const std::function<void(const TextRecord&)>& visit) {
  auto text = without_bom(source.text());
  const auto facts = look_at(text);
  TextRecord record;
  for (std::int64_t line = 1; !text.empty(); ++line) {
    const auto newline = std::min(text.find('\n'), text.size());
    record.raw = text.substr(0, newline);
    record.line = line;
    text.remove_prefix(std::min(newline + 1, text.size()));
    if (record.raw.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    record.problem = record.raw.size() > CsvReader::max_record_bytes
                         ? "a line of over 1,000,000 bytes"
                         : byte_problem(record.raw, facts);
    visit(record);
  }
}

Scan scan_ndjson(const Source& source) {
  Scan result;
  result.file.path = source.path();
  result.file.format = FileFormat::ndjson;
  check_is_no_array(source, without_bom(source.text()));
  std::int64_t last_line = 0;
  visit_lines(source, [&](const TextRecord& record) {
    ++result.records;
    last_line = record.line;
    if (!record.problem.empty()) ++result.broken;
  });
  result.file.records = result.records - result.broken;
  const bool plain = result.broken == 0 && last_line == result.records &&
                     without_bom(source.text()).size() == source.text().size();
  if (plain) return result;
  CopyWriter copy;
  visit_lines(source, [&](const TextRecord& record) {
    if (record.problem.empty()) copy.add_line(record.raw);
  });
  result.copy.emplace(copy.finish(source.name(), FileFormat::ndjson));
  result.file.path = result.copy->path();
  return result;
}

}  // namespace

Scan scan(const Source& source) {
  return source.format() == FileFormat::csv ? scan_csv(source) : scan_ndjson(source);
}

void for_each_record(const Source& source, const Scan& scan,
                     const std::function<void(const TextRecord&)>& visit) {
  if (source.format() == FileFormat::ndjson) return visit_lines(source, visit);
  const auto text = without_bom(source.text());
  visit_csv(text, look_at(text), scan.source_delimiter, scan.file.header.size(),
            [&](const CsvRecord& record) {
              visit({record.raw, record.line, record.problem});
            });
}

}  // namespace eros::ingest
