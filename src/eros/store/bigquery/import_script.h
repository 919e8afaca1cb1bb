#pragma once
#include <list>
#include <string>

#include "eros/model/import.h"
#include "eros/store/bigquery/engine.h"
#include "eros/store/bigquery/merge.h"

// The transaction of an import.
namespace eros::store::bigquery {

// An entry of sql/bigquery/import with its tables. Throws Error(failed) for one that is not there.
struct ImportTables {
  std::string rows = {};
  std::string outcome = {};
  std::string target = {};
};
std::string import_sql(std::string_view name, const ImportTables& tables);

// How rows of a kind are brought into their table; `columns` are those that the file has.
MergePlan merge_plan(model::ImportKind kind, const model::ColumnMap& columns);

class ImportScript {
 public:
  ImportScript(model::ImportKind kind, base::Instant as_of);

  // The statements that bring a file's rows from the table `rows` into the plan's, and what became
  // of them into `outcome`. Files are stored in the order in which they are added.
  void add(const MergePlan& plan, const std::string& rows, const std::string& outcome);
  // Before add() of a file that gives captions of the bank another text: messages go with theirs.
  void add_unlinking(const std::string& rows);
  // Runs all of it as one transaction, after the writers' guard.
  void run(BigQueryEngine& engine) const;

  struct Statement {
    std::string name;
    std::string sql;
  };
  const std::list<Statement>& statements() const { return statements_; }

 private:
  void add(std::string name, std::string sql);

  model::ImportKind kind_;
  Parameters parameters_;
  std::list<Statement> statements_;
};

}  // namespace eros::store::bigquery
