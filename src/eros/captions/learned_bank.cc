#include "eros/captions/learned_bank.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::Learned;
using model::Tier;

constexpr std::size_t tiers = 6;

// Effects of tiers, relative to the mean of the observations.
struct TierMeans {
  double average = 0.0;
  std::array<double, tiers> mean{};
};

TierMeans tier_means(const Learned& learned) {
  TierMeans means;
  std::array<std::optional<double>, tiers> known;
  double observations = 0.0;
  for (const model::TierEffect& effect : learned.tiers) {
    known[static_cast<std::size_t>(effect.tier)] = effect.mean;
    means.average += effect.mean * static_cast<double>(effect.observations);
    observations += static_cast<double>(effect.observations);
  }
  if (observations > 0.0) means.average /= observations;
  const auto bump = static_cast<std::size_t>(Tier::bump);
  for (std::size_t tier = 0; tier < tiers; ++tier) {
    if (tier == bump) continue;  // free: no worse, no better
    std::optional<double> found = known[tier];
    for (std::size_t cheaper = tier; !found && cheaper > 0; --cheaper) found = known[cheaper - 1];
    for (std::size_t dearer = tier + 1; !found && dearer < bump; ++dearer) found = known[dearer];
    means.mean[tier] = found.value_or(means.average) - means.average;
  }
  return means;
}

// What captions of a category or trigger bring on all pages, over others of their tier.
double taste_of(const Learned& learned, model::Attribute attribute, std::string_view name) {
  for (const model::TasteEffect& taste : learned.tastes) {
    if (taste.attribute == attribute && taste.name == name) return taste.mean;
  }
  return 0.0;
}

// FNV-1a over the names, with a mark between them.
std::uint64_t key_of(const model::Cell& cell) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto mix = [&hash](std::string_view text) {
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    hash = (hash ^ 0x1fU) * 0x100000001b3U;
  };
  mix(model::to_string(cell.tier));
  mix(cell.category);
  mix(cell.trigger);
  return hash;
}

std::uint64_t code_of(const CaptionBank& bank, CaptionBank::Row row) {
  return static_cast<std::uint64_t>(bank.category[row]) << 35 |
         static_cast<std::uint64_t>(bank.trigger[row]) << 3 |
         static_cast<std::uint64_t>(bank.tier[row]);
}

}  // namespace

LearnedBank::LearnedBank(const CaptionBank& bank, const Learned& learned)
    : variance_(learned.variance),
      repeat_coefficient_(learned.repeat_coefficient),
      repeat_half_life_days_(learned.repeat_half_life_days),
      as_of_(learned.as_of),
      is_learned_(learned.observations > 0) {
  average_revenue_ = learned.smearing * std::exp(tier_means(learned).average);
  add_cells(bank, learned);
  add_captions(bank, learned);
}

void LearnedBank::add_cells(const CaptionBank& bank, const Learned& learned) {
  const TierMeans tier_mean = tier_means(learned);
  std::unordered_map<std::uint64_t, std::uint32_t> number_of;  // looked up, never walked
  cell.resize(bank.size());
  for (CaptionBank::Row row = 0; row < bank.size(); ++row) {
    const auto [found, is_new] =
        number_of.try_emplace(code_of(bank, row), static_cast<std::uint32_t>(cells_.size()));
    cell[row] = found->second;
    if (!is_new) continue;
    const model::Cell names{bank.tier[row], std::string(bank.category_name(row)),
                            std::string(bank.trigger_name(row))};
    Cell made{tier_mean.mean[static_cast<std::size_t>(names.tier)] +
                  taste_of(learned, model::Attribute::category, names.category) +
                  taste_of(learned, model::Attribute::trigger, names.trigger),
              std::sqrt(variance_.cell), 0.0, key_of(names)};
    const auto effect = std::lower_bound(
        learned.cells.begin(), learned.cells.end(), names,
        [](const model::CellEffect& e, const model::Cell& wanted) { return e.cell < wanted; });
    if (effect != learned.cells.end() && effect->cell == names) {
      made.mean = effect->mean - tier_mean.average;
      made.deviation = std::sqrt(effect->variance);
      made.own_share = effect->own_share;
    }
    cells_.push_back(made);
  }
}

void LearnedBank::add_captions(const CaptionBank& bank, const Learned& learned) {
  const double average = tier_means(learned).average;
  mean.resize(bank.size());
  deviation.resize(bank.size());
  own_share.resize(bank.size());
  auto effect = learned.captions.begin();
  for (CaptionBank::Row row = 0; row < bank.size(); ++row) {
    while (effect != learned.captions.end() && effect->caption_id < bank.id[row]) ++effect;
    if (effect != learned.captions.end() && effect->caption_id == bank.id[row]) {
      mean[row] = static_cast<float>(effect->mean - average);
      deviation[row] = static_cast<float>(std::sqrt(effect->variance));
      own_share[row] = static_cast<float>(effect->own_share);
    } else {
      mean[row] = static_cast<float>(cells_[cell[row]].mean);
      deviation[row] = static_cast<float>(std::sqrt(variance_.caption));
      own_share[row] = 0.0F;
    }
  }
}

}  // namespace eros::captions
