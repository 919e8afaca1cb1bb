// What simulated audiences cost: a page's week, a page's truth, an oracle's knowledge. To reach: 1
// to 2 ms a page and week on a large page (400 fans), so that a back-test's time goes to planning.
#include <benchmark/benchmark.h>

#include "eros/simulate/expected_response.h"
#include "eros/simulate/history.h"

namespace {

using namespace eros;

simulate::WorldRequest request(int pages) {
  return {.preset = simulate::find_preset("mixed"),
          .pages = pages,
          .captions = 4'000,
          .weeks = 34,
          .first_day = *base::parse_day("2026-01-05"),
          .seed = 1};
}

void PageWeek(benchmark::State& state) {
  static const simulate::World world = simulate::make_world(request(4));
  for (auto _ : state) {
    const auto audience =
        simulate::live_by_hand(world, world.pages[2], 34, 34 * simulate::minutes_a_week);
    benchmark::DoNotOptimize(audience.mean_fatigue());
  }
  state.counters["page_weeks"] = benchmark::Counter(34.0 * static_cast<double>(state.iterations()),
                                                    benchmark::Counter::kIsRate);
}
BENCHMARK(PageWeek)->Unit(benchmark::kMillisecond);

void WorldOfTenPages(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(simulate::make_world(request(10)).pages.size());
}
BENCHMARK(WorldOfTenPages)->Unit(benchmark::kMillisecond);

void Oracle(benchmark::State& state) {
  static const simulate::World world = simulate::make_world(request(4));
  const auto audience =
      simulate::live_by_hand(world, world.pages[2], 8, 8 * simulate::minutes_a_week);
  for (auto _ : state) {
    const simulate::ExpectedResponse expected(audience);
    double sum = 0.0;
    for (std::uint32_t i = 0; i < world.captions.size(); ++i) sum += expected.purchase(i, 8);
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(Oracle)->Unit(benchmark::kMillisecond);

}  // namespace
