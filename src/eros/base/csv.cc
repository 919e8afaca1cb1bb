#include "eros/base/csv.h"

namespace eros::base {

void append_csv_field(std::string& out, std::string_view field, bool always) {
  if (!always && field.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_record(std::string& out, std::span<const std::string> fields) {
  if (fields.size() == 1 && fields.front().empty()) {
    out += "\"\"\n";
    return;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    append_csv_field(out, fields[i]);
  }
  out += '\n';
}

}  // namespace eros::base
