#include "eros/store/bigquery/ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string store_of(const Location& location) {
  return "bigquery://" + location.project + "/" + location.dataset;
}

// One write a line, so that the lines of two processes never mix.
void append(const std::string& path, const std::string& line) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  const auto text = line + "\n";
  [[maybe_unused]] const auto written = ::write(file, text.data(), text.size());
  ::close(file);
}

}  // namespace

std::string ledger_path() {
  if (auto path = environment("EROS_LEDGER"); !path.empty()) return path;
  auto state = environment("XDG_STATE_HOME");
  if (state.empty()) {
    const auto home = environment("HOME");
    if (home.empty()) return "";
    state = home + "/.local/state";
  }
  return state + "/eros/bigquery-jobs.ndjson";
}

std::string ledger_line(const LedgerEntry& entry) {
  return json{{"at", base::format_instant(entry.at)},
              {"store", entry.store},
              {"run", entry.run},
              {"job_id", entry.job.job_id},
              {"name", entry.job.name},
              {"bytes_processed", entry.job.bytes_processed},
              {"bytes_billed", entry.job.bytes_billed},
              {"slot_milliseconds", entry.job.slot_milliseconds},
              {"seconds", entry.job.seconds},
              {"was_cached", entry.job.was_cached}}
      .dump();
}

std::optional<LedgerEntry> parse_ledger_line(const std::string& line) {
  const auto object = json::parse(line, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  try {
    const auto at =
        base::parse_instant(object.at("at").get<std::string>(), base::Zone::find("UTC"));
    if (!at) return std::nullopt;
    return LedgerEntry{*at,
                       object.at("store"),
                       object.at("run"),
                       {.job_id = object.at("job_id"),
                        .name = object.at("name"),
                        .bytes_processed = object.at("bytes_processed"),
                        .bytes_billed = object.at("bytes_billed"),
                        .slot_milliseconds = object.at("slot_milliseconds"),
                        .seconds = object.at("seconds"),
                        .was_cached = object.at("was_cached")}};
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

void keep_ledger(BigQueryEngine& engine) {
  const auto path = ledger_path();
  if (path.empty()) return;
  auto& client = engine.client();
  const auto now = client.session().outside().now;
  const auto store = store_of(client.location());
  const auto run = base::format_instant(now()) + "-" + std::to_string(::getpid());
  client.on_job([path, now, store, run](const JobStatistics& job) {
    append(path, ledger_line({now(), store, run, job}));
  });
}

std::vector<LedgerEntry> read_ledger(const std::string& path, const std::string& store,
                                     base::Instant since) {
  std::vector<LedgerEntry> entries;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    auto entry = parse_ledger_line(line);
    if (entry && entry->store == store && entry->at >= since) entries.push_back(std::move(*entry));
  }
  return entries;
}

}  // namespace eros::store::bigquery
