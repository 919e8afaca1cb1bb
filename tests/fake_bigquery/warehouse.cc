#include "fake_bigquery/warehouse.h"

#include <re2/re2.h>

#include <sstream>

#include "eros/store/bigquery/parameters.h"
#include "eros/store/bigquery/script.h"
#include "eros/store/duckdb_bind.h"
#include "eros/store/duckdb_rows.h"
#include "eros/store/store.h"
#include "fake_bigquery/to_duckdb.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using store::DuckDBSession;
using store::Parameters;
using store::Value;

FakeJobError aborted_error(const std::string& table) {
  return {"invalidQuery",
          "Query error: Transaction is aborted due to concurrent update against table fake:eros." +
              table + ". Transaction ID: 1 at [2:1]"};
}

std::string_view without_comments(std::string_view sql) {
  while (true) {
    const auto begin = sql.find_first_not_of(" \n");
    sql.remove_prefix(std::min(begin, sql.size()));
    if (!sql.starts_with("--")) return sql;
    sql.remove_prefix(std::min(sql.find('\n'), sql.size()));
  }
}

store::duck::Result execute(DuckDBSession& session, const std::string& sql,
                            const Parameters& parameters) {
  duckdb_prepared_statement raw = nullptr;
  const auto state = duckdb_prepare(session.connection.get(), sql.c_str(), &raw);
  const store::duck::Prepared prepared(raw);
  if (state != DuckDBSuccess) throw FakeJobError{"invalidQuery", duckdb_prepare_error(raw)};
  store::bind_parameters("a statement of the fake", prepared.get(), parameters);
  store::duck::Result result(new duckdb_result{});
  if (duckdb_execute_prepared(prepared.get(), result.get()) != DuckDBSuccess) {
    const std::string message = duckdb_result_error(result.get());
    if (message.find("Conflict on") != std::string::npos) throw aborted_error("a_row");
    throw FakeJobError{"invalidQuery", message};
  }
  return result;
}

void script(DuckDBSession& session, const std::string& sql) {
  store::duck::Result result(new duckdb_result{});
  if (duckdb_query(session.connection.get(), sql.c_str(), result.get()) != DuckDBSuccess) {
    throw std::runtime_error(duckdb_result_error(result.get()));
  }
}

const char* type_name(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      return "BOOLEAN";
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
      return "FLOAT";
    case DUCKDB_TYPE_DECIMAL:
      return "NUMERIC";
    case DUCKDB_TYPE_VARCHAR:
      return "STRING";
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return "TIMESTAMP";
    case DUCKDB_TYPE_DATE:
      return "DATE";
    default:
      return "INTEGER";
  }
}

std::string decimal_text(std::int64_t ten_thousandths) {
  const bool is_negative = ten_thousandths < 0;
  const auto digits = std::to_string(is_negative ? -ten_thousandths : ten_thousandths);
  const auto padded = std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
  return (is_negative ? "-" : "") + padded.substr(0, padded.size() - 4) + "." +
         padded.substr(padded.size() - 4);
}

json cell(const store::DuckDBRows& rows, int column, std::string_view type) {
  if (rows.is_null(column)) return nullptr;
  if (type == "BOOLEAN") return rows.flag(column) ? "true" : "false";
  if (type == "FLOAT")
    return store::bigquery::query_parameter("", rows.real(column))["parameterValue"]["value"];
  if (type == "NUMERIC") return decimal_text(rows.money(column).ten_thousandths);
  if (type == "STRING") return rows.text(column);
  if (type == "TIMESTAMP") return std::to_string(rows.instant(column).time_since_epoch().count());
  if (type == "DATE") return base::format_day(rows.day(column));
  return std::to_string(rows.integer(column));
}

void read_rows(store::duck::Result raw, FakeWarehouse::Result& result) {
  std::vector<std::string> types;
  json fields = json::array();
  for (idx_t i = 0; i < duckdb_column_count(raw.get()); ++i) {
    types.emplace_back(type_name(duckdb_column_type(raw.get(), i)));
    fields.push_back({{"name", duckdb_column_name(raw.get(), i)}, {"type", types.back()}});
  }
  result.schema = {{"fields", fields}};
  result.rows = json::array();
  store::DuckDBRows rows(std::move(raw), nullptr);
  while (rows.next()) {
    json cells = json::array();
    for (std::size_t i = 0; i < types.size(); ++i) {
      cells.push_back({{"v", cell(rows, static_cast<int>(i), types[i])}});
    }
    result.rows.push_back({{"f", std::move(cells)}});
  }
}

