// `eros schedule` as a whole process, from its start to its end, on the store of the shared agency
// data: wall time (to reach: 150 ms) and most memory resident (100 MB). Beside it a program that
// only opens and closes the same store with DuckDB's library: what no command can be faster than.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "agency_store.h"

namespace {

using namespace eros;
namespace fs = std::filesystem;

struct Ended {
  double seconds = 0.0;
  double cpu_seconds = 0.0;
  double resident_mb = 0.0;
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

Ended run_process(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  const int failed = posix_spawn(&child, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  constexpr int with_rejects = 3;
  if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != with_rejects))
    throw std::runtime_error(words[0] + " " + words[1] + " failed");
  return {took.count(), seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
          static_cast<double>(usage.ru_maxrss) / 1024.0};
}

// Every command gets the store and the same now.
std::vector<std::string> command(std::vector<std::string> words, const fs::path& store) {
  words.insert(words.begin(), EROS_PROGRAM);
  words.insert(words.end(),
               {"--store", store.string(), "--as-of", "2026-11-17T12:00:00-08:00", "--quiet"});
  return words;
}

// The store, filled by the program's own commands: a child's resident memory is never counted below
// its parent's, so that this process has to stay small.
std::optional<fs::path> filled_store() {
  static const store::TemporaryFolder folder;
  static const auto file = []() -> std::optional<fs::path> {
    const auto data = bench::agency_data();
    if (!data) return std::nullopt;
    const auto path = folder.path() / "agency.duckdb";
    const auto rejects = (folder.path() / "rejects.csv").string();
    run_process(command({"init"}, path));
    for (const std::string kind : {"captions", "messages"}) {
      run_process(command(
          {"import", kind, (*data / (kind + ".csv")).string(), "--rejects", rejects}, path));
    }
    run_process(command({"learn"}, path));
    return path;
  }();
  return file;
}

// Every iteration on a fresh copy of the store.
template <typename MakeCommand>
void measure(benchmark::State& state, MakeCommand make_command) {
  const auto original = filled_store();
  if (!original) return state.SkipWithError(bench::no_agency);
  const store::TemporaryFolder folder;
  const auto store = folder.path() / "store.duckdb";
  double cpu = 0.0;
  double resident = 0.0;
  for (auto _ : state) {
    fs::copy_file(*original, store, fs::copy_options::overwrite_existing);
    const Ended ended = run_process(make_command(folder.path(), store));
    state.SetIterationTime(ended.seconds);
    cpu += ended.cpu_seconds;
    resident = std::max(resident, ended.resident_mb);
  }
  state.counters["cpu_ms"] = 1e3 * cpu / static_cast<double>(state.iterations());
  state.counters["resident_MB"] = resident;
}

void schedule_process(benchmark::State& state) {
  measure(state, [](const fs::path& folder, const fs::path& store) {
    return command({"schedule", "page_0002", "--start-date", "2026-11-23", "--output",
                    (folder / "week.csv").string()},
                   store);
  });
}

void bare_open_and_close(benchmark::State& state) {
  measure(state, [](const fs::path&, const fs::path& store) {
    return std::vector<std::string>{OPEN_AND_CLOSE, store.string()};
  });
}

}  // namespace

BENCHMARK(bare_open_and_close)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(21)
    ->ReportAggregatesOnly();
BENCHMARK(schedule_process)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(21)
    ->ReportAggregatesOnly();
