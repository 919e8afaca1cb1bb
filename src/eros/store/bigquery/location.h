#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace eros::store::bigquery {

// Where a store in BigQuery is, and within which limits it is used.
struct Location {
  std::string project;
  std::string dataset;
  std::string region;                           // "US", "europe-west3"; empty: asked of the dataset
  std::optional<std::string> key_file;          // else Google's usual places
  std::optional<std::string> endpoint;          // else Google's, or the emulator's
  std::int64_t maximum_bytes = 10'000'000'000;  // billed, of one job: a dearer one is not run
  std::chrono::seconds deadline{600};           // of one statement, retries and all
  std::chrono::seconds busy_wait{30};  // how long a service that does not answer is waited for
};

// Is it meant to be a store in BigQuery?
bool is_bigquery(std::string_view store);

// bigquery://PROJECT/DATASET?location=EU&key_file=F&maximum_bytes=N&endpoint=URL&deadline=SECONDS,
// every option once at most, values percent-encoded. Throws Error(usage) saying what is wrong.
Location parse_location(std::string_view store);

}  // namespace eros::store::bigquery