Value value_of(const json& parameter) {
  const std::string type = parameter["parameterType"]["type"];
  const json& value = parameter["parameterValue"];
  if (type == "ARRAY") {
    const bool is_text = parameter["parameterType"]["arrayType"]["type"] == "STRING";
    std::vector<std::string> texts;
    std::vector<std::int64_t> numbers;
    for (const json& element : value["arrayValues"]) {
      const auto text = element["value"].get<std::string>();
      is_text ? texts.push_back(text) : numbers.push_back(std::stoll(text));
    }
    return is_text ? Value(texts) : Value(numbers);
  }
  if (value["value"].is_null()) return std::monostate{};
  const auto text = value["value"].get<std::string>();
  if (type == "BOOL") return text == "true";
  if (type == "INT64") return static_cast<std::int64_t>(std::stoll(text));
  if (type == "FLOAT64") return std::strtod(text.c_str(), nullptr);
  if (type == "TIMESTAMP") return *base::parse_instant(text, base::Zone::find("UTC"));
  if (type == "DATE") return *base::parse_day(text);
  return text;
}

bool is_query(const std::string& type) { return type == "SELECT" || type == "WITH"; }

// The statements of a script as `transaction` of bigquery/script.h writes it.
struct Statement {
  std::string name;
  std::string sql;
  bool stops_on_rows = false;
  std::optional<std::int64_t> must_change;
};

std::vector<Statement> statements_of(const std::string& text) {
  std::vector<Statement> statements;
  std::istringstream lines(text);
  const auto until = [&lines](const std::string& end) {
    std::string block, line;
    while (std::getline(lines, line) && line != end) block += line + "\n";
    return block;
  };
  std::string line, name;
  while (std::getline(lines, line)) {
    if (line == "BEGIN TRANSACTION;" || line.starts_with("SELECT TRUE AS ")) continue;
    if (line == "COMMIT TRANSACTION;") return statements;
    if (line.starts_with("-- name: ")) {
      name = line.substr(9);
    } else if (line == "IF EXISTS (") {
      statements.push_back({name, until(") THEN"), true, {}});
      until("END IF;");
    } else if (line.starts_with("IF @@row_count != ")) {
      statements.back().must_change = std::stoll(line.substr(18));
    } else {
      statements.push_back({name, line + "\n" + until(";"), false, {}});
    }
  }
  throw FakeJobError{"invalidQuery", "the script does not end with COMMIT TRANSACTION"};
}

}  // namespace

std::string statement_type(std::string_view sql) {
  sql = without_comments(sql);
  return std::string(sql.substr(0, sql.find_first_of(" \n(")));
}

std::optional<std::string> changed_table(std::string_view sql) {
  static const RE2 form(
      "(?:UPDATE|DELETE FROM|DELETE|MERGE INTO|MERGE)\\s+(?:`?[\\w.-]+`?\\.)?`?"
      "(\\w+)`?[\\s\\S]*");
  const auto text = without_comments(sql);
  std::string table;
  if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form, &table)) return {};
  return table;
}

FakeWarehouse::FakeWarehouse(store::QuerySet duckdb_queries, FakeInterference interference)
    : queries_(std::move(duckdb_queries)), interference_(std::move(interference)) {}

FakeWarehouse::Session FakeWarehouse::take() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      auto session = std::move(idle_.back());
      idle_.pop_back();
      return session;
    }
  }
  return std::make_unique<DuckDBSession>(
      store::open_session(database(), {.create = true, .external_access = true}));
}

void FakeWarehouse::give_back(Session session) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(session));
}

void FakeWarehouse::run_script(const std::string& sql) {
  auto session = take();
  script(*session, sql);
  give_back(std::move(session));
}

std::int64_t FakeWarehouse::number(const std::string& sql) {
  auto session = take();
  store::DuckDBRows rows(execute(*session, sql, {}), session->database);
  rows.next();
  const auto value = rows.integer(0);
  give_back(std::move(session));
  return value;
}

std::string FakeWarehouse::column_types(const std::string& table) {
  auto session = take();
  store::DuckDBRows rows(
      execute(*session,
              "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '" + table +
                  "' ORDER BY column_index",
              {}),
      session->database);
  std::string types;
  while (rows.next()) {
    types += (types.empty() ? "" : ", ") + std::string(rows.text(0)) + ": '" +
             std::string(rows.text(1)) + "'";
  }
  give_back(std::move(session));
  return types;
}

