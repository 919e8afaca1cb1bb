#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
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

// Both parts of what a run of these pages reads, at the same time and, in BigQuery, by one reading
// of the messages: the agency's as load_agency, or as load_agency_history without a start; and the
// pages' in the order of `page_names`. `beside`, if there is one, gives a second connection to the
// store, for reading the agency's part on it. Throws as Store::load_pages.
struct RunInputs {
  Agency agency;
  std::vector<model::PageInputs> pages;
};
RunInputs load_run(store::Store& store, std::span<const std::string> page_names,
                   base::Instant as_of, std::optional<base::LocalDay> start,
                   const model::Settings& settings,
                   const std::function<store::Store()>& beside = nullptr);

}  // namespace eros::orchestrate
