// The store of the shared agency data, in a process that is running already: one page planned and
// committed (to reach: 10 ms), and the analysis of all pages in one call (150 ms).
#include <benchmark/benchmark.h>

#include <chrono>

#include "agency_store.h"
#include "eros/orchestrate/plan_weeks.h"

namespace {

using namespace eros;

constexpr base::LocalDay start{std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};

std::vector<std::string> page_names(store::Store& store) {
  std::vector<std::string> names;
  for (const auto& page : store.pages()) names.push_back(page.page_name);
  return names;
}

// No two schedules of a page are made at one time.
base::Instant next_instant() {
  static base::Instant now = bench::agency_as_of;
  return now += base::seconds(1);
}

// Each iteration takes the next page: its history and state are read, its week is planned and
// committed. The bank and what the pages share were loaded before, as a run does once. Planning a
// page again supersedes its draft in the same transaction.
void plan_and_commit_page(benchmark::State& state, bool history_is_loaded) {
  const auto file = bench::agency_store_file();
  if (!file) return state.SkipWithError(bench::no_agency);
  auto store = store::Store::open(file->string(), {});
  const model::Settings settings;
  const auto names = page_names(store);
  auto agency = orchestrate::load_agency(store, bench::agency_as_of, start, settings);
  const auto loaded = store.load_pages(names, bench::agency_as_of, settings.lookback_days, start);
  orchestrate::PlanRequest request;
  request.start = start;
  std::size_t next = 0;
  for (auto _ : state) {
    const std::size_t page = next++ % names.size();
    request.seed = next;
    agency.inputs.as_of = next_instant();
    if (history_is_loaded) {
      orchestrate::plan_weeks(store, agency, std::span(&loaded[page], 1), request, settings, true);
      continue;
    }
    const auto inputs = store.load_pages(std::span(&names[page], 1), bench::agency_as_of,
                                         settings.lookback_days, start);
    orchestrate::plan_weeks(store, agency, inputs, request, settings, true);
  }
}

void load_plan_and_commit(benchmark::State& state) { plan_and_commit_page(state, false); }
void plan_and_commit(benchmark::State& state) { plan_and_commit_page(state, true); }

// What a run does: the pages are read in one call, planned against one set of taken captions, and
// committed in one transaction. `ms_per_page` is that divided by the pages.
void load_plan_and_commit_all(benchmark::State& state) {
  const auto file = bench::agency_store_file();
  if (!file) return state.SkipWithError(bench::no_agency);
  auto store = store::Store::open(file->string(), {});
  const model::Settings settings;
  const auto names = page_names(store);
  auto agency = orchestrate::load_agency(store, bench::agency_as_of, start, settings);
  orchestrate::PlanRequest request;
  request.start = start;
  double seconds = 0.0;
  for (auto _ : state) {
    ++request.seed;
    agency.inputs.as_of = next_instant();
    const auto begin = std::chrono::steady_clock::now();
    const auto pages = store.load_pages(names, bench::agency_as_of, settings.lookback_days, start);
    orchestrate::plan_weeks(store, agency, pages, request, settings, true);
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  state.counters["ms_per_page"] =
      1e3 * seconds / static_cast<double>(state.iterations()) / static_cast<double>(names.size());
}

// Every page read in one call and its report made.
void analyse_all(benchmark::State& state) {
  const auto file = bench::agency_store_file();
  if (!file) return state.SkipWithError(bench::no_agency);
  auto store = store::Store::open(file->string(), {});
  const model::Settings settings;
  const auto names = page_names(store);
  for (auto _ : state) {
    const auto agency = orchestrate::load_agency_history(store, bench::agency_as_of, settings);
    const auto pages =
        store.load_pages(names, bench::agency_as_of, settings.lookback_days, std::nullopt);
    for (const auto& page : pages) {
      benchmark::DoNotOptimize(orchestrate::analyse_page(agency, page, start, settings));
    }
  }
  state.counters["pages"] = static_cast<double>(names.size());
}

}  // namespace

BENCHMARK(load_plan_and_commit)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(38)
    ->Repetitions(5)
    ->ReportAggregatesOnly();
BENCHMARK(plan_and_commit)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(38)
    ->Repetitions(5)
    ->ReportAggregatesOnly();
BENCHMARK(load_plan_and_commit_all)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(3)
    ->Repetitions(5)
    ->ReportAggregatesOnly();
BENCHMARK(analyse_all)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(5)
    ->Repetitions(5)
    ->ReportAggregatesOnly();
