#pragma once
#include <string>
#include <vector>

#include "eros/store/bigquery/engine.h"
#include "eros/store/bigquery/script.h"
#include "eros/store/snapshots.h"

// Backups in BigQuery: a table snapshot of every table, in the same dataset, named
// backup_NAME__TABLE. They cost only what the tables change afterwards.
namespace eros::store::bigquery {

// The scripts that take them, all as of `moment`, in order. The first copies one table, and fails
// where there is such a backup, so that of two at once one goes on. The second goes on where it was
// cut off, by the same moment. The table `creators` comes last: a backup that has it is whole.
// Pure.
std::string claim_script(const std::vector<std::string>& tables, const std::string& dataset,
                         const std::string& name, base::Instant moment);
std::string take_script(const std::vector<std::string>& tables, const std::string& dataset,
                        const std::string& name, base::Instant moment);

// The query that finds tables and backups, and the service's time. Pure.
std::string list_text(const std::string& dataset);

// A statement that empties a table, and one that fills it from a backup. Pure.
std::string empty_table(const std::string& table);
std::string fill_table(const std::string& table, const std::string& name);

// As those of store/snapshots.h. All throw Error(failed) on the emulator, which has no snapshots.
// A backup that fails half-way says what of it stands; it is not listed, and is no backup.
Snapshot take_snapshot(BigQueryEngine& engine, const std::string& name);
std::vector<Snapshot> snapshots(BigQueryEngine& engine);
// Whether the dataset is there, with tables to back up.
bool has_tables(BigQueryEngine& engine);
// The tables of a store, sorted.
std::vector<std::string> tables_of(const BigQueryEngine& engine);
std::vector<std::string> restore_snapshot(BigQueryEngine& engine, const std::string& name,
                                          const std::vector<std::string>& tables, base::Instant at);

}  // namespace eros::store::bigquery
