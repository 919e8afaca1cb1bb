#include "eros/captions/restrictions.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>

#include "eros/base/error.h"

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::Restriction;
using model::Scope;
using model::Tier;

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

bool covers(Scope scope, bool is_bump) {
  return scope == Scope::all || (scope == Scope::bump_only) == is_bump;
}

// Several patterns, searched for at once.
class PatternSet {
 public:
  void add(const Restriction& owner, const std::string& pattern) {
    std::string problem;
    if (set_.Add(pattern, &problem) < 0) {
      throw base::Error(base::ErrorCode::failed,
                        "a restriction of page " + owner.page_name + " has the pattern '" +
                            pattern + "': " + problem,
                        "Correct the pattern (RE2 syntax) and import the restrictions again.");
    }
    patterns_.push_back(pattern);
  }
  void compile() {
    if (!patterns_.empty() && !set_.Compile()) too_large();
  }
  const std::vector<std::string>& patterns() const { return patterns_; }
  // Which patterns match, by number, ascending.
  void match(std::string_view text, std::vector<int>& matched) const {
    matched.clear();
    if (patterns_.empty()) return;
    re2::RE2::Set::ErrorInfo problem{};
    const re2::StringPiece piece(text.data(), text.size());
    if (!set_.Match(piece, &matched, &problem) && problem.kind != re2::RE2::Set::kNoError) {
      too_large();
    }
    std::sort(matched.begin(), matched.end());
  }

 private:
  [[noreturn]] static void too_large() {
    throw base::Error(base::ErrorCode::failed, "a page's patterns are too large together",
                      "Shorten the patterns of its restrictions.");
  }
  re2::RE2::Set set_{re2::RE2::Quiet, re2::RE2::UNANCHORED};
  std::vector<std::string> patterns_;
};

}  // namespace

struct Restrictions::Rules {
  PatternSet hard;
  PatternSet soft;
  std::vector<std::uint8_t> is_category_out;  // by name number
  std::array<bool, 6> is_tier_out{};
  bool is_removing = false;

  Rules(std::span<const Restriction> restrictions, const CaptionBank& bank, bool is_bump)
      : is_category_out(bank.names(), 0) {
    for (const Restriction& restriction : restrictions) {
      if (covers(restriction.scope, is_bump)) add(restriction, bank);
    }
    hard.compile();
    soft.compile();
  }

 private:
  void add(const Restriction& restriction, const CaptionBank& bank) {
    for (const std::string& pattern : restriction.hard_patterns) hard.add(restriction, pattern);
    for (const std::string& pattern : restriction.soft_patterns) soft.add(restriction, pattern);
    for (const Tier tier : restriction.restricted_price_tiers) {
      is_tier_out[static_cast<std::size_t>(tier)] = true;
    }
    for (const std::string& category : restriction.restricted_categories) {
      for (std::uint32_t number = 1; number < bank.names(); ++number) {
        if (equal_ignoring_case(bank.name(number), category)) is_category_out[number] = 1;
      }
    }
    is_removing = is_removing || !restriction.hard_patterns.empty() ||
                  !restriction.restricted_price_tiers.empty() ||
                  !restriction.restricted_categories.empty();
  }
};

Restrictions::Restrictions(std::span<const Restriction> restrictions, const CaptionBank& bank)
    : bank_(&bank),
      ppv_(std::make_unique<Rules>(restrictions, bank, false)),
      bump_(std::make_unique<Rules>(restrictions, bank, true)),
      is_removing_(ppv_->is_removing || bump_->is_removing),
      is_marking_down_(!ppv_->soft.patterns().empty() || !bump_->soft.patterns().empty()) {}
Restrictions::~Restrictions() = default;
Restrictions::Restrictions(Restrictions&&) noexcept = default;

const Restrictions::Rules& Restrictions::rules_for(CaptionBank::Row row) const {
  return bank_->tier[row] == Tier::bump ? *bump_ : *ppv_;
}

std::optional<std::string> Restrictions::removing_rule(CaptionBank::Row row) const {
  const Rules& rules = rules_for(row);
  if (rules.is_category_out[bank_->category[row]] != 0) {
    return "restricted_category:" + std::string(bank_->category_name(row));
  }
  const Tier tier = bank_->tier[row];
  if (rules.is_tier_out[static_cast<std::size_t>(tier)]) {
    return "restricted_price_tier:" + std::string(to_string(tier));
  }
  std::vector<int> matched;
  rules.hard.match(bank_->text(row), matched);
  if (matched.empty()) return std::nullopt;
  return "hard_pattern:" + rules.hard.patterns()[static_cast<std::size_t>(matched.front())];
}

int Restrictions::soft_matches(CaptionBank::Row row) const {
  std::vector<int> matched;
  rules_for(row).soft.match(bank_->text(row), matched);
  return static_cast<int>(matched.size());
}

}  // namespace eros::captions
