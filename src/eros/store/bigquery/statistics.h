#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace eros::store::bigquery {

// What a finished job cost.
struct JobStatistics {
  std::string job_id;
  std::string name;  // of the statement, or what the job was for
  std::int64_t bytes_processed = 0;
  std::int64_t bytes_billed = 0;  // 0 for loads and copies, which are free
  std::int64_t slot_milliseconds = 0;
  double seconds = 0.0;  // from its creation to its end, by the service's clock
  bool was_cached = false;
};
// Of the service's Job; what it does not say is 0.
JobStatistics job_statistics(const nlohmann::json& job, const std::string& name);

// What a query would read.
struct DryRun {
  std::int64_t bytes_processed = 0;
  std::string accuracy;  // Google's word: PRECISE, LOWER_BOUND, UPPER_BOUND, UNKNOWN
};

// An integer that the service writes as text; 0 where there is none.
std::int64_t count_at(const nlohmann::json& object, const char* pointer);

}  // namespace eros::store::bigquery
