#pragma once
#include <span>
#include <string>
#include <string_view>

// Writing CSV: the quoting rule of RFC 4180, in one place. DuckDB reads it.
namespace eros::base {

// Appends a field. It is quoted where it has to be (a comma, a quote, a line break in it), or
// `always`.
void append_csv_field(std::string& out, std::string_view field, bool always = false);

// Appends one record, LF included. A record of one empty field is quoted: a bare empty line would
// be no record to many readers.
void append_csv_record(std::string& out, std::span<const std::string> fields);

}  // namespace eros::base
