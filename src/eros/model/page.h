#pragma once
#include <optional>
#include <string>
#include <vector>

#include "eros/model/words.h"

namespace eros::model {

// A row of `creators`: one page and what its people have set for it.
struct Page {
  std::string page_name;  // normalised
  std::string display_name;
  std::string timezone = "America/Los_Angeles";
  // Nothing is sent from quiet_start to quiet_end, minutes of the local day; may wrap midnight.
  // Equal values mean no quiet hours.
  int quiet_start = 23 * 60;
  int quiet_end = 8 * 60;
  bool is_active = true;
  std::optional<Segment> segment_override;
  std::optional<int> max_messages_per_day;  // own limits: tighter or looser than the account size's
  std::optional<int> min_gap_minutes;
};

// An active row of creator_caption_restrictions. Patterns are RE2, matched anywhere in the text.
struct Restriction {
  std::string page_name;
  std::vector<std::string> hard_patterns;
  std::vector<std::string> soft_patterns;
  std::vector<std::string> restricted_categories;
  std::vector<Tier> restricted_price_tiers;
  Scope scope = Scope::all;
  int min_ppv_pool = 200;
  int min_bump_pool = 50;
  int version = 1;
};

}  // namespace eros::model
