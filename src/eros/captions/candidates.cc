#include "eros/captions/candidates.h"

#include <algorithm>

namespace eros::captions {
namespace {

constexpr std::size_t first_step = 256;

// Names are numbered from 0 in order of appearance: they never need 31 bits.
std::uint64_t code_of(const Kind& kind) {
  return static_cast<std::uint64_t>(kind.category) << 33 |
         static_cast<std::uint64_t>(kind.trigger) << 1 | (kind.is_urgent ? 1U : 0U);
}

}  // namespace

void TierCandidates::forget_the_worst() {
  const auto worst_kept = kept_.begin() + static_cast<std::ptrdiff_t>(limit_ - 1);
  std::nth_element(kept_.begin(), worst_kept, kept_.end(), BestFirst{});
  floor_ = worst_kept->score;
  kept_.resize(limit_);
}

void TierCandidates::order_more(const model::CaptionBank& bank) {
  const std::size_t until = std::min(kept_.size(), ordered_ + std::max(first_step, ordered_));
  const auto begin = kept_.begin() + static_cast<std::ptrdiff_t>(ordered_);
  const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(until);
  if (end != kept_.end()) std::nth_element(begin, end, kept_.end(), BestFirst{});
  std::sort(begin, end, BestFirst{});
  for (auto candidate = begin; candidate != end; ++candidate) {
    const Kind kind = kind_of(bank, candidate->row);
    const auto [place, is_new] = place_of_kind_.try_emplace(code_of(kind), kinds_.size());
    if (is_new) kinds_.push_back({kind, {}});
    kinds_[place->second].ordered.push_back(*candidate);
  }
  ordered_ = until;
}

}  // namespace eros::captions
