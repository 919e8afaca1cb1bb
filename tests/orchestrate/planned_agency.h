#pragma once
#include <string>
#include <vector>

#include "eros/model/settings.h"
#include "eros/orchestrate/agency.h"
#include "eros/orchestrate/plan_weeks.h"
#include "orchestrate/import_store.h"

namespace eros::testing {

inline constexpr base::LocalDay next_monday{
    std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};

// The inputs of planning some pages' week from `start`, as the command line loads them.
struct PlanInputs {
  PlanInputs(store::Store& store, const std::vector<std::string>& names, base::LocalDay start,
             const model::Settings& settings = {})
      : request{.start = start},
        pages(store.load_pages(names, ImportStore::as_of, settings.lookback_days, start)),
        agency(orchestrate::load_agency(store, ImportStore::as_of, start, settings)) {}

  orchestrate::PlanRequest request;
  std::vector<model::PageInputs> pages;
  orchestrate::Agency agency;
};

// A store with the sample agency of `eros demo`, imported and learned from.
class DemoStore : public ImportStore {
 public:
  DemoStore();
  std::int64_t count(const std::string& from) { return std::stoll(rows("count(*)", from).at(0)); }
};

// Fails the test where a schedule lacks a lock, a lock its schedule, or a caption is promised
// twice.
void expect_sound(ImportStore& store);

}  // namespace eros::testing
