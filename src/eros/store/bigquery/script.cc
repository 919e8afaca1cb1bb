#include "eros/store/bigquery/script.h"

#include <fmt/format.h>

#include "eros/base/error.h"
#include "eros/store/bigquery/parameters.h"

namespace eros::store::bigquery {
namespace {

// Collects the parameters of a job's statements.
class Builder {
 public:
  // The statement's text with its parameters under their names in the job.
  std::string add(const NamedSql& statement) {
    std::string text;
    std::size_t copied = 0;
    for (const auto& use : parameter_uses(statement.sql)) {
      text += statement.sql.substr(copied, use.begin - copied);
      text += "@" + name_in_job(statement, use.name);
      copied = use.end;
    }
    text += statement.sql.substr(copied);
    return text;
  }
  SqlJob job(std::string sql) && { return {std::move(sql), std::move(parameters_)}; }

 private:
  std::string name_in_job(const NamedSql& statement, std::string_view name) {
    const auto given = statement.parameters->find(name);
    if (given == statement.parameters->end()) {
      throw base::Error(base::ErrorCode::failed, "the query '" + statement.name +
                                                     "' lacks its parameter $" + std::string(name));
    }
    for (int number = 1;; ++number) {
      std::string candidate = number == 1 ? std::string(name) : fmt::format("{}_{}", name, number);
      const auto known = std::ranges::find_if(
          parameters_, [&](const auto& parameter) { return parameter.first == candidate; });
      if (known == parameters_.end()) {
        parameters_.emplace_back(candidate, &given->second);
        return candidate;
      }
      if (*known->second == given->second) return candidate;
    }
  }

  std::vector<std::pair<std::string, const Value*>> parameters_;
};

std::string step_text(const ScriptStep& step, const std::string& sql) {
  std::string text = fmt::format("-- name: {}\n", step.statement.name);
  if (step.stops_on_rows) {
    // The brackets stand on lines of their own: the text may end in a comment.
    return text + fmt::format("IF EXISTS (\n{0}\n) THEN\n{0}\n;\nRETURN;\nEND IF;\n", sql);
  }
  text += sql + "\n;\n";
  if (step.must_change) {
    text += fmt::format("IF @@row_count != {} THEN RAISE USING MESSAGE = '{}{}'; END IF;\n",
                        *step.must_change, wrong_count, step.statement.name);
  }
  return text;
}

}  // namespace

SqlJob single_statement(const NamedSql& statement) {
  Builder builder;
  auto sql = builder.add(statement);
  return std::move(builder).job(std::move(sql));
}

SqlJob transaction(std::span<const ScriptStep> steps) {
  Builder builder;
  std::string script = "BEGIN TRANSACTION;\n";
  for (const auto& step : steps) script += step_text(step, builder.add(step.statement));
  script += fmt::format("SELECT TRUE AS {};\nCOMMIT TRANSACTION;\n", committed_column);
  return std::move(builder).job(std::move(script));
}

}  // namespace eros::store::bigquery
