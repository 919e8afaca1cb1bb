#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eros/model/caption.h"
#include "eros/model/page.h"

namespace eros::captions {

// A page's active restrictions, made ready for one bank. Patterns are searched for anywhere in the
// text, in one pass for all of them; categories compare without regard to ASCII case. PPV_ONLY
// speaks of the paid tiers, BUMP_ONLY of the tier bump.
class Restrictions {
 public:
  // Throws Error(failed), naming page and pattern, for a pattern that RE2 does not accept.
  Restrictions(std::span<const model::Restriction> restrictions, const model::CaptionBank& bank);
  ~Restrictions();
  Restrictions(Restrictions&&) noexcept;

  // Could any caption be removed, or marked down? If not, the two below need not be asked.
  bool is_removing() const { return is_removing_; }
  bool is_marking_down() const { return is_marking_down_; }
  // The rule that removes the caption, e.g. "restricted_category:Pets"; nothing if none does.
  std::optional<std::string> removing_rule(model::CaptionBank::Row row) const;
  // How many soft patterns the caption's text matches.
  int soft_matches(model::CaptionBank::Row row) const;

 private:
  struct Rules;  // of one message type
  const Rules& rules_for(model::CaptionBank::Row row) const;
  const model::CaptionBank* bank_;
  std::unique_ptr<Rules> ppv_;
  std::unique_ptr<Rules> bump_;
  bool is_removing_ = false;
  bool is_marking_down_ = false;
};

}  // namespace eros::captions
