#pragma once
#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "eros/captions/request.h"
#include "eros/captions/week_quota.h"

namespace eros::captions {

// The captions of a week that are drawn uniformly over the eligible ones of their tier, whatever
// their score: so that no eligible caption's chance is nil. Each place of the week's quota is such
// a one with the probability that the settings name. Which are drawn depends on seed, page, week
// and the eligible captions alone.
class RandomPicks {
 public:
  // `rows`: all eligible ones. Time: linear, a nanosecond a row.
  RandomPicks(const PickRequest& request, const WeekQuota& quota,
              std::span<const model::CaptionBank::Row> rows);

  bool contains(model::CaptionBank::Row row) const {
    return std::find(rows_.begin(), rows_.end(), row) != rows_.end();
  }
  // With which probability a caption of this tier is among them.
  double chance(model::Tier tier) const { return chance_[static_cast<std::size_t>(tier)]; }

 private:
  std::vector<model::CaptionBank::Row> rows_;  // few, mostly none
  std::array<double, 6> chance_{};             // by tier
};

}  // namespace eros::captions
