#pragma once
#include <string>

#include "eros/model/schedule.h"

namespace eros::store {

// schedule_recommendations.schedule_json: the object of SPEC 2, in the shape that existing queries
// read. Instants are UTC, send times the page's local time.
std::string schedule_json(const model::Schedule& schedule);

}  // namespace eros::store
