#include "eros/volume/plan.h"

#include <algorithm>
#include <string>

#include "eros/base/error.h"
#include "eros/volume/account_sizes.h"
#include "eros/volume/days.h"
#include "eros/volume/targets.h"
#include "eros/volume/zones.h"

namespace eros::volume {
namespace {

using base::minutes;
using model::Mode;
using model::Zone;

int checked(int count, const char* what) {
  if (count < 0 || count > max_weekly_messages) {
    throw base::Error(base::ErrorCode::usage, std::string(what) + " is " + std::to_string(count) +
                                                  " a week; it must be 0 to " +
                                                  std::to_string(max_weekly_messages));
  }
  return count;
}

bool is_cooling(const model::Volume& volume, std::size_t day) {
  return static_cast<int>(day) < volume.cooling_days;
}

DayCounts ppv_capacity(const model::Volume& volume) {
  DayCounts capacity{};
  for (std::size_t day = 0; day < 7; ++day) {
    capacity[day] = is_cooling(volume, day) ? 0 : volume.max_messages_per_day;
  }
  return capacity;
}

DayCounts bump_capacity(const model::Volume& volume, int max_cooling_day_bumps) {
  DayCounts capacity{};
  for (std::size_t day = 0; day < 7; ++day) {
    const int room = volume.max_messages_per_day - volume.ppv_per_day[day];
    capacity[day] = is_cooling(volume, day) ? std::min(room, max_cooling_day_bumps) : room;
  }
  return capacity;
}

}  // namespace

model::Volume plan(const model::Report& report, const model::Page& page, base::LocalDay start,
                   Mode mode, const model::VolumeOverrides& overrides,
                   std::span<const base::Holiday> holidays) {
  const model::AccountClassification& account = report.account_classification;
  const AccountSizeConfig& config = account_size_config(account.account_size);
  const Zone zone = overrides.zone ? *overrides.zone
                                   : zone_of(report.saturation.score_hundredths / 100.0,
                                             account.saturation_tolerance);
  const VolumeTargets targets = targets_in_zone(account.account_size, zone, mode);
  const Zone gap_zone = mode == Mode::conservative ? one_worse(zone) : zone;
  const minutes base_gap =
      page.min_gap_minutes ? minutes(*page.min_gap_minutes) : config.min_ppv_gap;

  model::Volume volume;
  volume.account_size = account.account_size;
  volume.mode = mode;
  volume.zone = zone;
  volume.start = start;
  volume.ppv = checked(overrides.ppv.value_or(targets.ppv), "the number of PPVs");
  volume.bump = checked(overrides.bump.value_or(targets.bump), "the number of bumps");
  volume.ppv_gap = base_gap + zone_config(gap_zone).gap_extension;
  volume.max_messages_per_day =
      std::max(0, page.max_messages_per_day.value_or(config.max_messages_per_day));
  volume.cooling_days = zone_config(zone).cooling_days;

  const DayWeights weights = day_weights(start, report.day_of_week_patterns, holidays);
  volume.ppv_weights = ppv_weights(zone, weights);
  volume.bump_weights = weights;
  volume.ppv_per_day = spread(volume.ppv, volume.ppv_weights, ppv_capacity(volume));
  volume.bump_per_day =
      spread(volume.bump, weights, bump_capacity(volume, zone_config(zone).max_cooling_day_bumps));
  return volume;
}

}  // namespace eros::volume
