#include "eros/store/bigquery/estimate.h"

#include <array>

namespace eros::store::bigquery {
namespace {

// What load_bank, load_agency and load_pages ask.
constexpr std::array<std::string_view, 13> planning_reads = {"bank",
                                                             "holidays",
                                                             "locks_near",
                                                             "learned_model",
                                                             "learned_of_all",
                                                             "caption_effects",
                                                             "pages_named",
                                                             "message_rollups",
                                                             "caption_stats",
                                                             "learned_of_pages",
                                                             "page_caption_effects",
                                                             "restrictions",
                                                             "planned_elsewhere"};

}  // namespace

std::vector<Estimate> estimate_planning(BigQueryEngine& engine, base::Instant as_of,
                                        int lookback_days) {
  const auto today = base::LocalDay(std::chrono::floor<base::days>(as_of).time_since_epoch());
  const Parameters parameters = {
      {"pages", std::vector<std::string>{"a page"}}, {"as_of", as_of},
      {"since", as_of - base::days(lookback_days)},  {"recent_since", as_of - base::days(30)},
      {"prior_since", as_of - base::days(60)},       {"use_since", as_of - base::days(14)},
      {"from_day", today - base::days(7)},           {"to_day", today + base::days(21)}};
  std::vector<Estimate> estimates;
  for (const auto name : planning_reads) {
    estimates.push_back({std::string(name), engine.dry_run({name, parameters})});
  }
  return estimates;
}

}  // namespace eros::store::bigquery
