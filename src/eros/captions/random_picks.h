#pragma once
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "eros/captions/request.h"
#include "eros/captions/week_quota.h"

namespace eros::captions {

// The captions of a week that go before all others, in a random order, whatever the policy says of
// them: so that no eligible caption's chance is nil. Each eligible caption of a tier is one of them
// by a chance of its own, independent of the others, which is such that on the mean they fill the
// share of the tier's places that the settings name; at a share of 1 all are, and the week is drawn
// uniformly. Which they are depends on seed, page, week and the eligible captions alone.
class RandomPicks {
 public:
  // `rows`: all eligible ones, ascending. Time: linear, a nanosecond a row.
  RandomPicks(const PickRequest& request, const WeekQuota& quota,
              std::span<const model::CaptionBank::Row> rows);

  bool contains(model::CaptionBank::Row row) const { return find(row) != nullptr; }
  // The score by which one of them is picked, at budget penalty 0: above any that a policy gives.
  // Nothing for the others.
  std::optional<double> score(model::CaptionBank::Row row) const {
    const Drawn* drawn = find(row);
    return drawn == nullptr ? std::nullopt : std::optional(drawn->score);
  }
  // With which probability a caption of this tier is among them.
  double chance(model::Tier tier) const { return chance_[static_cast<std::size_t>(tier)]; }
  // With which probability the score of one of them is above `needed`.
  static double probability_above(double needed);

 private:
  struct Drawn {
    model::CaptionBank::Row row = 0;
    double score = 0.0;
  };
  const Drawn* find(model::CaptionBank::Row row) const;

  std::vector<Drawn> drawn_;        // by row; few, mostly none
  std::array<double, 6> chance_{};  // by tier
};

// The chance by which each of `captions` must be one of the random ones, independently, so that on
// the mean they fill `share` (0 to 1) of the `places`, of which no more than all can be filled.
double chance_of_each(double share, int places, std::size_t captions);

}  // namespace eros::captions
