// Learning from 1.2 million messages, against the bare aggregate that it needs: the same joins and
// groups, read and thrown away. To reach: LearnWhole at most 1.5 x BareAggregate.
#include <benchmark/benchmark.h>

#include "big_store.h"

namespace {

using namespace eros;

// The SELECT of insert_caption_stats, without writing its rows.
std::string bare_aggregate() {
  const std::string_view sql = store::queries().at("insert_caption_stats");
  const std::string select(sql.substr(sql.find("WITH viewed")));
  return "SELECT count(*), sum(successes), sum(last_used IS NULL) FROM (" + select + ")";
}

void BareAggregate(benchmark::State& state) {
  auto& engine = bench::big_engine();
  std::string sql = bare_aggregate();
  // The columns get the names of the table.
  sql +=
      " AS t(caption_id, page_name, successes, failures, observations, revenue, conversion, emv,"
      " last_emv, lower, upper, width, percentile, last_used, last_updated)";
  const store::Parameters parameters = {{"as_of", bench::big_as_of},
                                        {"since", bench::big_as_of - base::days(90)},
                                        {"recent_since", bench::big_as_of - base::days(30)}};
  for (auto _ : state) benchmark::DoNotOptimize(engine.query_text(sql, parameters)->next());
}
BENCHMARK(BareAggregate)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(5);

void LearnWhole(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(bench::big_store().learn(bench::big_as_of).pairs);
}
BENCHMARK(LearnWhole)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(5);

}  // namespace
