#pragma once
#include <vector>

#include "eros/captions/request.h"
#include "eros/model/inputs.h"
#include "eros/model/settings.h"
#include "eros/store/store.h"

namespace eros::orchestrate {

// What a run loads once and every page of it reads.
struct Agency {
  model::CaptionBank bank;
  model::AgencyInputs inputs;
  std::vector<base::LocalDay> platform_bad_days;  // SPEC 4.2
  std::vector<captions::HeldCaption> held;        // captions that are taken near the week
  captions::LearnedBank learned;                  // what was learned of the bank's captions
};

// For planning the seven local days from `start`.
Agency load_agency(store::Store& store, base::Instant as_of, base::LocalDay start,
                   const model::Settings& settings);
// For analysis alone: without the bank and what is held.
Agency load_agency_history(store::Store& store, base::Instant as_of,
                           const model::Settings& settings);

}  // namespace eros::orchestrate
