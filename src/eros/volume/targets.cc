#include "eros/volume/targets.h"

#include "eros/volume/account_sizes.h"
#include "eros/volume/zones.h"

namespace eros::volume {
namespace {

int base_count(const WeeklyRange& range, model::Mode mode) {
  return mode == model::Mode::optimize ? range.middle() : range.min;
}

}  // namespace

VolumeTargets targets_in_zone(model::AccountSize size, model::Zone zone, model::Mode mode) {
  const AccountSizeConfig& account = account_size_config(size);
  const ZoneConfig& config = zone_config(zone);
  return {base_count(account.ppv, mode) * config.ppv_percent / 100,
          base_count(account.bump, mode) * config.bump_percent / 100, zone};
}

VolumeTargets calculate_volume_targets(model::AccountSize size, double saturation_score,
                                       double tolerance, model::Mode mode) {
  return targets_in_zone(size, zone_of(saturation_score, tolerance), mode);
}

}  // namespace eros::volume
