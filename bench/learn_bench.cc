// Learning from 1.2 million messages, against the bare aggregate that it needs: the same joins and
// groups, read and thrown away. To reach: LearnWhole at most 1.5 x BareAggregate.
#include <benchmark/benchmark.h>

#include "big_store.h"
#include "eros/learning/learn.h"
#include "eros/orchestrate/learn.h"

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
  for (auto _ : state) {
    benchmark::DoNotOptimize(orchestrate::learn(bench::big_store(), bench::big_as_of, {}).pairs);
  }
}
BENCHMARK(LearnWhole)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(5);

// Of the whole: reading the observations, and fitting the model to them. To reach together with
// storing it (the rest of LearnWhole, less BareAggregate): at most 3 s.
void ReadObservations(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(bench::big_store().observations(bench::big_as_of, 365).size());
  }
}
BENCHMARK(ReadObservations)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(5);

void FitModel(benchmark::State& state) {
  const auto observations = bench::big_store().observations(bench::big_as_of, 365);
  for (auto _ : state) {
    benchmark::DoNotOptimize(learning::learn(observations, {}).observations);
  }
}
BENCHMARK(FitModel)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(5);

}  // namespace
