#include "eros/volume/advice.h"

namespace eros::volume {
namespace {

using model::RiskLevel;
using model::Zone;

// Why the score of zero says nothing; empty where it does.
std::string why_not_judged(const model::Saturation& saturation) {
  if (saturation.exclusion_reason == "HOLIDAY") return "Too many holidays in the last 7 days";
  if (saturation.exclusion_reason) return "Too many of the last 7 days were bad on all pages";
  if (saturation.recent_messages == 0) return "No messages in the last 7 days";
  if (!saturation.unlock_rate_deviation && !saturation.emv_deviation)
    return "Nothing in the last 7 days can be compared with the weeks before";
  return {};
}

std::string finding(RiskLevel level) {
  switch (level) {
    case RiskLevel::healthy:
      return "The audience responds as usual";
    case RiskLevel::low:
      return "The audience responds a little less than usual";
    case RiskLevel::moderate:
      return "The audience is getting tired";
    case RiskLevel::high:
      return "The audience is tired";
    case RiskLevel::critical:
      return "The audience is worn out";
  }
  return {};
}

// The zone's percentages, as they come out for the counts of every account size.
std::string action(Zone zone, RiskLevel level) {
  switch (zone) {
    case Zone::green:
      return level == RiskLevel::healthy ? "keep the volume as it is."
                                         : "keep the volume as it is, and watch the next days.";
    case Zone::yellow:
      return "send a quarter to a third fewer paid messages, with longer gaps, and up to a fifth "
             "more free ones.";
    case Zone::red:
      return "pause paid messages for two days, then come back with about half as many, with "
             "longer gaps, and twice as many free ones.";
  }
  return {};
}

}  // namespace

std::string recommended_action(const model::Saturation& saturation, Zone zone) {
  const std::string unknown = why_not_judged(saturation);
  if (!unknown.empty()) return unknown + ": not judged. Keep the volume as it is.";
  return finding(saturation.risk_level) + ": " + action(zone, saturation.risk_level);
}

}  // namespace eros::volume
