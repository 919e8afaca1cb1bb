#include "eros/store/bigquery/staging.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "eros/store/bigquery/parameters.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

std::size_t size_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return text->size();
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    std::size_t size = 0;
    for (const auto& text : *texts) size += text.size() + 16;
    return size;
  }
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&value)) {
    return numbers->size() * 32;
  }
  return 32;
}

bool is_used(std::string_view sql, std::string_view name) {
  return std::ranges::any_of(parameter_uses(sql),
                             [name](const auto& use) { return use.name == name; });
}

// The text with the parameter's rows read from the table; empty if it is used in another way too.
std::string reading_from(const std::string& sql, const std::string& name, std::string_view table) {
  const RE2 use(fmt::format(R"((?i)UNNEST\s*\(\s*JSON_QUERY_ARRAY\s*\(\s*@{}\s*\)\s*\))", name));
  std::string result = sql;
  RE2::GlobalReplace(
      &result, use,
      fmt::format("(SELECT AS VALUE element FROM {} WHERE parameter = '{}')", table, name));
  return is_used(result, name) ? std::string() : result;
}

}  // namespace

std::vector<StagedParameter> take_out_large(SqlJob& job, std::size_t limit,
                                            std::string_view table) {
  std::vector<StagedParameter> taken;
  std::size_t total = job.sql.size();
  for (const auto& parameter : job.parameters) total += size_of(*parameter.second);
  auto by_size = job.parameters;
  std::ranges::sort(by_size, std::ranges::greater(),
                    [](const auto& parameter) { return size_of(*parameter.second); });
  for (const auto& [name, value] : by_size) {
    if (total <= limit) break;
    const auto* rows = std::get_if<std::string>(value);
    auto sql = rows == nullptr ? std::string() : reading_from(job.sql, name, table);
    if (sql.empty()) continue;
    job.sql = std::move(sql);
    std::erase_if(job.parameters, [&taken_name = name](const auto& parameter) {
      return parameter.first == taken_name;
    });
    total -= rows->size();
    taken.push_back({name, rows});
  }
  return taken;
}

std::string staging_rows(const std::vector<StagedParameter>& parameters) {
  std::string lines;
  for (const auto& parameter : parameters) {
    for (const json& element : json::parse(*parameter.rows)) {
      lines += json{{"parameter", parameter.name}, {"element", element.dump()}}.dump();
      lines += '\n';
    }
  }
  return lines;
}

}  // namespace eros::store::bigquery
