#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/base/units.h"
#include "eros/model/volume.h"
#include "eros/model/words.h"

namespace eros::model {

// Why a caption, and why there: stored with the message; explanations, off-policy estimates,
// priced edits and replay read it, nobody recomputes it.
struct Decision {
  std::int64_t candidates = 0;  // captions of the tier that passed every filter
  // Of being picked, given all draws that are not this caption's (docs/learning.md). It is not the
  // chance of a promoted caption, which is not known and not stored: read back it is 0.
  double selection_probability = 1.0;
  bool promoted = false;  // an alternate that the week's order or its budgets put in a pick's place
  bool is_random = false;  // drawn uniformly over the eligible, not by the policy
  double sample = 0.0;     // the policy's draw
  double posterior_mean = 0.0;
  double confidence_lower_bound = 0.0;
  double confidence_upper_bound = 1.0;
  std::int64_t observations = 0;
  double avg_emv = 0.0;
  // Of policy hierarchical (docs/learning.md): where the posterior mean comes from; together 1.
  double share_page_caption = 0.0;  // this caption's sends on this page
  double share_caption = 0.0;       // its sends on all pages
  double share_cell = 0.0;          // captions of its tier, category and trigger
  double share_tier = 0.0;          // captions of its tier
  double repeats = 0.0;             // decayed count of its sends on this page
  // What a send at an average hour is expected to bring; nothing where nothing was learned.
  std::optional<double> expected_revenue;
  // Terms of the score, before weights.
  double diversity_category = 0.0;
  double diversity_price_tier = 0.0;
  double diversity_urgency = 0.0;
  double diversity_trigger = 0.0;
  double budget_penalty = 0.0;
  double soft_pattern_penalty = 0.0;  // already times the number of matches
  double segment_multiplier = 1.0;
  double score = 0.0;
  Strategy strategy = Strategy::explore;
  bool filled_from_other_tier = false;
  // The place. Values are the hour's worth relative to the page's mean (1.0 = an average hour).
  double slot_value = 0.0;
  std::optional<base::CaptionId> runner_up;  // the best caption not used that could stand here
  std::optional<double> runner_up_score;
  std::string binding_constraint;  // the rule that kept a better pair from this slot; empty: none
  std::uint64_t seed = 0;
  std::string policy;
  std::string version;  // of the algorithm
};

// A caption that was picked, or an alternate that may take a picked one's place.
struct Pick {
  std::uint32_t bank_row = 0;
  base::CaptionId caption_id{};
  std::uint32_t text_group = 0;
  Tier tier = Tier::mid;        // the caption's own
  Tier quota_tier = Tier::mid;  // the quota it serves; differs where a tier was short
  std::string category;
  std::string trigger;
  bool has_urgency = false;
  Decision decision;
};

// What filters left of the bank, in order (SPEC 7).
struct PoolHealth {
  std::int64_t bank = 0;
  std::int64_t inactive = 0;  // or owned by another page
  std::int64_t restricted = 0;
  std::int64_t cooling_down = 0;  // used or locked for this page within 7 days
  std::int64_t locked_elsewhere = 0;
  std::int64_t budget_exhausted = 0;
  std::int64_t eligible_ppv = 0;
  std::int64_t eligible_bump = 0;
};
// A caption that a restriction removed, for caption_filter_audit_log.
struct FilteredCaption {
  base::CaptionId caption_id{};
  std::string rule;  // e.g. "hard_pattern:(?i)refund", "restricted_category:Pets"
};

// What the selector offers the builder: the week's captions and alternates, best first in each.
struct CaptionPool {
  int target = 0;     // SPEC 7
  TierCounts quota;   // PPVs by tier as the segment wants them
  TierCounts filled;  // as the pool allowed; luxury and vip count as premium
  int bump_quota = 0;
  std::vector<Pick> ppv;  // the picked, quota.total() of them where the bank allows
  std::vector<Pick> ppv_alternates;
  std::vector<Pick> bump;
  std::vector<Pick> bump_alternates;
  PoolHealth health;
  std::vector<FilteredCaption> filtered;
  std::vector<std::string> warnings;  // plain sentences: shortages, thin pools
};

struct PlannedMessage {
  base::Instant at;
  base::LocalTime local;  // the same, on the page's clocks; whole minutes
  MessageType type = MessageType::ppv;
  base::CaptionId caption_id{};
  std::uint32_t bank_row = 0;
  std::string caption_key;
  std::string caption_text;
  Tier tier = Tier::mid;
  std::string category;
  std::string trigger;
  bool has_urgency = false;
  int price = 0;                           // whole units; 0 for a bump
  double performance_score = 0.0;          // posterior mean; 0 for bumps
  std::optional<double> expected_revenue;  // nothing: not known; 0 for a bump
  std::optional<std::size_t> follows;      // the PPV that a follow-up belongs to: index in messages
  Decision decision;
};

// A broken rule, with the messages (indices in time order) that break it.
struct Violation {
  std::string rule;     // e.g. "ppv_gap", "price_tier_run"
  bool is_hard = true;  // soft: a pattern rule that the pool could not satisfy
  std::string message;  // a plain sentence with times and figures
  std::vector<std::size_t> messages;
};

struct Validation {
  bool ok = true;  // no hard violation
  std::vector<Violation> violations;
};

// A planned week, in memory.
struct Schedule {
  std::string schedule_id;
  std::string page_name;
  std::string timezone;
  base::Instant created_at;  // as-of
  base::LocalDay start;
  Volume volume;
  SizeTier size_tier = SizeTier::new_page;
  Segment segment = Segment::exploratory;
  double confidence_score = 0.0;
  std::optional<double> optimality_gap;
  std::string policy;
  std::uint64_t seed = 0;
  std::vector<PlannedMessage> messages;  // by time
  // What volume asks for and the week could not hold; each also has a sentence in `warnings`.
  int ppv_shortfall = 0;
  int bump_shortfall = 0;
  Validation validation;
  std::vector<std::string> warnings;
  PoolHealth pool_health;
  std::vector<FilteredCaption> filtered;
  // The live schedules of these days that storing this one replaces: as known when it was planned,
  // and, once it is stored, all.
  std::vector<std::string> supersedes;
};

}  // namespace eros::model
