#include "eros/google/outside.h"

#include <fmt/format.h>

#include <cstdlib>
#include <random>
#include <thread>

namespace eros::google {

Outside real_outside() {
  Outside outside;
  outside.transport = curl_transport();
  outside.now = [] {
    return std::chrono::floor<base::microseconds>(std::chrono::system_clock::now());
  };
  outside.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
  outside.uniform = [] {
    thread_local std::mt19937_64 generator(std::random_device{}());
    return std::generate_canonical<double, 53>(generator);
  };
  outside.unique_name = [] {
    std::random_device device;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", device(), device(), device(), device());
  };
  outside.variable = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
  };
  return outside;
}

}  // namespace eros::google
