#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/base/units.h"

// The narrow contract between EROS and a database. SQL is written once (sql/queries), with named
// parameters as $name; what differs between engines stays behind this header.
namespace eros::store {

// A parameter's value; monostate is NULL. Lists become arrays in SQL.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, base::Instant,
                           base::LocalDay, std::vector<std::string>, std::vector<std::int64_t>>;
using Parameters = std::map<std::string, Value, std::less<>>;

// A statement by its name in sql/queries (all are tried when a store's schema is made or changed),
// with its parameters.
struct Statement {
  std::string_view name;
  Parameters parameters = {};
};

// A forward cursor over a result. Column numbers start at 0. Text stays valid until the next
// call of next(). Reading a NULL through a typed getter is a programming error (asserts).
class Rows {
 public:
  virtual ~Rows() = default;
  virtual bool next() = 0;
  virtual bool is_null(int column) const = 0;
  virtual bool flag(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;  // any integer type
  virtual double real(int column) const = 0;           // DOUBLE, or any number
  virtual std::string_view text(int column) const = 0;
  virtual base::Instant instant(int column) const = 0;  // TIMESTAMP (UTC)
  virtual base::LocalDay day(int column) const = 0;     // DATE
  virtual base::Money money(int column) const = 0;      // DECIMAL(18,4)
  virtual const std::vector<std::string>& names() const = 0;
};

// Rows for a table, as columns of one length in the order of the table's; numbers become the
// column's own type. For writing more rows than a statement's parameters should hold.
using Column =
    std::variant<std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>>;
struct NewRows {
  std::string_view table;
  std::vector<Column> columns;
};

// Rows for a table, one by one, each with a value for every column in the order of the table's: few
// rows, of any types.
struct Records {
  std::string_view table;
  std::vector<std::string_view> columns;
  std::vector<std::vector<Value>> rows;
};

// One step of a transaction: a statement, or, where `append` or `records` is set, the writing of
// those rows. A step that stops on rows is a check: if it returns a row, everything is rolled back
// and its rows are the outcome. A step that must change so many rows fails, and the transaction
// with it, if it does not.
struct Step {
  Statement statement = {};
  bool stops_on_rows = false;
  std::optional<std::int64_t> must_change = std::nullopt;
  const NewRows* append = nullptr;
  const Records* records = nullptr;
};

class Engine {
 public:
  virtual ~Engine() = default;

  // Runs one statement. Throws Error: busy where the store cannot be reached now, else failed.
  virtual std::unique_ptr<Rows> query(const Statement& statement) = 0;
  // The same, for statements that return nothing; the number of rows changed.
  virtual std::int64_t execute(const Statement& statement) = 0;
  // Runs the steps in one transaction: all of them, or nothing. Returns nothing when committed, or
  // the rows of the check that stopped it. A conflict with a concurrent writer is retried whole.
  virtual std::unique_ptr<Rows> run_atomically(std::span<const Step> steps) = 0;
  // Whether steps may write `records`; else they are to be written by statements.
  virtual bool takes_records() const { return false; }
  // Asks the running statement to stop; it then throws. May be called from any thread.
  virtual void interrupt() = 0;
  // What the database is: "DuckDB 1.5.6", for `eros smoke` and logs.
  virtual std::string version() const = 0;
};

}  // namespace eros::store
