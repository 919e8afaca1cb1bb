#pragma once
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/store/bigquery/engine.h"

namespace eros::store::bigquery {

struct Estimate {
  std::string name;  // of the statement
  DryRun dry_run;
};

// What the reads of a planning run of all pages would process, by dry runs: one each, free of
// charge. The number of pages changes neither the number of statements nor the partitions read.
std::vector<Estimate> estimate_planning(BigQueryEngine& engine, base::Instant as_of,
                                        int lookback_days);

}  // namespace eros::store::bigquery
