#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eros::ingest {

// A record of a CSV file, or a line of it that is none.
struct CsvRecord {
  std::string_view raw;   // without its line end
  std::int64_t line = 0;  // where it begins, from 1
  std::size_t columns = 0;
  std::string problem;  // why it is no record of the file; empty: it is one
  bool plain = true;    // needs no rewriting for a strict reader
};

// Reads a CSV text record by record (RFC 4180; a line may end in LF or CR LF, and a quote inside
// an unquoted field is an ordinary character). Every byte that is not white space between records
// belongs to exactly one CsvRecord. A quote that is never closed, or is closed in the middle of a
// field, costs its own line only: reading goes on at the next line. Linear but for that: a record
// is at most max_record_bytes long, and so is the text read in vain.
class CsvReader {
 public:
  static constexpr std::size_t max_record_bytes = 1'000'000;

  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}
  // From now on a record must have this many columns. 0: any number.
  void expect_columns(std::size_t columns) { expected_ = columns; }
  // Moves to the next record, good or not; false at the end.
  bool next(CsvRecord& record);
  // Were there blank lines between the records so far?
  bool saw_blank_lines() const { return saw_blank_lines_; }

 private:
  struct Extent {
    std::size_t newline = 0;  // of its first line
    std::size_t end = 0;      // of the record, before its line end
    std::size_t next = 0;     // behind its line end
    std::size_t columns = 1;
    const char* problem = nullptr;
    bool plain = true;
  };
  std::size_t line_end(std::size_t from) const;
  std::size_t content_end(std::size_t begin, std::size_t newline) const;
  Extent measure(std::size_t begin) const;
  Extent measure_quoted(std::size_t begin, std::size_t newline) const;
  bool hides_a_record(const Extent& extent, std::size_t begin) const;
  void judge(CsvRecord& record, const Extent& extent) const;

  std::string_view text_;
  char delimiter_;
  std::size_t expected_ = 0;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  bool saw_blank_lines_ = false;
};

// The fields of a record, unquoted. A field whose quotes are wrong is taken as it stands.
std::vector<std::string> csv_fields(std::string_view raw, char delimiter);

}  // namespace eros::ingest
