#pragma once
#include <string>
#include <vector>

#include "eros/store/bigquery/engine.h"
#include "eros/store/snapshots.h"

// Backups in BigQuery: a table snapshot of every table, in the same dataset, named
// backup_NAME__TABLE. They cost only what the tables change afterwards.
namespace eros::store::bigquery {

// The script that takes them, all as of one moment by the service's own clock. Pure.
std::string take_script(const std::vector<std::string>& tables, const std::string& dataset,
                        const std::string& name);
// The script that puts them back. Each table is replaced whole and at no cost; not all in one
// transaction, which BigQuery does not allow for tables. It may be run again. Pure.
std::string restore_script(const std::vector<std::string>& tables, const std::string& dataset,
                           const std::string& name);

Snapshot take_snapshot(BigQueryEngine& engine, const std::string& name);
std::vector<Snapshot> snapshots(BigQueryEngine& engine);
std::vector<std::string> restore_snapshot(BigQueryEngine& engine, const std::string& name,
                                          const std::vector<std::string>& tables, base::Instant at);

}  // namespace eros::store::bigquery
