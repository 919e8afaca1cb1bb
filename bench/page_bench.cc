// The store of the shared agency data, in a process that is running already: one page planned and
// committed (to reach: 10 ms), and the analysis of all pages in one call (150 ms).
#include <benchmark/benchmark.h>

#include <chrono>
#include <filesystem>

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

// A copy of the agency's store, so that nothing is planned in it yet.
class FreshStore {
 public:
  explicit FreshStore(const std::filesystem::path& original) : file_(folder_.path() / "a.duckdb") {
    std::filesystem::copy_file(original, file_);
  }
  store::Store open() const { return store::Store::open(file_.string(), {}); }

 private:
  store::TemporaryFolder folder_;
  std::filesystem::path file_;
};

enum class Loading { before, within };

// Each iteration takes the next page: its week is planned and committed. The bank and what the
// pages share were loaded before, as a run does once. With Loading::before, all pages' own inputs
// were, too; else each page's are read within its iteration. With `again`, each has a draft of the
// same days already, which is superseded in the same transaction.
void plan_and_commit_pages(benchmark::State& state, Loading loading, bool again) {
  const auto file = bench::agency_store_file();
  if (!file) return state.SkipWithError(bench::no_agency);
  const FreshStore fresh(*file);
  auto store = fresh.open();
  const model::Settings settings;
  const auto names = page_names(store);
  auto agency = orchestrate::load_agency(store, bench::agency_as_of, start, settings);
  orchestrate::PlanRequest request;
  request.start = start;
  const auto load = [&](std::span<const std::string> pages) {
    return store.load_pages(pages, bench::agency_as_of, settings.lookback_days, start);
  };
  const auto plan = [&](std::span<const model::PageInputs> inputs) {
    ++request.seed;
    agency.inputs.as_of = next_instant();
    orchestrate::plan_weeks(store, agency, inputs, request, settings, true);
  };
  auto loaded = load(names);
  if (again) {
    plan(loaded);
    loaded = load(names);
  }
  std::size_t page = 0;
  for (auto _ : state) {
    if (loading == Loading::before) {
      plan(std::span(&loaded[page], 1));
    } else {
      plan(load(std::span(&names[page], 1)));
    }
    page = (page + 1) % names.size();
  }
}

void load_plan_and_commit(benchmark::State& state) {
  plan_and_commit_pages(state, Loading::within, false);
}
void plan_and_commit(benchmark::State& state) {
  plan_and_commit_pages(state, Loading::before, false);
}
void plan_and_commit_again(benchmark::State& state) {
  plan_and_commit_pages(state, Loading::before, true);
}

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
BENCHMARK(plan_and_commit_again)
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
