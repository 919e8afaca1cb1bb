#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eros/store/engine.h"

// From statements with parameters to the text of one job. Pure.
namespace eros::store::bigquery {

// The text of a job and the parameters that it uses, each once. The values are the caller's and
// must outlive it.
struct SqlJob {
  std::string sql;
  std::vector<std::pair<std::string, const Value*>> parameters;
};

// A statement with its text. `name` is for messages and for the comment before it.
struct NamedSql {
  std::string name;
  std::string_view sql;
  const Parameters* parameters = nullptr;
};

struct ScriptStep {
  NamedSql statement;
  bool stops_on_rows = false;
  std::optional<std::int64_t> must_change = std::nullopt;
};

// One statement. Parameters that it does not use are left out. Throws Error(failed) naming one that
// is missing.
SqlJob single_statement(const NamedSql& statement);

// All steps as one transaction of a multi-statement job. Parameters of one name and different
// values are told apart by a number. A step that stops on rows becomes
//   IF EXISTS (check) THEN check; RETURN; END IF;
// so that the job's result is the check's rows, and the service rolls back (a script that ends
// without COMMIT is). Otherwise the result is one row with the column `committed_column`, made
// before COMMIT, so that nothing can fail after it. A step that must change so many rows raises
// `wrong_count` with its name if it did not.
SqlJob transaction(std::span<const ScriptStep> steps);

inline constexpr std::string_view committed_column = "eros_committed";
inline constexpr std::string_view wrong_count = "eros: wrong number of rows changed by ";

}  // namespace eros::store::bigquery
