#include "eros/captions/random_picks.h"

#include <cmath>

#include "eros/base/random.h"

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::Tier;

CaptionBank::Row nth_of_tier(const CaptionBank& bank, std::span<const CaptionBank::Row> rows,
                             Tier tier, std::size_t n) {
  for (const CaptionBank::Row row : rows) {
    if (bank.tier[row] == tier && n-- == 0) return row;
  }
  return rows.back();
}

}  // namespace

RandomPicks::RandomPicks(const PickRequest& request, const WeekQuota& quota,
                         std::span<const CaptionBank::Row> rows) {
  const double share = request.settings.exploration.random_share;
  if (!(share > 0.0)) return;
  std::array<std::size_t, 6> eligible{};
  for (const CaptionBank::Row row : rows) {
    ++eligible[static_cast<std::size_t>(request.bank.tier[row])];
  }
  const base::RandomStream stream(request.seed, request.inputs.page.page_name + "|" +
                                                    base::format_day(request.first_day()) +
                                                    "|random picks");
  for (const Tier tier : {Tier::budget, Tier::mid, Tier::premium, Tier::bump}) {
    const auto of_tier = static_cast<std::size_t>(tier);
    const int places = tier == Tier::bump ? quota.bump : quota.ppv[tier];
    if (eligible[of_tier] == 0 || places == 0) continue;
    const auto size = static_cast<double>(eligible[of_tier]);
    chance_[of_tier] = 1.0 - std::pow(1.0 - share / size, places);
    base::Draws draws = stream.at(of_tier);
    for (int place = 0; place < places; ++place) {
      if (!(draws.uniform() < share)) continue;
      const auto n = static_cast<std::size_t>(draws.uniform() * size);
      const CaptionBank::Row row = nth_of_tier(request.bank, rows, tier, n);
      if (!contains(row)) rows_.push_back(row);
    }
  }
}

}  // namespace eros::captions
