// Is the revenue that plans expect honest? A back-cast on the shared agency data: what the program
// would have expected, on the last day before a fortnight, of each PPV that the agency then sent,
// against what these earned. Argument 0 is the last fortnight of the data, 1 the one before it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>

#include "agency_store.h"
#include "eros/base/units.h"
#include "eros/orchestrate/learn.h"
#include "eros/orchestrate/plan_page.h"
#include "eros/schedule/expected_revenue.h"
#include "eros/schedule/slot_values.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"

namespace {

using namespace eros;

constexpr base::days fortnight{14};

struct Ppv {
  double expected = 0.0;
  double earned = 0.0;
};

// The PPVs of one page in (from, to], with what was expected of them at `from`.
std::vector<Ppv> back_cast(store::DuckDBEngine& engine, const orchestrate::Agency& agency,
                           const model::PageInputs& page, base::Instant from) {
  const model::Report report = orchestrate::analyse_page(agency, page, {}, {});
  const schedule::SlotValues hours(report.time_window_optimization);
  const schedule::ExpectedRevenue expected(agency.bank, page.history, page.caption_stats);
  const base::Zone zone = base::Zone::find(page.page.timezone);
  std::vector<Ppv> ppvs;
  const auto rows = engine.query_text(
      "SELECT caption_id, sending_time, CAST(earnings AS DOUBLE) FROM mass_messages "
      "WHERE page_name = $page AND message_type = 'PPV' AND caption_id IS NOT NULL "
      "AND sending_time > $from AND sending_time <= $to",
      {{"page", page.page.page_name}, {"from", from}, {"to", from + fortnight}});
  while (rows->next()) {
    const auto row = agency.bank.find(base::CaptionId{rows->integer(0)});
    const base::LocalTime local = zone.to_local(rows->instant(1));
    const bool weekend = base::is_weekend(std::chrono::floor<base::days>(local));
    ppvs.push_back({expected.of(row, hours.of(weekend, base::hour_of(local))), rows->real(2)});
  }
  return ppvs;
}

// Expected over earned.
double ratio(std::span<const Ppv> ppvs) {
  Ppv sum;
  for (const Ppv& ppv : ppvs) {
    sum.expected += ppv.expected;
    sum.earned += ppv.earned;
  }
  return sum.expected / sum.earned;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2.0;
}

void back_cast_fortnight(benchmark::State& state) {
  const auto file = bench::agency_store_file();
  if (!file) return state.SkipWithError(bench::no_agency);
  const base::Instant from =
      bench::agency_as_of - fortnight * (1 + static_cast<int>(state.range(0)));
  auto store = store::Store::open(file->string(), {});
  store::DuckDBEngine engine(file->string(), {});
  const model::Settings settings;
  orchestrate::learn(store, from, settings);
  std::vector<std::string> names;
  for (const auto& page : store.pages()) names.push_back(page.page_name);

  std::vector<Ppv> all;
  std::vector<Ppv> best;  // the quarter of each page's of which most was expected: as a plan picks
  std::vector<double> page_ratios;
  for (auto _ : state) {
    const auto agency = orchestrate::load_agency(store, from, {}, settings);
    for (const auto& page : store.load_pages(names, from, settings.lookback_days, std::nullopt)) {
      std::vector<Ppv> ppvs = back_cast(engine, agency, page, from);
      if (ppvs.empty()) continue;
      page_ratios.push_back(ratio(ppvs));
      all.insert(all.end(), ppvs.begin(), ppvs.end());
      std::ranges::sort(ppvs, std::greater<>(), &Ppv::expected);
      best.insert(best.end(), ppvs.begin(),
                  ppvs.begin() + static_cast<std::ptrdiff_t>((ppvs.size() + 3) / 4));
    }
  }
  double missed = 0.0;
  double earned = 0.0;
  for (const Ppv& ppv : all) {
    missed += std::abs(ppv.expected - ppv.earned);
    earned += ppv.earned;
  }
  state.counters["ppvs"] = static_cast<double>(all.size());
  state.counters["expected_over_earned"] = ratio(all);
  state.counters["median_page"] = median(page_ratios);
  state.counters["best_quarter"] = ratio(best);
  state.counters["mean_error"] = missed / earned;
}

}  // namespace

BENCHMARK(back_cast_fortnight)->DenseRange(0, 4)->Iterations(1)->Unit(benchmark::kMillisecond);
