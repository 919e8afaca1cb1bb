#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "eros/store/bigquery/location.h"
#include "eros/store/bigquery/script.h"

// The bodies of requests. Pure: tested against the service's published description.
namespace eros::store::bigquery {

// "eros_NAME_UNIQUE", of the characters that job ids may have.
std::string job_id(std::string_view name, std::string_view unique);

// A JobConfiguration: `specific` ({"query": ...}, {"load": ...}) with the labels app=eros and
// statement=NAME and the timeout that every job gets.
nlohmann::json job_configuration(const Location& location, std::string_view name,
                                 const nlohmann::json& specific);

// {"query": JobConfigurationQuery}: GoogleSQL, named parameters, the store's dataset as default,
// at most the store's bytes billed.
nlohmann::json query_configuration(const Location& location, const SqlJob& job);

// {"load": JobConfigurationLoad} into a table of the store's dataset, all or nothing.
// `format` is NEWLINE_DELIMITED_JSON or PARQUET; `schema` may be null for a table that is there;
// `disposition` is WRITE_APPEND, WRITE_EMPTY or WRITE_TRUNCATE.
nlohmann::json load_configuration(const Location& location, std::string_view table,
                                  std::string_view format, const nlohmann::json& schema,
                                  std::string_view disposition);

// A multipart/related body (RFC 2387): the job as JSON, then the data.
std::string multipart_content_type(std::string_view boundary);
std::string multipart_body(std::string_view boundary, std::string_view job, std::string_view data);

}  // namespace eros::store::bigquery
