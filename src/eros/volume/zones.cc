#include "eros/volume/zones.h"

#include <array>
#include <cmath>
#include <cstdint>

#include "eros/base/error.h"

namespace eros::volume {
namespace {

using base::minutes;
using model::Zone;

constexpr std::array<ZoneConfig, 3> configs = {{
    {Zone::green, 100, 100, minutes(0), 0, 0},
    {Zone::yellow, 75, 120, minutes(30), 0, 0},
    {Zone::red, 50, 200, minutes(60), 2, 3},
}};

// At tolerance 0.5 (500 thousandths) the limits are 300,000 and 600,000 millionths.
constexpr std::int64_t green_limit_per_thousandth = 600;
constexpr std::int64_t yellow_limit_per_thousandth = 1'200;

}  // namespace

const ZoneConfig& zone_config(Zone zone) { return configs.at(static_cast<std::size_t>(zone)); }

Zone zone_of(double score, double tolerance) {
  if (!(score >= 0.0 && score <= 1.0)) {
    throw base::Error(base::ErrorCode::usage, "saturation score is not in 0..1");
  }
  if (!(tolerance > 0.0 && tolerance <= 1.0)) {
    throw base::Error(base::ErrorCode::usage, "saturation tolerance is not in (0, 1]");
  }
  const std::int64_t millionths = std::llround(score * 1e6);
  const std::int64_t thousandths = std::llround(tolerance * 1e3);
  if (millionths < thousandths * green_limit_per_thousandth) return Zone::green;
  if (millionths <= thousandths * yellow_limit_per_thousandth) return Zone::yellow;
  return Zone::red;
}

Zone one_worse(Zone zone) { return zone == Zone::green ? Zone::yellow : Zone::red; }

}  // namespace eros::volume
