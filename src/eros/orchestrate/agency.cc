#include "eros/orchestrate/agency.h"

#include "eros/analysis/platform.h"

namespace eros::orchestrate {

Agency load_agency(store::Store& store, base::Instant as_of, base::LocalDay start,
                   const model::Settings& settings) {
  Agency agency;
  agency.bank = store.load_bank();
  agency.inputs = store.load_agency(as_of, settings.lookback_days, start);
  agency.learned = captions::LearnedBank(agency.bank, agency.inputs.learned);
  agency.held = captions::held_captions(agency.bank, agency.inputs.locks);
  agency.platform_bad_days =
      analysis::platform_bad_days(agency.inputs.days, agency.inputs.holidays);
  return agency;
}

Agency load_agency_history(store::Store& store, base::Instant as_of,
                           const model::Settings& settings) {
  Agency agency;
  agency.inputs = store.load_agency(as_of, settings.lookback_days, std::nullopt);
  agency.platform_bad_days =
      analysis::platform_bad_days(agency.inputs.days, agency.inputs.holidays);
  return agency;
}

}  // namespace eros::orchestrate
