#include "eros/orchestrate/agency.h"

#include "eros/analysis/platform.h"

namespace eros::orchestrate {
namespace {

// Days that are bad for the whole platform are days of the agency's clocks, not of one page's.
constexpr std::string_view agency_zone = "America/Los_Angeles";

void find_platform_bad_days(Agency& agency) {
  const base::LocalDay today = base::Zone::find(agency_zone).local_day(agency.inputs.as_of);
  agency.platform_bad_days =
      analysis::platform_bad_days(agency.inputs.days, agency.inputs.holidays, today);
}

}  // namespace

Agency load_agency(store::Store& store, base::Instant as_of, base::LocalDay start,
                   const model::Settings& settings) {
  Agency agency;
  agency.bank = store.load_bank();
  agency.inputs = store.load_agency(as_of, settings.lookback_days, start);
  agency.held = captions::held_captions(agency.bank, agency.inputs.locks);
  find_platform_bad_days(agency);
  return agency;
}

Agency load_agency_history(store::Store& store, base::Instant as_of,
                           const model::Settings& settings) {
  Agency agency;
  agency.inputs = store.load_agency(as_of, settings.lookback_days, std::nullopt);
  find_platform_bad_days(agency);
  return agency;
}

}  // namespace eros::orchestrate
