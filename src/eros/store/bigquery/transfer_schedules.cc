#include "eros/store/bigquery/transfer_schedules.h"

#include <fmt/format.h>

#include <map>

#include "eros/google/url.h"
#include "eros/store/bigquery/deploy.h"
#include "eros/store/bigquery/failures.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

constexpr const char* service = "https://bigquerydatatransfer.googleapis.com/v1/";
constexpr std::chrono::minutes patience{2};

// At run time: does Los Angeles show 3 o'clock?
std::string daily_query(const std::string& dataset) {
  return "IF EXTRACT(HOUR FROM @run_time AT TIME ZONE 'America/Los_Angeles') = 3 THEN\n  CALL " +
         dataset + ".run_daily_automation(DATE(@run_time, 'America/Los_Angeles'));\nEND IF;";
}

std::string region_of(const BigQueryEngine& engine) {
  const auto& location = engine.client().location();
  if (!location.region.empty()) return location.region;
  const auto dataset = engine.client().call("the dataset", "GET", "/datasets/" + location.dataset);
  return dataset.value("location", "US");
}

json call(const BigQueryEngine& engine, const std::string& what, const std::string& method,
          const std::string& path, const json& body = nullptr) {
  auto& session = engine.client().session();
  google::ApiCall call;
  call.what = what;
  call.method = method;
  call.url = service + path;
  if (!body.is_null()) call.body = body.dump();
  call.give_up_at = session.outside().now() + patience;
  // A create that is sent twice would schedule it twice.
  call.is_retried = method != "POST";
  try {
    return session.call(call);
  } catch (const google::ApiFailure& refused) {
    throw failure(what, refused.error(), engine.client().location().project);
  }
}

struct Installed {
  std::string name;  // of the resource
  bool is_paused = false;
};

// By display name.
std::map<std::string, Installed> installed(const BigQueryEngine& engine,
                                           const std::string& parent) {
  std::map<std::string, Installed> there;
  std::string page;
  do {
    auto path = parent + "/transferConfigs?dataSourceIds=scheduled_query";
    if (!page.empty()) path += "&pageToken=" + google::url_encoded(page);
    const auto answer = call(engine, "the list of scheduled queries", "GET", path);
    for (const auto& config : answer.value("transferConfigs", json::array())) {
      there.emplace(config.value("displayName", ""),
                    Installed{config.value("name", ""), config.value("disabled", false)});
    }
    page = answer.value("nextPageToken", "");
  } while (!page.empty());
  return there;
}

}  // namespace

std::vector<ScheduledQuery> scheduled_queries(const std::string& dataset) {
  const auto name = [&](const std::string& what) { return "EROS " + what + " in " + dataset; };
  return {{name("update_caption_performance"), "every 6 hours",
           "CALL " + dataset + ".update_caption_performance();"},
          {name("sweep_expired_caption_locks"), "every 1 hours",
           "CALL " + dataset + ".sweep_expired_caption_locks();"},
          {name("run_daily_automation 10:05 UTC"), "every day 10:05", daily_query(dataset)},
          {name("run_daily_automation 11:05 UTC"), "every day 11:05", daily_query(dataset)}};
}

json transfer_config(const ScheduledQuery& query) {
  return {{"displayName", query.display_name},
          {"dataSourceId", "scheduled_query"},
          {"schedule", query.schedule},
          {"params", {{"query", query.query}}}};
}

std::vector<std::string> install_schedules(BigQueryEngine& engine) {
  const auto& location = engine.client().location();
  const auto parent = fmt::format("projects/{}/locations/{}", location.project, region_of(engine));
  const auto there = installed(engine, parent);
  std::vector<std::string> done;
  for (const auto& query : scheduled_queries(dataset_name(location))) {
    const auto found = there.find(query.display_name);
    const auto what = "the scheduled query '" + query.display_name + "'";
    if (found == there.end()) {
      call(engine, what, "POST", parent + "/transferConfigs", transfer_config(query));
      done.push_back("created " + query.display_name);
    } else {
      const auto& [name, is_paused] = found->second;
      call(engine, what, "PATCH", name + "?updateMask=" + patched_fields, transfer_config(query));
      done.push_back("updated " + query.display_name + (is_paused ? " (paused)" : ""));
    }
  }
  return done;
}

}  // namespace eros::store::bigquery
