#pragma once
#include <array>
#include <optional>
#include <vector>

#include "eros/base/random.h"
#include "eros/captions/expectation.h"
#include "eros/captions/policy.h"
#include "eros/captions/random_picks.h"
#include "eros/captions/request.h"
#include "eros/captions/restrictions.h"
#include "eros/model/caption.h"
#include "eros/model/schedule.h"

namespace eros::captions {

// The terms of one caption's score (SPEC 7), the budget penalty apart: that one changes while the
// week is picked.
struct ScoreTerms {
  double sample = 0.0;
  double avg_emv = 0.0;
  double diversity_category = 0.0;
  double diversity_price_tier = 0.0;
  double diversity_urgency = 0.0;
  double diversity_trigger = 0.0;
  double soft_pattern_penalty = 0.0;  // times the number of matches
  double segment_multiplier = 1.0;
};

// The first values of captions' draws, for a walk along ascending ids: four neighbours share one
// block of the generator.
class FirstDraws {
 public:
  explicit FirstDraws(const base::RandomStream& stream) : stream_(stream) {}
  std::uint32_t of(base::CaptionId id) {
    const auto index = static_cast<std::uint64_t>(number(id));
    if (index / 4 != quarter_) {
      quarter_ = index / 4;
      values_ = stream_.firsts(quarter_);
    }
    return values_[index % 4];
  }

 private:
  const base::RandomStream& stream_;
  std::uint64_t quarter_ = ~std::uint64_t{0};
  std::array<std::uint32_t, 4> values_{};
};

// Scores captions of one bank for one page and week. Pure: a caption's score depends on the
// request and the caption alone, so the order of asking does not matter.
class Scorer {
 public:
  // All must outlive the scorer. The random picks, if there are any, go before all others.
  Scorer(const PickRequest& request, const Restrictions& restrictions,
         const RandomPicks* random = nullptr);

  // The statistics of the page for this caption; none if it is new to the page. O(log).
  const model::CaptionStats* stats_of(model::CaptionBank::Row row) const;
  // `stats` may be null: the prior, one success and one failure.
  ScoreTerms terms(model::CaptionBank::Row row, const model::CaptionStats* stats) const;
  FirstDraws first_draws() const { return FirstDraws(stream_); }
  // The score at budget penalty 0 by which captions are picked: a random pick's is its own.
  double drawn_score(model::CaptionBank::Row row) const;
  // No less than drawn_score, from the first value of the caption's draws alone: a draw costs more
  // than all else. `stats` as for terms.
  double highest_score(model::CaptionBank::Row row, const model::CaptionStats* stats,
                       std::uint32_t first) const;
  // (0.70 sample + 0.15 diversity + 0.15 EMV / 100 + 0.10 budget penalty) x segment multiplier
  // + soft patterns. The weights are settings.
  double score(const ScoreTerms& terms, double budget_penalty) const {
    return (sample_weight_ * terms.sample + fixed_part(terms) + budget_weight_ * budget_penalty) *
               terms.segment_multiplier +
           terms.soft_pattern_penalty;
  }
  // What a budget penalty of 1 adds to the score of a caption of this tier.
  double budget_effect(model::Tier tier) const {
    return budget_weight_ * multiplier_[static_cast<std::size_t>(tier)];
  }
  // The probability that a new draw would lift the caption's score, at budget penalty 0, above
  // `needed`.
  double probability_above(model::CaptionBank::Row row, double needed) const;
  // The decision record of a caption picked at this budget penalty; the probability, the number of
  // candidates and the place are left to the caller.
  model::Decision explain(model::CaptionBank::Row row, double budget_penalty) const;

 private:
  double fixed_part(const ScoreTerms& terms) const {
    return diversity_weight_ * (terms.diversity_category + terms.diversity_price_tier +
                                terms.diversity_urgency + terms.diversity_trigger) +
           emv_weight_ * terms.avg_emv / 100.0;
  }
  double policy_probability_above(model::CaptionBank::Row row, double needed) const;
  Arm arm_of(model::CaptionBank::Row row, const model::CaptionStats* stats) const;
  base::Draws draws_of(model::CaptionBank::Row row, std::uint32_t first) const;
  std::optional<double> random_score(model::CaptionBank::Row row) const {
    return random_ == nullptr ? std::nullopt : random_->score(row);
  }
  void explain_learned(model::CaptionBank::Row row, model::Decision& why) const;
  ScoreTerms terms_before_draw(model::CaptionBank::Row row, const model::CaptionStats* stats) const;
  void read_recent_uses();
  void mark_recent(std::vector<double>& of, const std::string& name, double value);

  const PickRequest* request_;
  const Restrictions* restrictions_;
  base::RandomStream stream_;
  const RandomPicks* random_;
  model::ScoreSettings weights_;
  std::optional<PageExpectation> expectation_;  // of policies that read what was learned
  double sample_weight_, diversity_weight_, emv_weight_, budget_weight_;
  std::array<double, 6> multiplier_{};         // by tier
  std::array<double, 6> tier_diversity_{};     // by tier
  std::array<double, 2> urgency_diversity_{};  // not urgent, urgent
  std::vector<double> category_diversity_;     // by name number
  std::vector<double> trigger_diversity_;      // by name number
};

}  // namespace eros::captions
