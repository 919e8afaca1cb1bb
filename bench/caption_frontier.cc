// What more search brings: for each effort, how near plans come to the optimum of the reference
// weeks (tests/schedule/reference), what gap they state themselves, and what they cost.
//   caption_frontier            the table
//   caption_frontier --weeks    the weeks as text, for reference/optimal_captions.py
// Build with: cmake --build build/release --target caption_frontier
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <string_view>
#include <vector>

#include "eros/schedule/sequence.h"
#include "schedule/caption_week.h"
#include "schedule/optimal_captions.h"

namespace {

using namespace eros::schedule;
using testing::CaptionWeek;

double cpu_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

struct Figures {
  std::vector<double> values;
  double mean() const {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
  }
  double at(double share) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  }
};

void print_row(CaptionWeek::Kind kind, eros::model::PlanSettings effort) {
  Figures own;
  Figures from_optimum;
  Figures microseconds;
  int proved = 0;
  int optimal = 0;
  int more_broken = 0;
  for (const auto& [number, optimum] : testing::optimal_captions(EROS_SOURCE_DIR)) {
    const CaptionWeek week(number);
    if (week.kind != kind) continue;
    const double start = cpu_microseconds();
    const Sequence plan = put_in_sequence(week.candidates, week.selected, week.slots, effort);
    microseconds.values.push_back(cpu_microseconds() - start);
    more_broken += plan.broken_patterns > optimum.broken_patterns ? 1 : 0;
    if (plan.broken_patterns > optimum.broken_patterns) continue;
    const double percent = 100.0 / std::abs(optimum.optimum);
    own.values.push_back(percent * (plan.upper_bound - plan.value));
    from_optimum.values.push_back(percent * std::max(0.0, optimum.optimum - plan.value));
    proved += own.values.back() < 1e-6 ? 1 : 0;
    optimal += from_optimum.values.back() < 1e-6 ? 1 : 0;
  }
  const double weeks = static_cast<double>(microseconds.values.size()) / 100.0;
  fmt::print(
      "| {} | {} x {} | {:.3f} / {:.3f} | {:.4f} / {:.4f} / {:.3f} | {:.0f} | {:.0f} | {} | "
      "{:.2f} / {:.2f} |\n",
      to_string(kind), effort.price_rounds, effort.beam_width, own.mean(), own.at(0.95),
      from_optimum.at(0.5), from_optimum.mean(), from_optimum.at(1.0), optimal / weeks,
      proved / weeks, more_broken, microseconds.mean() / 1e3, microseconds.at(0.95) / 1e3);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "--weeks") {
    for (std::uint64_t number = 1; number <= CaptionWeek::count; ++number) {
      fmt::print("{}", CaptionWeek(number).text());
    }
    return 0;
  }
  fmt::print(
      "| weeks | rounds x beam | own gap %: mean / p95 | true gap %: median / mean / worst | "
      "optimal "
      "% | proved % | more broken | ms: mean / p95 |\n|---|---|---|---|---|---|---|---|\n");
  for (const auto kind : {CaptionWeek::Kind::tiny, CaptionWeek::Kind::small,
                          CaptionWeek::Kind::full, CaptionWeek::Kind::tight}) {
    for (const eros::model::PlanSettings effort : {eros::model::PlanSettings{0, 1},
                                                   {5, 3},
                                                   {10, 5},
                                                   {15, 10},
                                                   {25, 25},
                                                   {50, 100},
                                                   {100, 400}}) {
      print_row(kind, effort);
    }
  }
}
