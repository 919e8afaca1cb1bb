#include "eros/captions/policies.h"

#include <array>
#include <string>

#include "eros/base/error.h"
#include "eros/captions/beta.h"
#include "eros/captions/hierarchical.h"
#include "eros/captions/wilson.h"

namespace eros::captions {

std::span<const Policy* const> policies() {
  static constexpr std::array all = {&beta_policy, &hierarchical_policy, &wilson_policy};
  return all;
}

const Policy& find_policy(std::string_view name) {
  std::string names;
  for (const Policy* policy : policies()) {
    if (policy->name == name) return *policy;
    names += (names.empty() ? "" : ", ") + std::string(policy->name);
  }
  throw base::Error(base::ErrorCode::usage, "there is no policy '" + std::string(name) + "'",
                    "Policies: " + names + ".");
}

}  // namespace eros::captions
