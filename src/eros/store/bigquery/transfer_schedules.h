#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "eros/store/bigquery/engine.h"

// The scheduled queries, by the BigQuery Data Transfer API.
namespace eros::store::bigquery {

struct ScheduledQuery {
  std::string display_name;  // by which it is found again: the API has no key of ours
  std::string schedule;      // in UTC, by the service's grammar
  std::string query;
};

// Learning every 6 hours, the sweep every hour, and the daily round at 03:05 in Los Angeles. The
// service knows UTC only, so the round is scheduled at 10:05 and 11:05 UTC, and the one at which it
// is not 3 o'clock there does nothing: right on both sides of DST, days of change included. Pure.
std::vector<ScheduledQuery> scheduled_queries(const std::string& dataset);

// The body of transferConfigs.create and .patch: one that is made is not paused. Pure.
nlohmann::json transfer_config(const ScheduledQuery& query);
// The fields that a patch replaces. One that somebody has paused stays so.
inline constexpr const char* patched_fields = "displayName,schedule,params";

// Creates those that are not there, by display name, and brings the others up to date. Returns
// "created NAME", "updated NAME" or "updated NAME (paused)" for each. Throws ApiFailure,
// Error(busy).
std::vector<std::string> install_schedules(BigQueryEngine& engine);

}  // namespace eros::store::bigquery
