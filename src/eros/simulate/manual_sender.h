#pragma once
#include <cstdint>
#include <vector>

#include "eros/simulate/audience.h"

namespace eros::simulate {

// The week of a page as people plan it by hand, before EROS: the usual volume, captions by chance
// among the active ones (none again within a week), times by chance between 8 and 23 h, half of
// them near three hours of habit, at least 75 minutes apart. Budgets and premium prices go by what
// the audience will pay. In order of time; depends on world, page and week alone.
std::vector<Send> manual_week(const World& world, const PageWorld& page, int week);

}  // namespace eros::simulate
