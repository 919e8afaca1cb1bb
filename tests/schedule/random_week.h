#pragma once
#include <cstdint>

#include "eros/schedule/place.h"
#include "eros/schedule/validate.h"

namespace eros::schedule::testing {

// A page, its pool and its neighbours, made from a number: what a plan needs, with an owner.
struct RandomWeek {
  enum class Kind {
    any,    // any zone, day, quiet hours, gaps, volume, pool, neighbours, as-of
    ample,  // an ordinary week with captions enough for every rule
  };
  RandomWeek(std::uint64_t seed, Kind kind);
  RandomWeek(const RandomWeek&) = delete;
  RandomWeek& operator=(const RandomWeek&) = delete;

  PlaceRequest request() const;
  // The validator's view of `schedule` as the plan of this page.
  ValidateRequest question(const model::Schedule& schedule) const;

  model::Page page;
  base::Zone zone;
  base::Instant as_of;
  model::Volume volume;
  model::Report report;
  model::CaptionPool pool;
  model::CaptionBank bank;
  std::vector<model::PlannedElsewhere> planned;
  std::vector<model::Restriction> restrictions;
  ExpectedRevenue expected_revenue{bank, {}, {}};
  model::Settings settings;
  std::uint64_t seed = 0;
};

}  // namespace eros::schedule::testing
