#include "eros/store/bigquery/statistics.h"

#include <charconv>

namespace eros::store::bigquery {

using nlohmann::json;

std::int64_t count_at(const json& object, const char* pointer) {
  const json::json_pointer at(pointer);
  if (!object.contains(at)) return 0;
  const json& value = object.at(at);
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return 0;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

JobStatistics job_statistics(const json& job, const std::string& name) {
  JobStatistics result;
  result.name = name;
  result.job_id = job.value(json::json_pointer("/jobReference/jobId"), std::string());
  result.bytes_processed = count_at(job, "/statistics/totalBytesProcessed");
  result.bytes_billed = count_at(job, "/statistics/query/totalBytesBilled");
  result.slot_milliseconds = count_at(job, "/statistics/totalSlotMs");
  result.seconds = static_cast<double>(count_at(job, "/statistics/endTime") -
                                       count_at(job, "/statistics/creationTime")) /
                   1e3;
  result.was_cached = job.value(json::json_pointer("/statistics/query/cacheHit"), false);
  return result;
}

}  // namespace eros::store::bigquery
