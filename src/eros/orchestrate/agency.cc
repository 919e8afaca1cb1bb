#include "eros/orchestrate/agency.h"

#include <future>

#include "eros/analysis/platform.h"

namespace eros::orchestrate {
namespace {

void judge_days(Agency& agency) {
  agency.platform_bad_days =
      analysis::platform_bad_days(agency.inputs.days, agency.inputs.holidays);
}

Agency load(store::Store& store, base::Instant as_of, std::optional<base::LocalDay> start,
            const model::Settings& settings, bool with_days) {
  Agency agency;
  if (start) agency.bank = store.load_bank();
  agency.inputs = store.load_agency(as_of, settings.lookback_days, start, with_days);
  if (start) {
    agency.learned = captions::LearnedBank(agency.bank, agency.inputs.learned);
    agency.held = captions::held_captions(agency.bank, agency.inputs.locks);
  }
  judge_days(agency);
  return agency;
}

}  // namespace

Agency load_agency(store::Store& store, base::Instant as_of, base::LocalDay start,
                   const model::Settings& settings) {
  return load(store, as_of, start, settings, true);
}

Agency load_agency_history(store::Store& store, base::Instant as_of,
                           const model::Settings& settings) {
  return load(store, as_of, std::nullopt, settings, true);
}

RunInputs load_run(store::Store& store, std::span<const std::string> page_names,
                   base::Instant as_of, std::optional<base::LocalDay> start,
                   const model::Settings& settings, const std::function<store::Store()>& beside) {
  const bool days_come_along = store.tells_days_with_pages();
  // One connection of DuckDB does one thing at a time; jobs of BigQuery run side by side.
  const auto launch = beside || days_come_along ? std::launch::async : std::launch::deferred;
  auto agency = std::async(launch, [&] {
    if (!beside || days_come_along) return load(store, as_of, start, settings, !days_come_along);
    auto other = beside();
    return load(other, as_of, start, settings, true);
  });
  auto read = store.load_pages_and_days(page_names, as_of, settings.lookback_days, start);
  RunInputs run{agency.get(), std::move(read.pages)};
  if (read.days) {
    run.agency.inputs.days = std::move(*read.days);
    judge_days(run.agency);
  }
  return run;
}

}  // namespace eros::orchestrate
