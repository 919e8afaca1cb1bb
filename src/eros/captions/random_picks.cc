#include "eros/captions/random_picks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "eros/base/random.h"

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::Tier;

// Above any score of a policy, and above any difference that a budget penalty makes.
constexpr double first_score = 1024.0;
constexpr int halvings = 60;

// The mean of min(K, places), K being binomial: how many places are filled.
double mean_filled(double chance, int places, std::size_t captions) {
  const auto n = static_cast<double>(captions);
  double probability = std::exp(n * std::log1p(-chance));  // of K = k
  double below = 0.0;                                      // of K < places
  double filled = 0.0;
  for (int k = 0; k < places; ++k) {
    below += probability;
    filled += k * probability;
    probability *= (n - k) / (k + 1.0) * chance / (1.0 - chance);
  }
  return filled + places * std::max(0.0, 1.0 - below);
}

std::size_t index_of(Tier tier) { return static_cast<std::size_t>(tier); }

// The quota that captions of a tier serve.
Tier quota_tier(Tier tier, model::Segment segment) {
  const bool is_dearest = tier == Tier::luxury || tier == Tier::vip;
  return is_dearest && segment == model::Segment::luxury ? Tier::premium : tier;
}

// Which of the captions of one quota are random ones. The numbers of captions between them are
// drawn, which are geometric: only as many draws as there are random ones.
class Gaps {
 public:
  Gaps(double chance, base::Draws draws)
      : chance_(chance), log_miss_(std::log1p(-chance)), draws_(draws), left_(gap()) {}
  double chance() const { return chance_; }
  // Of the next caption: a number in [0, 1) if it is one of them.
  std::optional<double> pass() {
    if (left_-- > 0.0) return std::nullopt;
    const double draw = draws_.uniform();
    left_ = gap();
    return draw;
  }

 private:
  double gap() {
    return chance_ > 0.0 ? std::floor(std::log(draws_.uniform()) / log_miss_)
                         : std::numeric_limits<double>::infinity();
  }
  double chance_;
  double log_miss_;
  base::Draws draws_;
  double left_;
};

}  // namespace

double chance_of_each(double share, int places, std::size_t captions) {
  if (!(share > 0.0) || places == 0 || captions == 0) return 0.0;
  if (share >= 1.0) return 1.0;
  if (captions <= static_cast<std::size_t>(places)) return share;
  const double wanted = share * places;
  double low = wanted / static_cast<double>(captions);  // were no place ever wanted twice
  double high = 1.0;
  if (mean_filled(low, places, captions) >= wanted * (1.0 - 1e-12)) return low;
  for (int i = 0; i < halvings; ++i) {
    const double middle = 0.5 * (low + high);
    (mean_filled(middle, places, captions) < wanted ? low : high) = middle;
  }
  return high;
}

RandomPicks::RandomPicks(const PickRequest& request, const WeekQuota& quota,
                         std::span<const CaptionBank::Row> rows) {
  const double share = request.settings.exploration.random_share;
  if (!(share > 0.0)) return;
  const auto quota_of = [&](CaptionBank::Row row) {
    return index_of(quota_tier(request.bank.tier[row], quota.segment));
  };
  std::array<std::size_t, 6> eligible{};
  for (const CaptionBank::Row row : rows) ++eligible[quota_of(row)];

  const base::RandomStream stream(request.seed, request.inputs.page.page_name + "|" +
                                                    base::format_day(request.first_day()) +
                                                    "|random picks");
  std::vector<Gaps> gaps;
  for (std::size_t tier = 0; tier < eligible.size(); ++tier) {
    const int places =
        tier == index_of(Tier::bump) ? quota.bump : quota.ppv[static_cast<Tier>(tier)];
    gaps.emplace_back(chance_of_each(share, places, eligible[tier]), stream.at(tier));
  }
  for (std::size_t tier = 0; tier < chance_.size(); ++tier) {
    chance_[tier] = gaps[index_of(quota_tier(static_cast<Tier>(tier), quota.segment))].chance();
  }
  for (const CaptionBank::Row row : rows) {
    if (const auto draw = gaps[quota_of(row)].pass()) {
      drawn_.push_back({row, first_score * (1.0 + *draw)});
    }
  }
}

double RandomPicks::probability_above(double needed) {
  return std::clamp(2.0 - needed / first_score, 0.0, 1.0);
}

const RandomPicks::Drawn* RandomPicks::find(CaptionBank::Row row) const {
  const auto found = std::lower_bound(
      drawn_.begin(), drawn_.end(), row,
      [](const Drawn& drawn, CaptionBank::Row wanted) { return drawn.row < wanted; });
  return found == drawn_.end() || found->row != row ? nullptr : &*found;
}

}  // namespace eros::captions
