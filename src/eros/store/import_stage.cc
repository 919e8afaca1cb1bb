#include <re2/re2.h>

#include "eros/base/calendar.h"
#include "eros/base/error.h"
#include "eros/model/page.h"
#include "eros/store/import_kinds.h"

namespace eros::store {
namespace {

using model::ImportKind;

const QuerySet& import_queries() {
  static const QuerySet set = parse_queries(embedded_sql(), "import/");
  return set;
}

// Of the values that a query returns, those that do not pass.
template <typename Passes>
std::vector<std::string> refused_values(Rows& rows, Passes passes) {
  std::vector<std::string> refused;
  while (rows.next()) {
    if (!rows.is_null(0) && !passes(rows.text(0))) refused.emplace_back(rows.text(0));
  }
  return refused;
}

bool compiles(std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  return RE2(re2::StringPiece(pattern.data(), pattern.size()), options).ok();
}

void stage_creators(DuckDBEngine& engine) {
  const auto zones = query_import_sql(engine, "given_timezones");
  run_import_sql(engine, "stage_creators",
                 {{"default_timezone", model::Page{}.timezone},
                  {"refused_timezones", refused_values(*zones, base::Zone::exists)}});
}

void stage_restrictions(DuckDBEngine& engine) {
  const auto patterns = query_import_sql(engine, "given_patterns");
  run_import_sql(engine, "stage_restrictions",
                 {{"refused_patterns", refused_values(*patterns, compiles)}});
}

}  // namespace

std::string_view import_text(std::string_view name) {
  const auto found = import_queries().find(name);
  if (found == import_queries().end()) {
    throw base::Error(base::ErrorCode::failed, "sql/import has no entry " + std::string(name));
  }
  return found->second;
}

std::int64_t run_import_sql(DuckDBEngine& engine, std::string_view name,
                            const Parameters& parameters) {
  return engine.execute_text(import_text(name), parameters);
}

std::unique_ptr<Rows> query_import_sql(DuckDBEngine& engine, std::string_view name,
                                       const Parameters& parameters) {
  return engine.query_text(import_text(name), parameters);
}

void stage_rows(DuckDBEngine& engine, ImportKind kind, base::Instant as_of) {
  switch (kind) {
    case ImportKind::messages:
      run_import_sql(engine, "stage_messages", {{"latest", as_of + base::days(1)}});
      return;
    case ImportKind::captions:
      run_import_sql(engine, "stage_captions");
      return;
    case ImportKind::creators:
      return stage_creators(engine);
    case ImportKind::restrictions:
      return stage_restrictions(engine);
    case ImportKind::holidays:
      run_import_sql(engine, "stage_holidays");
      return;
  }
}

}  // namespace eros::store
