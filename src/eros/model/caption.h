#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "eros/base/units.h"
#include "eros/model/numbered_texts.h"
#include "eros/model/words.h"

namespace eros::model {

// One caption as a value: for adding to a bank, for tests.
struct Caption {
  base::CaptionId id{};
  std::string text;
  std::string key;  // caption_key_v2 of the text
  Tier tier = Tier::mid;
  std::string category;
  std::string trigger;  // empty: none
  bool has_urgency = false;
  bool is_active = true;
  std::string owner;  // page that alone may use it; empty: any page
};

// The caption bank as columns, in order of id: loaded once for a run, read for every page.
// A caption is named by its row in the bank; equal texts share a `text_group`.
class CaptionBank {
 public:
  using Row = std::uint32_t;
  CaptionBank();
  void reserve(std::size_t captions, std::size_t text_bytes);
  // Rows must come in ascending order of id.
  void add(const Caption& caption);

  std::size_t size() const { return id.size(); }
  std::string_view text(Row row) const {
    return std::string_view(texts_).substr(text_begin_[row],
                                           text_begin_[row + 1] - text_begin_[row]);
  }
  std::string_view category_name(Row row) const { return names_.text(category[row]); }
  std::string_view trigger_name(Row row) const { return names_.text(trigger[row]); }
  std::string_view owner_name(Row row) const { return names_.text(owner[row]); }
  // The number that stands for a category, trigger or page name here; 0 for the empty name,
  // no_name for one that no caption has.
  std::uint32_t name_number(std::string_view name) const { return names_.find(name); }
  // The row with this id; size() if there is none.
  Row find(base::CaptionId id) const;
  // The lowest row with the same text: the one that messages with this text are linked to.
  Row first_of_text(Row row) const { return first_row_[text_group[row]]; }
  // The group of equal texts with this caption_key; no_name if no caption has it.
  std::uint32_t group_of_key(std::string_view key) const { return keys_.find(key); }
  std::size_t groups() const { return keys_.size(); }
  std::size_t kinds() const { return kind_numbers_.size(); }
  // How many names there are; `name` gives the one with this number.
  std::size_t names() const { return names_.size(); }
  std::string_view name(std::uint32_t number) const { return names_.text(number); }

  static constexpr std::uint32_t no_name = NumberedTexts::none;

  // Columns, all of length size().
  std::vector<base::CaptionId> id;
  std::vector<Tier> tier;
  std::vector<std::uint32_t> category;    // a name's number
  std::vector<std::uint32_t> trigger;     // a name's number
  std::vector<std::uint32_t> owner;       // a name's number
  std::vector<std::uint32_t> text_group;  // equal for equal caption_key
  std::vector<std::uint32_t> kind;        // equal for equal tier, category, trigger and urgency
  std::vector<std::uint8_t> has_urgency;
  std::vector<std::uint8_t> is_active;

 private:
  std::string texts_;
  std::vector<std::size_t> text_begin_{0};
  NumberedTexts names_;
  NumberedTexts keys_;                                             // numbered by text group
  std::vector<Row> first_row_;                                     // by text group
  std::unordered_map<std::uint64_t, std::uint32_t> kind_numbers_;  // looked up, never walked
};

// A row of caption_bandit_stats for one page: what `learn` knows of a caption there.
struct CaptionStats {
  base::CaptionId caption_id{};
  double successes = 0.0;  // decayed, prior included
  double failures = 0.0;   // decayed, prior included
  std::int64_t total_observations = 0;
  double avg_conversion_rate = 0.0;  // mean over the observations
  double avg_emv = 0.0;
  double confidence_lower_bound = 0.0;
  double confidence_upper_bound = 0.0;
};

// What a page's statistics (by caption_id) say of a caption: its own record, or that of the lowest
// row with the same text, to which messages are linked by text. Null: new to the page. O(log).
const CaptionStats* stats_of(const CaptionBank& bank, std::span<const CaptionStats> stats,
                             CaptionBank::Row row);

}  // namespace eros::model
