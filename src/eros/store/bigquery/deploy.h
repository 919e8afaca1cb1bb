#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "eros/store/bigquery/engine.h"
#include "eros/store/bigquery/objects.h"

namespace eros::store::bigquery {

// The dataset's name in SQL: `project`.dataset.
std::string dataset_name(const Location& location);

// What deploying makes, in order: the dataset itself, then every object. The emulator gets no
// procedures: it cannot run them, and takes their variables for its own.
std::vector<Object> plan_deployment(const BigQueryEngine& engine);

// Runs the plan, one job an object, telling `done` of each when it is there. Once the tables are
// there, holidays and time zones are filled in: whatever fails later, planning finds them. Stops at
// the first that fails: throws its Error, naming the object and how many were made. To be run again
// at will.
void deploy(BigQueryEngine& engine, const std::vector<Object>& plan,
            const std::function<void(const Object&)>& done);

// The engine of "bigquery://PROJECT/DATASET?...", with the program's queries. With options.create
// the dataset and all objects are made first; without it nothing goes over the network.
std::unique_ptr<BigQueryEngine> open_engine(const std::string& location,
                                            const OpenOptions& options);

}  // namespace eros::store::bigquery