// The values of the names that the text uses, under those names and without the number that told
// them apart in the script; and those that were staged in a table.
Parameters FakeWarehouse::parameters_of(DuckDBSession& session, const std::string& sent,
                                        const json& query) {
  Parameters parameters;
  static const RE2 numbered("(\\w+)_\\d+");
  for (const auto& use : store::bigquery::parameter_uses(sent)) {
    for (const json& parameter : query.value("queryParameters", json::array())) {
      if (parameter["name"] != use.name) continue;
      const std::string name(use.name);
      std::string plain;
      parameters.insert_or_assign(name, value_of(parameter));
      if (RE2::FullMatch(name, numbered, &plain)) parameters.emplace(plain, value_of(parameter));
    }
  }
  static const RE2 staged(
      "SELECT AS VALUE element FROM `[\\w.-]+\\.(\\w+)` WHERE parameter = "
      "'(\\w+)'");
  re2::StringPiece rest(sent);
  std::string table, name;
  while (RE2::FindAndConsume(&rest, staged, &table, &name)) {
    store::DuckDBRows rows(execute(session,
                                   "SELECT '[' || string_agg(element, ',') || ']' FROM " + table +
                                       " WHERE parameter = '" + name + "'",
                                   {}),
                           session.database);
    rows.next();
    parameters[name] = std::string(rows.text(0));
  }
  return parameters;
}

std::int64_t FakeWarehouse::run_named(DuckDBSession& session, const std::string& name,
                                      const std::string& sent, const json& query, Result& result) {
  snapshots_.refuse_changes(sent);
  const auto known = queries_.find(name);
  const auto sql = known == queries_.end() ? to_duckdb(sent) : known->second;
  auto rows = execute(session, sql, parameters_of(session, sent, query));
  const auto changed = static_cast<std::int64_t>(duckdb_rows_changed(rows.get()));
  if (is_query(statement_type(sent))) {
    read_rows(std::move(rows), result);
    return static_cast<std::int64_t>(result.rows.size());
  }
  return changed;
}

void FakeWarehouse::run_transaction(const json& query, Result& result) {
  const auto statements = statements_of(query["query"]);
  auto session = take();
  const auto transaction = conflicts_.begin([&] {
    script(*session, "BEGIN TRANSACTION");
    script(*session, "SELECT 1 FROM duckdb_tables() LIMIT 1");
  });
  const auto roll_back = [&] {
    conflicts_.end(transaction, [&] {
      script(*session, "ROLLBACK");
      return false;
    });
  };
  try {
    for (const auto& statement : statements) {
      if (interference_.aborts()) throw aborted_error("x");
      result.schema = result.rows = nullptr;
      const auto rows = run_named(*session, statement.name, statement.sql, query, result);
      // A statement that changes no row is in nobody's way.
      const auto table = changed_table(statement.sql);
      if (table && rows > 0 && !conflicts_.may_change(transaction, *table)) {
        throw aborted_error(*table);
      }
      result.statement_types.push_back(statement_type(statement.sql));
      if (statement.stops_on_rows && rows > 0) {
        roll_back();
        give_back(std::move(session));
        return;
      }
      if (statement.must_change && rows != *statement.must_change) {
        throw FakeJobError{"invalidQuery",
                           "Query error: " + std::string(store::bigquery::wrong_count) +
                               statement.name + " at [5:1]"};
      }
    }
  } catch (...) {
    roll_back();
    give_back(std::move(session));
    throw;
  }
  conflicts_.end(transaction, [&] {
    script(*session, "COMMIT");
    return true;
  });
  give_back(std::move(session));
  result.statement_types.emplace_back("COMMIT_TRANSACTION");
  result.schema = {
      {"fields", {{{"name", store::bigquery::committed_column}, {"type", "BOOLEAN"}}}}};
  result.rows = json::array({{{"f", json::array({{{"v", "true"}}})}}});
}

void FakeWarehouse::run_statement(const json& query, const std::string& name, Result& result) {
  const std::string sent = query["query"];
  auto session = take();
  const auto table = changed_table(sent);
  const auto transaction = conflicts_.begin([] {});
  if (table) conflicts_.wait_to_change(transaction, *table);
  const auto end = [&](bool did_commit) {
    conflicts_.end(transaction, [&] { return did_commit; });
    give_back(std::move(session));
  };
  try {
    const auto rows = run_named(*session, name, sent, query, result);
    if (!is_query(statement_type(sent))) result.rows_changed = rows;
  } catch (...) {
    end(false);
    throw;
  }
  end(true);
}

void FakeWarehouse::run(const json& configuration, Result& result) {
  const json& query = configuration["query"];
  const std::string name = configuration["labels"]["statement"];
  const std::string text = query["query"];
  if (interference_.fails_before()) throw FakeJobError{"jobBackendError", "Backend error."};
  if (text.starts_with("CREATE SNAPSHOT TABLE ")) {
    return snapshots_.take(text, *this, interference_.fails_before);
  }
  // What `eros deploy` makes is there from the start, in DuckDB's own form.
  if (name.starts_with("deploy_") && text.starts_with("CREATE ")) return;
  if (text.starts_with("BEGIN TRANSACTION;")) {
    run_transaction(query, result);
    if (interference_.fails_after()) throw FakeJobError{"jobInternalError", "Internal error."};
  } else {
    run_statement(query, name, result);
  }
}

}  // namespace eros::testing
