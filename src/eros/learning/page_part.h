#pragma once
#include <string_view>
#include <vector>

#include "eros/model/learned.h"

namespace eros::learning {

// What was learned of one page, as the store gives it back; empty for a page that it does not know.
// Linear in what was learned of hours, logarithmic in the rest.
struct PagePart {
  model::LearnedPage page;
  std::vector<model::HourEffect> hours;  // by slot
};
PagePart page_part(const model::Learned& learned, std::string_view page_name);

}  // namespace eros::learning
