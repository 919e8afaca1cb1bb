#include "eros/simulate/presets.h"

#include <algorithm>
#include <string>
#include <vector>

#include "eros/base/error.h"

namespace eros::simulate {
namespace {

template <class Change>
Preset preset(std::string_view name, std::string_view what, Change change) {
  Preset preset{name, what, {}};
  change(preset.ranges);
  return preset;
}

std::vector<Preset> make_presets() {
  return {
      preset("mixed", "every range of docs/proof.md", [](Ranges&) {}),
      preset("low-variety", "captions differ little, as within Upworthy's tests",
             [](Ranges& ranges) {
               ranges.appeal_sd = {0.20, 0.30};
             }),
      preset("novelty", "repeats lose much, and for long",
             [](Ranges& ranges) {
               ranges.novelty = {0.20, 0.30};
               ranges.novelty_half_life = {28, 56};
             }),
      preset("drift", "appeals lose half of themselves in six to ten weeks",
             [](Ranges& ranges) {
               ranges.drift_half_life = {42, 70};
             }),
      preset("churn", "each week three in a hundred captions and fans are replaced",
             [](Ranges& ranges) {
               ranges.caption_turnover = {0.025, 0.035};
               ranges.audience_turnover = {0.025, 0.035};
             }),
      preset("no-sharing", "nothing about a caption holds on two pages",
             [](Ranges& ranges) {
               ranges.shared_share = {0.0, 0.0};
             }),
      preset("thin", "pages of 100 to 800 people",
             [](Ranges& ranges) {
               ranges.audience = {100, 800};
             }),
      preset("a-a", "control: mixed, to compare a policy with itself", [](Ranges&) {}),
      preset("equal-captions", "control: no caption is better than another",
             [](Ranges& ranges) {
               ranges.appeal_sd = {0.0, 0.0};
               ranges.taste_sd = {0.0, 0.0};
               ranges.novelty = {0.0, 0.0};
             }),
      preset("flat-hours", "control: people are as active at any hour",
             [](Ranges& ranges) { ranges.is_flat_by_hour = true; }),
      preset("shuffled-labels", "control: an appeal belongs to one send, not to its caption",
             [](Ranges& ranges) {
               ranges.are_labels_shuffled = true;
               ranges.taste_sd = {0.0, 0.0};
               ranges.novelty = {0.0, 0.0};
             }),
  };
}

}  // namespace

std::span<const Preset> presets() {
  static const std::vector<Preset> all = make_presets();
  return all;
}

const Preset& find_preset(std::string_view name) {
  const auto found = std::ranges::find(presets(), name, &Preset::name);
  if (found != presets().end()) return *found;
  std::string names;
  for (const Preset& preset : presets()) {
    names += (names.empty() ? "" : ", ") + std::string(preset.name);
  }
  throw base::Error(base::ErrorCode::usage, "there is no preset '" + std::string(name) + "'",
                    "Presets: " + names + ".");
}

}  // namespace eros::simulate
