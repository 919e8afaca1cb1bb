#include "eros/store/bigquery/requests.h"

#include <fmt/format.h>

#include <algorithm>

#include "eros/store/bigquery/parameters.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

constexpr std::size_t longest_label = 63;

// Lower case; everything but letters, digits, _ and - becomes _.
std::string label_value(std::string_view text) {
  std::string value;
  for (const char c : text.substr(0, longest_label)) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    value += is_upper ? static_cast<char>(c - 'A' + 'a') : is_kept ? c : '_';
  }
  return value;
}

}  // namespace

std::string job_id(std::string_view name, std::string_view unique) {
  return fmt::format("eros_{}_{}", label_value(name), unique);
}

json job_configuration(const Location& location, std::string_view name, const json& specific) {
  json configuration = specific;
  configuration["labels"] = {{"app", "eros"}, {"statement", label_value(name)}};
  configuration["jobTimeoutMs"] =
      std::to_string(std::chrono::milliseconds(location.deadline).count());
  return configuration;
}

json query_configuration(const Location& location, const SqlJob& job) {
  json query = {
      {"query", job.sql},
      {"useLegacySql", false},
      {"defaultDataset", {{"projectId", location.project}, {"datasetId", location.dataset}}},
      {"maximumBytesBilled", std::to_string(location.maximum_bytes)}};
  if (!job.parameters.empty()) {
    query["parameterMode"] = "NAMED";
    for (const auto& [name, value] : job.parameters) {
      query["queryParameters"].push_back(query_parameter(name, *value));
    }
  }
  return {{"query", std::move(query)}};
}

json load_configuration(const Location& location, std::string_view table, std::string_view format,
                        const json& schema, std::string_view disposition) {
  json load = {
      {"destinationTable",
       {{"projectId", location.project}, {"datasetId", location.dataset}, {"tableId", table}}},
      {"sourceFormat", format},
      {"writeDisposition", disposition},
      {"createDisposition", "CREATE_IF_NEEDED"},
      {"maxBadRecords", 0}};
  if (!schema.is_null()) load["schema"] = schema;
  return {{"load", std::move(load)}};
}

std::string multipart_content_type(std::string_view boundary) {
  return fmt::format("multipart/related; boundary={}", boundary);
}

std::string multipart_body(std::string_view boundary, std::string_view job, std::string_view data) {
  std::string body = fmt::format(
      "--{0}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{1}\r\n"
      "--{0}\r\nContent-Type: application/octet-stream\r\n\r\n",
      boundary, job);
  body.reserve(body.size() + data.size() + boundary.size() + 8);
  body += data;
  body += fmt::format("\r\n--{}--\r\n", boundary);
  return body;
}

}  // namespace eros::store::bigquery
