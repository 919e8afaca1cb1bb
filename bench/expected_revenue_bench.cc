// Is the revenue that plans expect honest? A back-cast on the shared agency data: what the program
// would have expected, on the last day before a fortnight, of each PPV that the agency then sent,
// against what these earned. The first argument is 0 for the last fortnight of the data, 1 for the
// one before it; the second 0 for what plans by `beta` and `wilson` expect, 1 for `hierarchical`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>

#include "agency_store.h"
#include "eros/base/units.h"
#include "eros/captions/expectation.h"
#include "eros/captions/policies.h"
#include "eros/captions/request.h"
#include "eros/orchestrate/learn.h"
#include "eros/orchestrate/plan_page.h"
#include "eros/schedule/expected_revenue.h"
#include "eros/schedule/slot_values.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"
#include "eros/volume/plan.h"

namespace {

using namespace eros;

constexpr base::days fortnight{14};

struct Ppv {
  double expected = 0.0;
  double earned = 0.0;
  bool is_new = false;  // its caption was never sent on the page before
};

// What a plan made at `from` would expect of a page's captions, as schedule::place has it.
class Expectation {
 public:
  Expectation(const orchestrate::Agency& agency, const model::PageInputs& page,
              const model::Settings& settings, base::Instant from)
      : report_(orchestrate::analyse_page(agency, page, {}, settings)),
        zone_(base::Zone::find(page.page.timezone)),
        hours_(report_.time_window_optimization),
        volume_(volume::plan(report_, page.page,
                             std::chrono::floor<base::days>(zone_.to_local(from)) + base::days(1),
                             model::Mode::optimize, {}, agency.inputs.holidays)),
        by_record_(agency.bank, page.history, page.caption_stats),
        request_{.bank = agency.bank,
                 .inputs = page,
                 .report = report_,
                 .volume = volume_,
                 .settings = settings,
                 .policy = captions::find_policy(settings.policy),
                 .held = agency.held,
                 .superseded = {},
                 .learned = &agency.learned},
        by_model_(request_) {}
  Expectation(const Expectation&) = delete;
  Expectation& operator=(const Expectation&) = delete;

  double of(model::CaptionBank::Row row, base::Instant at) const {
    const base::LocalTime local = zone_.to_local(at);
    const bool weekend = base::is_weekend(std::chrono::floor<base::days>(local));
    const double hour = hours_.of(weekend, base::hour_of(local));
    if (!request_.policy.is_of_learned) return by_record_.of(row, hour).value_or(0.0);
    model::Decision why;
    by_model_.explain(row, why);
    return why.expected_revenue.value_or(0.0) * hour;
  }

 private:
  model::Report report_;
  base::Zone zone_;
  schedule::SlotValues hours_;
  model::Volume volume_;
  schedule::ExpectedRevenue by_record_;
  captions::PickRequest request_;
  captions::PageExpectation by_model_;
};

// The PPVs of one page in the fortnight after `from`, with what was expected of them then.
std::vector<Ppv> back_cast(store::DuckDBEngine& engine, const orchestrate::Agency& agency,
                           const model::PageInputs& page, const model::Settings& settings,
                           base::Instant from) {
  const Expectation expected(agency, page, settings, from);
  std::vector<Ppv> ppvs;
  const auto rows = engine.query_text(
      "SELECT caption_id, sending_time, CAST(earnings AS DOUBLE) FROM mass_messages "
      "WHERE page_name = $page AND message_type = 'PPV' AND caption_id IS NOT NULL "
      "AND sending_time > $from AND sending_time <= $to",
      {{"page", page.page.page_name}, {"from", from}, {"to", from + fortnight}});
  while (rows->next()) {
    const auto row = agency.bank.find(base::CaptionId{rows->integer(0)});
    const bool is_new = model::stats_of(agency.bank, page.caption_stats, row) == nullptr;
    ppvs.push_back({expected.of(row, rows->instant(1)), rows->real(2), is_new});
  }
  return ppvs;
}

// Those of which most was expected come first: as a plan picks.
std::span<const Ppv> best(std::vector<Ppv>& ppvs, std::size_t one_of) {
  std::ranges::sort(ppvs, std::greater<>(), &Ppv::expected);
  return std::span(ppvs).first((ppvs.size() + one_of - 1) / one_of);
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
  model::Settings settings;
  settings.policy = state.range(1) == 0 ? "beta" : "hierarchical";
  orchestrate::learn(store, from, settings);
  std::vector<std::string> names;
  for (const auto& page : store.pages()) names.push_back(page.page_name);

  std::vector<Ppv> all;
  std::vector<Ppv> best_quarter, best_new;
  std::vector<double> page_ratios;
  for (auto _ : state) {
    const auto agency = orchestrate::load_agency(store, from, {}, settings);
    for (const auto& page : store.load_pages(names, from, settings.lookback_days, std::nullopt)) {
      std::vector<Ppv> ppvs = back_cast(engine, agency, page, settings, from);
      if (ppvs.empty()) continue;
      page_ratios.push_back(ratio(ppvs));
      all.insert(all.end(), ppvs.begin(), ppvs.end());
      const auto of_page = best(ppvs, 4);
      best_quarter.insert(best_quarter.end(), of_page.begin(), of_page.end());
      std::erase_if(ppvs, [](const Ppv& ppv) { return !ppv.is_new; });
      const auto new_of_page = best(ppvs, 10);
      best_new.insert(best_new.end(), new_of_page.begin(), new_of_page.end());
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
  state.counters["best_quarter"] = ratio(best_quarter);
  state.counters["best_new"] = ratio(best_new);
  state.counters["best_new_ppvs"] = static_cast<double>(best_new.size());
  state.counters["mean_error"] = missed / earned;
}

}  // namespace

BENCHMARK(back_cast_fortnight)
    ->ArgsProduct({{0, 1, 2, 3, 4}, {0, 1}})
    ->ArgNames({"fortnight", "model"})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
