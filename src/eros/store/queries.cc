#include "eros/store/queries.h"

#include "eros/base/error.h"

namespace eros::store {
namespace {

constexpr std::string_view marker = "-- name:";

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_comment_only(std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = trim(text.substr(0, end));
    if (!line.empty() && !line.starts_with("--")) return false;
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return true;
}

[[noreturn]] void refuse(std::string_view path, const std::string& what) {
  throw base::Error(base::ErrorCode::failed, "sql/" + std::string(path) + ": " + what);
}

// Where the next entry begins: a marker at the start of a line.
std::size_t next_marker(std::string_view text, std::size_t from) {
  for (auto at = text.find(marker, from); at != std::string_view::npos;
       at = text.find(marker, at + 1)) {
    if (at == 0 || text[at - 1] == '\n') return at;
  }
  return std::string_view::npos;
}

void parse_file(const EmbeddedSql& file, QuerySet& queries) {
  auto at = next_marker(file.text, 0);
  if (!is_comment_only(file.text.substr(0, at))) refuse(file.path, "SQL before the first name");
  while (at != std::string_view::npos) {
    const auto next = next_marker(file.text, at + marker.size());
    const auto entry = file.text.substr(
        at + marker.size(), next == std::string_view::npos ? next : next - at - marker.size());
    const auto line_end = entry.find('\n');
    const std::string name(trim(entry.substr(0, line_end)));
    auto sql = trim(line_end == std::string_view::npos ? "" : entry.substr(line_end));
    if (sql.ends_with(';')) sql.remove_suffix(1);
    if (name.empty() || is_comment_only(sql)) refuse(file.path, "entry '" + name + "' is empty");
    if (!queries.emplace(name, std::string(sql)).second)
      refuse(file.path, "a second entry '" + name + "'");
    at = next;
  }
}

// Puts in place of "{query some_name}" the entry of that name, which must not have such parts
// itself.
void put_in_parts(std::string& sql, const QuerySet& queries) {
  constexpr std::string_view opening = "{query ";
  for (auto at = sql.find(opening); at != std::string::npos; at = sql.find(opening)) {
    const auto end = sql.find('}', at);
    const auto begin = at + opening.size();
    const auto part =
        end == std::string::npos ? queries.end() : queries.find(sql.substr(begin, end - begin));
    if (part == queries.end() || part->second.find(opening) != std::string::npos) {
      refuse("queries", "no part for '" + sql.substr(at, end - at + 1) + "'");
    }
    sql.replace(at, end - at + 1, part->second);
  }
}

}  // namespace

QuerySet parse_queries(std::span<const EmbeddedSql> files, std::string_view folder) {
  QuerySet queries;
  for (const auto& file : files) {
    if (file.path.starts_with(folder)) parse_file(file, queries);
  }
  for (auto& [name, sql] : queries) put_in_parts(sql, queries);
  return queries;
}

const QuerySet& queries() {
  static const QuerySet set = parse_queries(embedded_sql());
  return set;
}

}  // namespace eros::store
