#pragma once
#include <string>
#include <vector>

#include "eros/captions/policies.h"
#include "eros/captions/request.h"

namespace eros::captions {

// A small page and bank to pick from; tests change what they are about. Keys are the texts.
struct World {
  model::CaptionBank bank;
  model::PageInputs inputs;
  model::Report report;
  model::Volume volume;
  model::Settings settings;
  const Policy* policy = &find_policy("wilson");
  std::vector<HeldCaption> held;
  std::vector<std::string> superseded;
  std::uint64_t seed = 1;

  World() {
    inputs.page.page_name = "page_0001";
    report.behavioral_segment.segment_label = model::Segment::standard;
    volume.start = day(0);
    settings.exploration.random_share = 0.0;
    volume.zone = model::Zone::green;
  }
  static base::LocalDay day(int offset) {
    return *base::parse_day("2026-11-23") + base::days(offset);
  }
  // Noon of that day, on the page's clocks.
  base::Instant noon(int offset) const {
    return *base::Zone::find(inputs.page.timezone)
                .to_instant(base::LocalTime(day(offset)) + base::hours(12));
  }
  void want(int ppvs, int bumps) {
    volume.ppv = ppvs;
    volume.bump = bumps;
    volume.ppv_per_day = {0, 0, ppvs, 0, 0, 0, 0};
    volume.bump_per_day = {0, 0, bumps, 0, 0, 0, 0};
    volume.max_messages_per_day = ppvs + bumps;
  }
  // Returns the row. The id is the row + 1.
  model::CaptionBank::Row add(model::Caption caption) {
    const auto row = static_cast<model::CaptionBank::Row>(bank.size());
    caption.id = base::CaptionId{static_cast<std::int64_t>(row) + 1};
    if (caption.text.empty()) caption.text = "A quiet morning, no. " + std::to_string(row);
    caption.key = caption.text;
    bank.add(caption);
    return row;
  }
  model::CaptionBank::Row add(model::Tier tier, const std::string& category = "Pets",
                              const std::string& trigger = "", bool has_urgency = false) {
    model::Caption caption;
    caption.tier = tier;
    caption.category = category;
    caption.trigger = trigger;
    caption.has_urgency = has_urgency;
    return add(caption);
  }
  void add_many(int count, model::Tier tier) {
    for (int i = 0; i < count; ++i) add(tier, "Category " + std::to_string(i % 7));
  }
  void use(const std::string& text, int day_offset) {
    model::CaptionUse use;
    use.caption_key = text;
    use.at = noon(day_offset);
    inputs.recent_uses.push_back(use);
  }
  PickRequest request() const {
    return {bank,    inputs,         report, volume,     settings,
            *policy, inputs.planned, held,   superseded, seed};
  }
};

}  // namespace eros::captions
