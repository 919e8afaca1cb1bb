#include "eros/store/bigquery/dialect.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "eros/base/error.h"
#include "eros/store/queries.h"

namespace eros::store::bigquery {
namespace {

using Arguments = std::vector<std::string>;

[[noreturn]] void refuse(const std::string& what) {
  throw base::Error(base::ErrorCode::failed, "no GoogleSQL for: " + what,
                    "Write it in another form, or override the entry in sql/bigquery/queries.");
}

// --- words

// DuckDB's names of types, and GoogleSQL's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> types = {
    {{"VARCHAR", "STRING"},
     {"BIGINT", "INT64"},
     {"INTEGER", "INT64"},
     {"DOUBLE", "FLOAT64"},
     {"BOOLEAN", "BOOL"},
     {"DECIMAL(18,4)", "NUMERIC"}}};

std::string type_in_googlesql(std::string_view type) {
  for (const auto& [ours, theirs] : types) {
    if (ours == type) return std::string(theirs);
  }
  if (type == "DATE" || type == "TIMESTAMP") return std::string(type);  // the same in both
  refuse("the type " + std::string(type));
}

// --- rows from JSON

// '[{"a":"BIGINT"}]' -> CAST(JSON_VALUE(r, '$.a') AS INT64) AS a
std::string json_fields(const std::string& spec) {
  const auto fields = nlohmann::ordered_json::parse(spec, nullptr, false);
  if (!fields.is_array() || fields.size() != 1 || !fields[0].is_object()) refuse(spec);
  std::string list;
  for (const auto& [name, type] : fields[0].items()) {
    const auto value = "JSON_VALUE(r, '$." + name + "')";
    const auto as = type_in_googlesql(type.get<std::string>());
    const auto cast = as == "STRING" ? value : fmt::format("CAST({} AS {})", value, as);
    list += fmt::format("{}{} AS {}", list.empty() ? "" : ", ", cast, name);
  }
  return list;
}

void replace_rows(std::string& sql) {
  static const re2::RE2 rows(
      R"((?s)SELECT unnest\(from_json\((@\w+),\s*'(.*?)'\),\s*recursive := true\))");
  std::string parameter, spec;
  while (RE2::PartialMatch(sql, rows, &parameter, &spec)) {
    const auto rewritten =
        "SELECT " + json_fields(spec) + " FROM UNNEST(JSON_QUERY_ARRAY(" + parameter + ")) AS r";
    re2::StringPiece whole;
    RE2(rows.pattern()).Match(sql, 0, sql.size(), RE2::UNANCHORED, &whole, 1);
    sql.replace(static_cast<std::size_t>(whole.data() - sql.data()), whole.size(), rewritten);
  }
}

// --- calls

// Where the bracket opened at `open` closes, past strings and inner brackets.
std::size_t closing(std::string_view sql, std::size_t open) {
  int depth = 0;
  for (auto at = open; at < sql.size(); ++at) {
    if (sql[at] == '\'') at = sql.find('\'', at + 1);
    if (at == std::string_view::npos) break;
    if (sql[at] == '(') ++depth;
    if (sql[at] == ')' && --depth == 0) return at;
  }
  refuse(std::string(sql.substr(open)));
}

Arguments split_arguments(std::string_view inside) {
  Arguments arguments(1);
  int depth = 0;
  for (const char c : inside) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c == ',' && depth == 0) {
      arguments.emplace_back();
    } else if (!arguments.back().empty() || (c != ' ' && c != '\n')) {
      arguments.back() += c;
    }
  }
  return arguments;
}

using Rewrite = std::function<std::string(const Arguments&)>;

std::string date_diff(const Arguments& a) {
  static const std::map<std::string, std::string, std::less<>> functions = {
      {"'day'", "DATE_DIFF({to}, {from}, DAY)"},
      {"'microsecond'", "TIMESTAMP_DIFF({to}, {from}, MICROSECOND)"}};
  const auto found = functions.find(a.at(0));
  if (found == functions.end() || a.size() != 3) refuse("date_diff(" + a.at(0) + ", ...)");
  auto text = found->second;
  text.replace(text.find("{to}"), 4, a[2]);
  return text.replace(text.find("{from}"), 6, a[1]);
}

std::string joined(const Arguments& arguments) {
  std::string text;
  for (const auto& argument : arguments) text += (text.empty() ? "" : ", ") + argument;
  return text;
}

Rewrite qualified(const std::string& name) {
  return [name](const Arguments& a) { return "{dataset}." + name + "(" + joined(a) + ")"; };
}

