// One page's week: 25 PPVs and 18 bumps, from 200 captions.
//   ninja placement_bench && ./placement_bench
#include <benchmark/benchmark.h>

#include <array>
#include <string>

#include "eros/base/random.h"
#include "eros/base/text.h"
#include "eros/schedule/place.h"
#include "eros/schedule/validate.h"

namespace {

using namespace eros;

struct Week {
  Week() : zone(base::Zone::find("America/Los_Angeles")) {
    page.page_name = "page_0001";
    volume.start = *base::parse_day("2026-11-16");
    volume.ppv = 25;
    volume.bump = 18;
    volume.ppv_gap = base::minutes(75);
    volume.max_messages_per_day = 25;
    volume.ppv_per_day = {3, 3, 4, 4, 4, 4, 3};
    volume.bump_per_day = {2, 2, 3, 3, 3, 3, 2};
    as_of = zone.day_start(volume.start) - base::hours(12);
    for (int hour = 8; hour < 23; ++hour) {
      for (const bool weekend : {false, true}) {
        model::TimeWindow window;
        window.weekend = weekend;
        window.hour = hour;
        window.n = 12;
        window.shrunk_value = 0.2 + 0.02 * static_cast<double>(hour);
        report.time_window_optimization.push_back(window);
      }
    }
    add(model::Tier::budget, 7, 48);
    add(model::Tier::mid, 11, 52);
    add(model::Tier::premium, 7, 25);
    add(model::Tier::bump, 18, 32);
  }

  void add(model::Tier tier, int picked, int alternates) {
    static const std::array<std::string, 8> triggers = {
        "", "Scarcity", "Warmth", "FOMO", "Exclusivity", "Social Proof", "Curiosity", "Humour"};
    for (int n = 0; n < picked + alternates; ++n) {
      const auto number = static_cast<std::int64_t>(bank.size()) + 1;
      const base::RandomStream draws(7, "caption " + std::to_string(number));
      model::Caption caption;
      caption.id = base::CaptionId{number};
      caption.text = "A walk by the sea, part " + std::to_string(number);
      caption.key = base::caption_key_v2(caption.text);
      caption.tier = tier;
      caption.category = "Category " + std::to_string(static_cast<int>(draws.uniform(0) * 10));
      const bool bump = tier == model::Tier::bump;
      caption.trigger = bump ? "" : triggers[static_cast<std::size_t>(draws.uniform(1) * 8)];
      bank.add(caption);
      model::Pick pick;
      pick.bank_row = static_cast<std::uint32_t>(number - 1);
      pick.caption_id = caption.id;
      pick.text_group = bank.text_group.back();
      pick.tier = pick.quota_tier = tier;
      pick.category = caption.category;
      pick.trigger = caption.trigger;
      pick.decision.score = (n < picked ? 0.5 : 0.0) + 0.5 * draws.uniform(2);
      std::vector<model::Pick>& to = bump ? (n < picked ? pool.bump : pool.bump_alternates)
                                          : (n < picked ? pool.ppv : pool.ppv_alternates);
      to.push_back(pick);
    }
  }

  schedule::PlaceRequest request() const {
    return {page, zone, as_of, volume, report, pool, bank, {}, expected, settings, 7};
  }

  model::Page page;
  base::Zone zone;
  base::Instant as_of;
  model::Volume volume;
  model::Report report;
  model::CaptionPool pool;
  model::CaptionBank bank;
  schedule::ExpectedRevenue expected{bank, {}, {}};
  model::Settings settings;
};

void place_week(benchmark::State& state) {
  const Week week;
  double gap = 0.0;
  for (auto _ : state) {
    const schedule::PlaceResult result = schedule::place(week.request());
    gap = *result.schedule.optimality_gap;
    benchmark::DoNotOptimize(result.value);
  }
  state.counters["optimality_gap_percent"] = 100.0 * gap;
}
BENCHMARK(place_week)->Unit(benchmark::kMicrosecond);

void validate_week(benchmark::State& state) {
  const Week week;
  const model::Schedule schedule = schedule::place(week.request()).schedule;
  for (auto _ : state) {
    benchmark::DoNotOptimize(schedule::validate({schedule, week.page, {}, {}, week.settings}).ok);
  }
}
BENCHMARK(validate_week)->Unit(benchmark::kMicrosecond);

}  // namespace
