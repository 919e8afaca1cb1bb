#pragma once
#include <string>

#include "eros/base/calendar.h"
#include "eros/base/units.h"

// What became of what was planned.
namespace eros::model {

// A PPV that was sent.
struct SentPpv {
  std::string page_name;
  std::string caption_key;
  base::Instant at;
  double earnings = 0.0;
};

// When a caption came into the bank.
struct CaptionArrival {
  base::CaptionId caption_id{};
  base::Instant at;
};

}  // namespace eros::model
