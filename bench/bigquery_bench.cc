// What the BigQuery client costs without the service: its answers are there at once. To reach: a
// job at most 5 ms. A job is two requests (jobs.insert, jobs.getQueryResults); ten thousand rows of
// eight columns are read for the time a row of an answer takes.
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>

#include "eros/store/bigquery/engine.h"
#include "eros/store/store.h"

namespace {

using namespace eros;
using nlohmann::json;

google::Outside answering(const std::string& page) {
  google::Outside outside = google::real_outside();
  outside.transport = [page](const google::HttpRequest& request) -> google::HttpResponse {
    if (request.method == "POST") return {200, R"({"status": {"state": "RUNNING"}})"};
    return {200, page};
  };
  outside.variable = [](const std::string& name) -> std::optional<std::string> {
    if (name == "BIGQUERY_EMULATOR_HOST") return "localhost:1";
    return std::nullopt;
  };
  return outside;
}

store::BigQueryEngine engine_with(const std::string& page) {
  return {
      store::bigquery::parse_location("bigquery://agency/eros?location=EU"), {}, answering(page)};
}

std::string page_of(int rows, int columns) {
  json page = {{"jobComplete", true}, {"rows", json::array()}};
  json cells = json::array();
  for (int i = 0; i < columns; ++i) {
    page["schema"]["fields"].push_back({{"name", "c"}, {"type", "STRING"}});
    cells.push_back({{"v", "a caption of some length"}});
  }
  for (int i = 0; i < rows; ++i) page["rows"].push_back({{"f", cells}});
  return page.dump();
}

void Job(benchmark::State& state) {
  auto engine = engine_with(page_of(1, 1));
  const store::Parameters parameters = {{"pages", std::vector<std::string>(38, "page_0001")},
                                        {"as_of", base::Instant{}}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(engine.query_text(
        "q", "SELECT 1 FROM t WHERE page IN UNNEST(@pages) AND at <= @as_of", parameters));
  }
}
BENCHMARK(Job)->Unit(benchmark::kMicrosecond);

// 38 pages' messages, five megabytes of rows as JSON.
void JobWithFiveMegabytes(benchmark::State& state) {
  auto engine = engine_with(page_of(1, 1));
  const store::Parameters parameters = {{"rows", "[\"" + std::string(5'000'000, 'x') + "\"]"}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(engine.query_text("q", "SELECT @rows", parameters));
  }
}
BENCHMARK(JobWithFiveMegabytes)->Unit(benchmark::kMicrosecond);

void TenThousandRows(benchmark::State& state) {
  auto engine = engine_with(page_of(10'000, 8));
  std::size_t read = 0;
  for (auto _ : state) {
    const auto rows = engine.query_text("q", "SELECT 1");
    while (rows->next()) {
      for (int i = 0; i < 8; ++i) read += rows->text(i).size();
    }
  }
  benchmark::DoNotOptimize(read);
}
BENCHMARK(TenThousandRows)->Unit(benchmark::kMillisecond);

}  // namespace
