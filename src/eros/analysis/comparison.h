#pragma once
#include <cmath>
#include <optional>

#include "eros/base/units.h"

// How the sections of the report compare figures and hold them against written limits.
namespace eros::analysis {

// A figure as it is held against a limit: rounded to 12 decimals, so that 0.95 / 1 - 1 is -0.05 and
// the last bit of a division does not decide on which side of the limit a page stands.
inline double settled(double figure) { return std::round(figure * 1e12) / 1e12; }

// Significant, everywhere in the report: the false discovery rate among such findings is under 5 %.
inline bool significant(const std::optional<double>& q_value) {
  return q_value.has_value() && *q_value < 0.05;
}

// How far `figure` lies above `reference`, in percent of it; nothing without both, or over 0.
inline std::optional<double> lift_pct(const std::optional<double>& figure,
                                      const std::optional<double>& reference) {
  if (!figure || !reference) return std::nullopt;
  const auto ratio = base::safe_divide(*figure, *reference);
  if (!ratio) return std::nullopt;
  return 100.0 * (*ratio - 1.0);
}

enum class Trend { declining, stable, rising };

// Rising above +10 %, declining below -10 %, else stable, which also stands for no figure.
inline Trend trend_of(const std::optional<double>& change_pct) {
  if (!change_pct) return Trend::stable;
  const double change = settled(*change_pct);
  return change > 10.0 ? Trend::rising : change < -10.0 ? Trend::declining : Trend::stable;
}

}  // namespace eros::analysis
