#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace eros::exports {

// The text of a JSON document, as every export writes it: two spaces a level, a line feed at the
// end. Numbers have the fewest digits that read back as the same double; NaN and infinities become
// null; bytes that are not UTF-8 become U+FFFD.
std::string json_text(const nlohmann::ordered_json& json);

}  // namespace eros::exports
