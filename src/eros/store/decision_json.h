#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "eros/model/schedule.h"

namespace eros::store {

// The decision record of one message as a JSON object, with the field names of model::Decision.
// A number that is not finite becomes null.
std::string decision_json(const model::Decision& decision);
nlohmann::ordered_json decision_object(const model::Decision& decision);

// The record that was stored. A field that is missing or of another kind keeps its default, so
// that records of older versions can be read, but for a probability that is missing, which is 0; a
// text that is not an object gives the default.
model::Decision parse_decision(std::string_view json);

}  // namespace eros::store
