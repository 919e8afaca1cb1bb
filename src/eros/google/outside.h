#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "eros/base/calendar.h"
#include "eros/google/http.h"

namespace eros::google {

// Everything that talking to a service needs from outside, handed in so that tests decide it.
// All of it may be called from several threads at once.
struct Outside {
  Transport transport;
  std::function<base::Instant()> now;
  std::function<void(std::chrono::milliseconds)> sleep;
  std::function<double()> uniform;           // a draw from [0, 1)
  std::function<std::string()> unique_name;  // 32 hex digits that nobody has had before
  std::function<std::optional<std::string>(const std::string&)> variable;  // of the environment
};

// libcurl, the system's clock and random device, and the process's environment.
Outside real_outside();

}  // namespace eros::google
