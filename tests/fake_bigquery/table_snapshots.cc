#include "fake_bigquery/table_snapshots.h"

#include <re2/re2.h>

#include <sstream>

#include "eros/base/calendar.h"
#include "fake_bigquery/job_error.h"
#include "fake_bigquery/warehouse.h"

namespace eros::testing {
namespace {

bool exists(FakeWarehouse& warehouse, const std::string& table) {
  return warehouse.number("SELECT count(*) FROM duckdb_tables() WHERE table_name = '" + table +
                          "'") > 0;
}

bool is_of_the_last_week(FakeWarehouse& warehouse, const std::string& moment) {
  return warehouse.number("SELECT CAST(epoch_us(" + moment +
                          ") BETWEEN epoch_us(now()) - 7 * 86400000000 AND epoch_us(now()) AS "
                          "BIGINT)") == 1;
}

}  // namespace

void TableSnapshots::refuse_copies_of(const std::string& table) {
  const std::scoped_lock lock(mutex_);
  not_to_be_copied_.insert(table);
}

void TableSnapshots::refuse_changes(const std::string& statement) const {
  static const RE2 insert("INSERT INTO `?(\\w+)`?[\\s\\S]*");
  std::string table = changed_table(statement).value_or("");
  RE2::FullMatch(statement, insert, &table);
  const std::scoped_lock lock(mutex_);
  if (!names_.contains(table)) return;
  throw FakeJobError{"invalidQuery", "fake:eros." + table +
                                         " is not allowed for this operation because it is "
                                         "currently a SNAPSHOT."};
}

void TableSnapshots::take(const std::string& script, FakeWarehouse& warehouse,
                          const std::function<bool()>& fails) {
  std::istringstream lines(script);
  for (std::string line; std::getline(lines, line);) {
    if (fails()) throw FakeJobError{"jobBackendError", "Backend error."};
    take_one(line, warehouse);
  }
}

void TableSnapshots::take_one(const std::string& statement, FakeWarehouse& warehouse) {
  static const RE2 form(
      "CREATE SNAPSHOT TABLE (IF NOT EXISTS )?`fake`\\.eros\\.(\\w+) CLONE `fake`\\.eros\\.(\\w+) "
      "FOR SYSTEM_TIME AS OF (TIMESTAMP '[^']+');");
  std::string condition, name, table, moment;
  if (!RE2::FullMatch(statement, form, &condition, &name, &table, &moment)) {
    throw FakeJobError{"invalidQuery", "Syntax error: " + statement};
  }
  if (!is_of_the_last_week(warehouse, moment)) {
    throw FakeJobError{"invalidQuery", "Invalid time travel timestamp: " + moment};
  }
  const std::scoped_lock lock(mutex_);  // of two of one name, one comes first
  if (not_to_be_copied_.contains(table)) {
    throw FakeJobError{
        "accessDenied",
        "Access Denied: Table fake:eros." + table +
            ": Permission bigquery.tables.createSnapshot denied on table fake:eros." + table +
            " (or it may not exist)."};
  }
  if (!exists(warehouse, table)) {
    throw FakeJobError{"notFound",
                       "Not found: Table fake:eros." + table + " was not found in location EU"};
  }
  if (exists(warehouse, name)) {
    if (!condition.empty()) return;
    throw FakeJobError{"duplicate", "Already Exists: Table fake:eros." + name};
  }
  const auto now = std::chrono::floor<base::microseconds>(std::chrono::system_clock::now());
  warehouse.run_script("BEGIN; CREATE TABLE " + name + " AS FROM " + table + "; COMMENT ON TABLE " +
                       name + " IS '" + base::format_instant(now) + "'; COMMIT");
  names_.insert(name);
}

}  // namespace eros::testing