// Each replaces every call of a DuckDB function.
const std::vector<std::pair<std::string, Rewrite>>& rewrites() {
  static const std::vector<std::pair<std::string, Rewrite>> list = {
      {"date_diff", date_diff},
      {"isodow",
       [](const Arguments& a) {
         return "(MOD(EXTRACT(DAYOFWEEK FROM " + a.at(0) + ") + 5, 7) + 1)";
       }},
      {"hour", [](const Arguments& a) { return "EXTRACT(HOUR FROM " + a.at(0) + ")"; }},
      {"epoch_us", [](const Arguments& a) { return "UNIX_MICROS(" + a.at(0) + ")"; }},
      {"make_timestamp", [](const Arguments& a) { return "TIMESTAMP_MICROS(" + a.at(0) + ")"; }},
      {"json_object",
       [](const Arguments& a) { return "TO_JSON_STRING(JSON_OBJECT(" + joined(a) + "))"; }},
      {"strftime",
       [](const Arguments& a) {
         auto format = a.at(1);
         RE2::Replace(&format, "%S.%f", "%E6S");
         return "FORMAT_TIMESTAMP(" + format + ", " + a.at(0) + ")";
       }},
      {"wilson_score_bounds", qualified("wilson_score_bounds")},
      {"caption_key_v2", qualified("caption_key_v2")}};
  return list;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

void replace_calls(std::string& sql, const std::string& name, const Rewrite& rewrite) {
  const auto call = name + "(";
  for (auto at = sql.find(call); at != std::string::npos; at = sql.find(call, at)) {
    const bool is_whole = at == 0 || (!is_word(sql[at - 1]) && sql[at - 1] != '.');
    if (!is_whole) {
      at += call.size();
      continue;
    }
    const auto open = at + name.size();
    const auto close = closing(sql, open);
    const auto rewritten =
        rewrite(split_arguments(std::string_view(sql).substr(open + 1, close - open - 1)));
    sql.replace(at, close - at + 1, rewritten);
    // Past the new name, so that it is not found again; calls among the arguments still are.
    at = std::min(at + rewritten.find('(') + 1, sql.size());
  }
}

void replace_words(std::string& sql) {
  for (const auto& [ours, theirs] : types) {
    const auto end = ours.back() == ')' ? "" : R"(\b)";
    RE2::GlobalReplace(&sql, R"(\b)" + RE2::QuoteMeta(std::string(ours)) + end,
                       std::string(theirs));
  }
}

}  // namespace

std::string to_googlesql(std::string_view source) {
  std::string sql(source);
  RE2::GlobalReplace(&sql, R"(--[^\n]*\n?)", "");
  RE2::GlobalReplace(&sql, R"(\$(\w+)::\w+\[\])", R"(@\1)");
  RE2::GlobalReplace(&sql, R"(\$(\w+)::(\w+))", R"(CAST(@\1 AS \2))");
  RE2::GlobalReplace(&sql, R"(\$(\w+))", R"(@\1)");
  if (sql.find("::") != std::string::npos) refuse(sql.substr(sql.find("::"), 20));
  replace_rows(sql);
  RE2::GlobalReplace(&sql, R"(\(SELECT unnest\((@\w+)\)\))", R"(UNNEST(\1))");
  RE2::GlobalReplace(&sql, R"(count\(\*\) FILTER \(([^()]*)\))", R"(COUNTIF(\1))");
  RE2::GlobalReplace(&sql, R"(([\w.@]+) \+ to_seconds\(([\w.]+)\))",
                     R"(TIMESTAMP_ADD(\1, INTERVAL \2 SECOND))");
  for (const auto& [name, rewrite] : rewrites()) replace_calls(sql, name, rewrite);
  replace_words(sql);
  if (RE2::FullMatch(sql, R"((?s)(DELETE|UPDATE) .*)") && sql.find("WHERE") == std::string::npos) {
    sql += " WHERE TRUE";
  }
  return sql;
}

std::string in_dataset(std::string_view sql, std::string_view dataset) {
  std::string text(sql);
  constexpr std::string_view name = "{dataset}";
  for (auto at = text.find(name); at != std::string::npos;
       at = text.find(name, at + dataset.size())) {
    text.replace(at, name.size(), dataset);
  }
  return text;
}

QuerySet googlesql_queries(std::span<const EmbeddedSql> files, std::string_view dataset) {
  const auto overrides = parse_queries(files, "bigquery/queries/");
  const auto shared = parse_queries(files, "queries/");
  for (const auto& [name, sql] : overrides) {
    if (!shared.contains(name)) refuse("the override '" + name + "' of nothing");
  }
  QuerySet queries;
  for (const auto& [name, sql] : shared) {
    const auto override_of = overrides.find(name);
    queries.emplace(
        name, in_dataset(override_of == overrides.end() ? to_googlesql(sql) : override_of->second,
                         dataset));
  }
  return queries;
}

const QuerySet& queries_for(const std::string& dataset) {
  static std::mutex mutex;  // guards `made`
  static std::map<std::string, QuerySet> made;
  const std::scoped_lock lock(mutex);
  QuerySet& queries = made[dataset];
  if (queries.empty()) queries = googlesql_queries(embedded_sql(), dataset);
  return queries;
}

}  // namespace eros::store::bigquery
