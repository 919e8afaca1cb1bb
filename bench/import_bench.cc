// Import of 1.2 million messages against DuckDB alone, which reads the same file into a table of a
// database file of its own: alternating, in one process. Reach: `ratio` of at least 0.5.
//   build/release/bench/import_bench
#include <benchmark/benchmark.h>
#include <duckdb.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

#include "eros/orchestrate/import_files.h"
#include "eros/store/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int messages = 1'200'000;
constexpr int texts = 45'000;

std::vector<std::string> sample_texts(std::mt19937& random) {
  constexpr std::array opening = {"Calm", "Warm", "Early", "Bright", "Éclair", "Ночной", "Quiet"};
  constexpr std::array thing = {"walk", "letter", "replay", "sketch", "photo set", "recipe"};
  constexpr std::array occasion = {"for the weekend", "from the road", "with my dog",
                                   "from this morning", "after the rain"};
  constexpr std::array mark = {"", " 🌙", " 😊", "!", "..."};
  std::vector<std::string> result;
  for (int i = 0; i < texts; ++i) {
    result.push_back(fmt::format(
        "{} {} {} no. {}{}", opening[random() % opening.size()], thing[random() % thing.size()],
        occasion[random() % occasion.size()], i, mark[random() % mark.size()]));
  }
  return result;
}

// Eight columns, 1,000 pages, times in UTC over 88 days, one text in twenty quoted.
void write_messages(const fs::path& path) {
  std::mt19937 random(7);
  const auto bank = sample_texts(random);
  std::ofstream out(path, std::ios::binary);
  out << "page_name,message,sending_time,price,sent_count,viewed_count,purchased_count,earnings\n";
  std::string row;
  for (int i = 0; i < messages; ++i) {
    const auto second = random() % (88 * 86'400);
    const auto day = second / 86'400;
    const auto sent = 500 + random() % 59'500;
    const auto viewed = sent / 10 + random() % (sent / 4);
    const bool paid = random() % 10 < 6;
    const auto price = 15 + 10 * (random() % 3);
    const auto bought = paid ? random() % (viewed / 20 + 1) : 0;
    const auto& text = bank[random() % bank.size()];
    row.clear();
    fmt::format_to(std::back_inserter(row),
                   "page_{:04},{},2026-{:02}-{:02}T{:02}:{:02}:{:02}Z,{},{},{},{},{}.00\n",
                   random() % 1000, text, 8 + day / 30, 1 + day % 30, second / 3600 % 24,
                   second / 60 % 60, second % 60, paid ? std::to_string(price) : "", sent, viewed,
                   bought, bought * price);
    out << row;
  }
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double duckdb_alone(const fs::path& folder, const fs::path& file) {
  const auto path = folder / "alone.duckdb";
  fs::remove(path);
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  if (duckdb_open(path.c_str(), &database) != DuckDBSuccess) throw std::runtime_error("open");
  duckdb_connect(database, &connection);
  const auto sql = fmt::format("CREATE TABLE t AS SELECT * FROM read_csv('{}')", file.string());
  const auto start = Clock::now();
  const auto state = duckdb_query(connection, sql.c_str(), nullptr);
  const auto seconds = seconds_since(start);
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  if (state != DuckDBSuccess) throw std::runtime_error("DuckDB cannot read the file");
  return seconds;
}

double import(const fs::path& folder, const fs::path& file) {
  using namespace eros;
  const auto path = folder / "store.duckdb";
  fs::remove(path);
  auto store = store::Store::open(path.string(), {.create = true, .external_access = true});
  const base::Instant as_of = std::chrono::sys_days(std::chrono::year(2026) / 11 / 17);
  const auto start = Clock::now();
  const auto result = orchestrate::import_files(store, model::ImportKind::messages, {file.string()},
                                                {as_of, std::nullopt, nullptr});
  const auto seconds = seconds_since(start);
  if (result.inserted + result.unchanged != messages) throw std::runtime_error("rows are missing");
  return seconds;
}

void import_against_duckdb_alone(benchmark::State& state) {
  const eros::store::TemporaryFolder temporary;
  const fs::path& folder = temporary.path();
  const auto file = folder / "messages.csv";
  write_messages(file);
  double alone = 0.0;
  double imported = 0.0;
  for (auto _ : state) {
    alone += duckdb_alone(folder, file);
    const auto seconds = import(folder, file);
    imported += seconds;
    state.SetIterationTime(seconds);
  }
  const auto runs = static_cast<double>(state.iterations());
  state.counters["duckdb_alone_s"] = alone / runs;
  state.counters["import_s"] = imported / runs;
  state.counters["ratio"] = alone / imported;
}
BENCHMARK(import_against_duckdb_alone)->UseManualTime()->Iterations(5)->Unit(benchmark::kSecond);

}  // namespace
