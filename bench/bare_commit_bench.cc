// What a commit of one page costs DuckDB at the least: the same rows in the same tables of the same
// store, in one transaction, by the bulk appender, with none of a commit's checks. Beside
// page_bench's plan_and_commit, in one run.
#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "agency_store.h"
#include "eros/orchestrate/plan_weeks.h"
#include "eros/store/duckdb_handles.h"

namespace {

using namespace eros;
namespace duck = store::duck;

constexpr base::LocalDay start{std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};

// Plans and commits the week of the first page; the store is closed again.
void plan_one(const std::filesystem::path& file) {
  auto store = store::Store::open(file.string(), {});
  const model::Settings settings;
  const std::array names = {store.pages().front().page_name};
  auto agency = orchestrate::load_agency(store, bench::agency_as_of, start, settings);
  orchestrate::PlanRequest request;
  request.start = start;
  orchestrate::plan_weeks(
      store, agency, store.load_pages(names, bench::agency_as_of, settings.lookback_days, start),
      request, settings, true);
}

class Bare {
 public:
  explicit Bare(const std::filesystem::path& file) {
    duckdb_database database = nullptr;
    check(duckdb_open(file.c_str(), &database));
    database_.reset(database);
    duckdb_connection connection = nullptr;
    check(duckdb_connect(database, &connection));
    connection_.reset(connection);
  }
  duck::Result run(const std::string& sql) {
    duck::Result result(new duckdb_result{});
    check(duckdb_query(connection_.get(), sql.c_str(), result.get()));
    return result;
  }
  duck::Chunk rows(const std::string& sql) { return duck::Chunk(duckdb_fetch_chunk(*run(sql))); }
  void append(const char* table, const duck::Chunk& rows) {
    duckdb_appender raw = nullptr;
    check(duckdb_appender_create(connection_.get(), nullptr, table, &raw));
    const duck::Appender appender(raw);
    check(duckdb_append_data_chunk(raw, rows.get()));
    check(duckdb_appender_flush(raw));
  }

 private:
  static void check(duckdb_state state) {
    if (state != DuckDBSuccess) throw std::runtime_error("DuckDB refused");
  }
  duck::Database database_;
  duck::Connection connection_;
};

struct Table {
  const char* name;
  const char* key;
};
constexpr std::array tables = {Table{"active_caption_assignments", "assignment_key"},
                               Table{"schedule_recommendations", "schedule_id"},
                               Table{"schedule_messages", "schedule_id"},
                               Table{"audit_log", "object_id"}};

// The planned page's rows of each table are kept aside, to be committed again and again.
void keep_rows(Bare& bare) {
  for (const Table& table : tables) {
    bare.run(std::string("CREATE TEMP TABLE kept_") + table.name + " AS FROM " + table.name +
             " WHERE page_name = (SELECT max(page_name) FROM schedule_recommendations)");
  }
}

// The same rows under keys that are new.
duck::Chunk new_rows(Bare& bare, const Table& table, std::size_t number) {
  return bare.rows(std::string("SELECT * REPLACE ('") + std::to_string(number) + "|' || " +
                   table.key + " AS " + table.key + ") FROM kept_" + table.name);
}

void bare_commit(benchmark::State& state, bool with_rows) {
  const auto original = bench::agency_store_file();
  if (!original) return state.SkipWithError(bench::no_agency);
  const store::TemporaryFolder folder;
  const auto file = folder.path() / "a.duckdb";
  std::filesystem::copy_file(*original, file);
  plan_one(file);
  Bare bare(file);
  keep_rows(bare);
  std::size_t number = 0;
  for (auto _ : state) {
    std::vector<duck::Chunk> chunks;
    for (const Table& table : tables) chunks.push_back(new_rows(bare, table, number));
    ++number;
    const auto begin = std::chrono::steady_clock::now();
    bare.run("BEGIN");
    bare.run("UPDATE writer_guard SET version = version + 1");
    for (std::size_t i = 0; with_rows && i < tables.size(); ++i) {
      bare.append(tables[i].name, chunks[i]);
    }
    bare.run("COMMIT");
    state.SetIterationTime(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
}

}  // namespace

BENCHMARK_CAPTURE(bare_commit, of_one_page, true)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(38)
    ->Repetitions(5)
    ->ReportAggregatesOnly();
BENCHMARK_CAPTURE(bare_commit, of_the_guard_alone, false)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(38)
    ->Repetitions(5)
    ->ReportAggregatesOnly();
