// What a run reads, from 1,000 pages with 1.2 million messages in the window.
#include <benchmark/benchmark.h>

#include "big_store.h"
#include "eros/orchestrate/plan_page.h"

namespace {

using namespace eros;

constexpr base::LocalDay start{std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};

void LoadPages(benchmark::State& state) {
  std::vector<std::string> names;
  for (const auto& page : bench::big_store().pages()) names.push_back(page.page_name);
  names.resize(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        bench::big_store().load_pages(names, bench::big_as_of, 90, start).size());
  }
}
BENCHMARK(LoadPages)->Arg(1)->Arg(38)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

void LoadAgency(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        bench::big_store().load_agency(bench::big_as_of, 90, start).days.size());
  }
}
BENCHMARK(LoadAgency)->Unit(benchmark::kMillisecond)->UseRealTime();

void LoadBank(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(bench::big_store().load_bank().size());
}
BENCHMARK(LoadBank)->Unit(benchmark::kMillisecond)->UseRealTime();

// The reports of all 1,000 pages: read in one call, and made. To reach: 2 s.
void AnalyseAll(benchmark::State& state) {
  const model::Settings settings;
  std::vector<std::string> names;
  for (const auto& page : bench::big_store().pages()) names.push_back(page.page_name);
  for (auto _ : state) {
    const auto agency =
        orchestrate::load_agency_history(bench::big_store(), bench::big_as_of, settings);
    const auto pages = bench::big_store().load_pages(names, bench::big_as_of,
                                                     settings.lookback_days, std::nullopt);
    for (const auto& page : pages) {
      benchmark::DoNotOptimize(orchestrate::analyse_page(agency, page, start, settings));
    }
  }
}
BENCHMARK(AnalyseAll)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

// Ten thousand locks, half of them past: sweeping, then putting the flags back outside the clock.
void SweepTenThousand(benchmark::State& state) {
  auto& engine = bench::big_engine();
  engine.run_script(R"(
    DELETE FROM active_caption_assignments;
    INSERT INTO active_caption_assignments (assignment_key, caption_id, caption_key, page_name,
      schedule_id, scheduled_send_date, scheduled_send_hour, assigned_at, expires_at)
    SELECT 'lock' || i, i, 'key' || i, format('page_{:04d}', i % 1000), 's',
      DATE '2026-11-07' + (i % 20)::INT, 12, '2026-11-01', '2026-12-01'
    FROM range(10000) AS t(i))");
  for (auto _ : state) {
    benchmark::DoNotOptimize(bench::big_store().sweep(bench::big_as_of, {}).past_send_date);
    state.PauseTiming();
    engine.run_script("UPDATE active_caption_assignments SET is_active = true");
    state.ResumeTiming();
  }
}
BENCHMARK(SweepTenThousand)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(21);

}  // namespace
