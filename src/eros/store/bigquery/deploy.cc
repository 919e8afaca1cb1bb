#include "eros/store/bigquery/deploy.h"

#include <fmt/format.h>

#include "eros/base/error.h"
#include "eros/store/bigquery/dialect.h"
#include "eros/store/bigquery/ledger.h"
#include "eros/store/seed.h"
#include "eros/store/store.h"

namespace eros::store::bigquery {
namespace {

// By the API, which the emulator has too; CREATE SCHEMA it takes and does nothing.
void make_dataset(Client& client) {
  const auto& location = client.location();
  const std::string what = "dataset '" + location.dataset + "'";
  try {
    client.call(what, "GET", "/datasets/" + location.dataset);
    return;
  } catch (const google::ApiFailure& refused) {
    if (refused.error().status != 404) throw;
  }
  nlohmann::json dataset = {
      {"datasetReference", {{"projectId", location.project}, {"datasetId", location.dataset}}}};
  if (!location.region.empty()) dataset["location"] = location.region;
  try {
    client.call(what, "POST", "/datasets", dataset);
  } catch (const google::ApiFailure& refused) {
    if (refused.error().status != 409) throw;  // made by somebody else, or by a lost request
  }
}

void make(BigQueryEngine& engine, const Object& object) {
  if (object.kind == ObjectKind::dataset) {
    make_dataset(engine.client());
  } else {
    engine.execute_text("deploy_" + object.name, object.sql);
  }
}

bool holds_rows(ObjectKind kind) {
  return kind == ObjectKind::dataset || kind == ObjectKind::table || kind == ObjectKind::rows;
}

}  // namespace

std::string dataset_name(const Location& location) {
  return "`" + location.project + "`." + location.dataset;
}

std::vector<Object> plan_deployment(const BigQueryEngine& engine) {
  const auto& client = engine.client();
  std::vector<Object> plan = {{ObjectKind::dataset, client.location().dataset, ""}};
  for (auto& object : objects(embedded_sql(), dataset_name(client.location()))) {
    if (client.is_emulator() && object.kind == ObjectKind::procedure) continue;
    plan.push_back(std::move(object));
  }
  return plan;
}

void deploy(BigQueryEngine& engine, const std::vector<Object>& plan,
            const std::function<void(const Object&)>& done) {
  bool is_seeded = false;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto& object = plan[i];
    if (!is_seeded && !holds_rows(object.kind)) {
      seed(engine);
      is_seeded = true;
    }
    try {
      make(engine, object);
    } catch (const base::Error& error) {
      throw base::Error(
          error.code(),
          fmt::format("the {} '{}' was not made ({} of {} before it were): {}",
                      to_string(object.kind), object.name, i, plan.size(), error.what()),
          error.hint());
    }
    done(object);
  }
}

std::unique_ptr<BigQueryEngine> open_engine(const std::string& location,
                                            const OpenOptions& options) {
  auto engine = std::make_unique<BigQueryEngine>(parse_location(location), options);
  engine->use(queries_for(dataset_name(engine->client().location())));
  keep_ledger(*engine);
  if (options.create) deploy(*engine, plan_deployment(*engine), [](const Object&) {});
  return engine;
}

}  // namespace eros::store::bigquery
