#include "eros/captions/score.h"

#include <algorithm>

#include "eros/captions/hierarchical.h"
#include "eros/captions/wilson.h"

namespace eros::captions {
namespace {

using model::CaptionBank;
using model::CaptionStats;
using model::Segment;
using model::Tier;

constexpr std::size_t latest_for_names = 5;  // categories and triggers
constexpr std::size_t latest_for_tiers = 7;
constexpr std::int64_t few_observations = 10;
constexpr double wide_interval = 0.3;
constexpr double exploit_emv = 25.0;
constexpr double exploit_lower_bound = 0.15;

double multiplier(Segment segment, Tier tier, const model::ScoreSettings& settings) {
  const bool is_premium_page = segment == Segment::premium || segment == Segment::luxury;
  if (is_premium_page && (tier == Tier::premium || tier == Tier::luxury || tier == Tier::vip)) {
    return settings.premium_segment_multiplier;
  }
  if (segment == Segment::budget && (tier == Tier::budget || tier == Tier::mid)) {
    return settings.budget_segment_multiplier;
  }
  return 1.0;
}

// The prior counts at least; a broken row of statistics must not break the draw.
Arm counted(const CaptionStats* stats) {
  if (stats == nullptr) return {};
  constexpr double smallest = 1e-6;
  return {std::max(stats->successes, smallest), std::max(stats->failures, smallest)};
}

const model::ScoreSettings& weights_of(const PickRequest& request) {
  return request.policy.is_of_learned ? request.settings.hierarchical.score
                                      : request.settings.score;
}

model::Strategy strategy_of(std::int64_t observations, double emv, const model::Interval& bounds) {
  if (observations < few_observations || bounds.upper - bounds.lower > wide_interval) {
    return model::Strategy::explore;
  }
  if (emv > exploit_emv && bounds.lower > exploit_lower_bound) return model::Strategy::exploit;
  return model::Strategy::balanced;
}

std::string stream_scope(const PickRequest& request) {
  return request.inputs.page.page_name + "|" + base::format_day(request.first_day()) + "|captions";
}

}  // namespace

Scorer::Scorer(const PickRequest& request, const Restrictions& restrictions,
               const RandomPicks* random)
    : request_(&request),
      restrictions_(&restrictions),
      stream_(request.seed, stream_scope(request)),
      random_(random),
      weights_(weights_of(request)),
      sample_weight_(weights_.sample_weight),
      diversity_weight_(weights_.diversity_weight),
      emv_weight_(weights_.emv_weight),
      budget_weight_(weights_.budget_weight),
      category_diversity_(request.bank.names(), 0.1),
      trigger_diversity_(request.bank.names(), 0.1) {
  for (std::size_t tier = 0; tier < multiplier_.size(); ++tier) {
    multiplier_[tier] = multiplier(request.segment(), static_cast<Tier>(tier), weights_);
  }
  trigger_diversity_[0] = 0.0;  // an empty trigger counts neither way
  tier_diversity_.fill(0.1);
  urgency_diversity_.fill(0.05);
  read_recent_uses();
  if (request.policy.is_of_learned) expectation_.emplace(request);
}

void Scorer::read_recent_uses() {
  const std::vector<model::CaptionUse>& uses = request_->inputs.recent_uses;
  for (std::size_t i = 0; i < std::min(uses.size(), latest_for_tiers); ++i) {
    const model::CaptionUse& use = uses[i];
    // Nothing is known of a text that the bank does not have.
    if (request_->bank.group_of_key(use.caption_key) == CaptionBank::no_name) continue;
    tier_diversity_[static_cast<std::size_t>(use.tier)] = -0.2;
    if (i == 0 && use.has_urgency) urgency_diversity_[1] = -0.1;
    if (i >= latest_for_names) continue;
    mark_recent(category_diversity_, use.category, -0.2);
    mark_recent(trigger_diversity_, use.trigger, -0.3);
  }
}

void Scorer::mark_recent(std::vector<double>& of, const std::string& name, double value) {
  const std::uint32_t number = request_->bank.name_number(name);
  if (number != 0 && number != CaptionBank::no_name) of[number] = value;
}

const CaptionStats* Scorer::stats_of(CaptionBank::Row row) const {
  return model::stats_of(request_->bank, request_->inputs.caption_stats, row);
}

Arm Scorer::arm_of(CaptionBank::Row row, const CaptionStats* stats) const {
  Arm arm = counted(stats);
  if (expectation_) {
    const Expected expected = expectation_->drawn(row);
    arm.mean = expected.mean;
    arm.deviation = expected.deviation;
  }
  return arm;
}

base::Draws Scorer::draws_of(CaptionBank::Row row, std::uint32_t first) const {
  return stream_.after(static_cast<std::uint64_t>(number(request_->bank.id[row])), first);
}

ScoreTerms Scorer::terms_before_draw(CaptionBank::Row row, const CaptionStats* stats) const {
  const CaptionBank& bank = request_->bank;
  const auto tier = static_cast<std::size_t>(bank.tier[row]);
  ScoreTerms terms;
  terms.avg_emv = stats == nullptr ? 0.0 : stats->avg_emv;
  terms.diversity_category = category_diversity_[bank.category[row]];
  terms.diversity_price_tier = tier_diversity_[tier];
  terms.diversity_urgency = urgency_diversity_[bank.has_urgency[row] != 0 ? 1 : 0];
  terms.diversity_trigger = trigger_diversity_[bank.trigger[row]];
  if (restrictions_->is_marking_down()) {
    terms.soft_pattern_penalty = weights_.soft_pattern_penalty * restrictions_->soft_matches(row);
  }
  terms.segment_multiplier = multiplier_[tier];
  return terms;
}

ScoreTerms Scorer::terms(CaptionBank::Row row, const CaptionStats* stats) const {
  base::Draws draws = draws_of(row, first_draws().of(request_->bank.id[row]));
  ScoreTerms terms = terms_before_draw(row, stats);
  terms.sample = request_->policy.sample(arm_of(row, stats), draws);
  return terms;
}

double Scorer::drawn_score(CaptionBank::Row row) const {
  if (const auto of_random = random_score(row)) return *of_random;
  return score(terms(row, stats_of(row)), 0.0);
}

// With weights of 0 or more a better draw never lowers a score.
double Scorer::highest_score(CaptionBank::Row row, const CaptionStats* stats,
                             std::uint32_t first) const {
  if (const auto of_random = random_score(row)) return *of_random;
  const Arm arm = arm_of(row, stats);
  ScoreTerms terms = terms_before_draw(row, stats);
  terms.sample = request_->policy.highest_draw(arm, first);
  if (terms.sample == 1.0) {
    base::Draws draws = draws_of(row, first);
    terms.sample = request_->policy.sample(arm, draws);
  }
  return score(terms, 0.0);
}

double Scorer::probability_above(CaptionBank::Row row, double needed) const {
  const double chance = random_ == nullptr ? 0.0 : random_->chance(request_->bank.tier[row]);
  const double by_policy = policy_probability_above(row, needed);
  if (chance == 0.0) return by_policy;
  return chance * RandomPicks::probability_above(needed) + (1.0 - chance) * by_policy;
}

double Scorer::policy_probability_above(CaptionBank::Row row, double needed) const {
  const CaptionStats* stats = stats_of(row);
  const ScoreTerms known = terms_before_draw(row, stats);
  const double slope = sample_weight_ * known.segment_multiplier;
  if (!(slope > 0.0)) return score(known, 0.0) > needed ? 1.0 : 0.0;
  const double threshold =
      ((needed - known.soft_pattern_penalty) / known.segment_multiplier - fixed_part(known)) /
      sample_weight_;
  return request_->policy.probability_above(arm_of(row, stats), threshold);
}

model::Decision Scorer::explain(CaptionBank::Row row, double budget_penalty) const {
  const CaptionStats* stats = stats_of(row);
  const ScoreTerms known = terms(row, stats);
  const Arm arm = arm_of(row, stats);
  const model::Interval bounds = wilson_interval(arm);
  model::Decision why;
  why.sample = known.sample;
  why.is_random = random_score(row).has_value();
  why.posterior_mean = arm.successes / (arm.successes + arm.failures);
  why.confidence_lower_bound = bounds.lower;
  why.confidence_upper_bound = bounds.upper;
  why.observations = stats == nullptr ? 0 : stats->total_observations;
  why.avg_emv = known.avg_emv;
  why.diversity_category = known.diversity_category;
  why.diversity_price_tier = known.diversity_price_tier;
  why.diversity_urgency = known.diversity_urgency;
  why.diversity_trigger = known.diversity_trigger;
  why.budget_penalty = budget_penalty;
  why.soft_pattern_penalty = known.soft_pattern_penalty;
  why.segment_multiplier = known.segment_multiplier;
  why.score = score(known, budget_penalty);
  if (expectation_) explain_learned(row, why);
  why.strategy = strategy_of(why.observations, why.avg_emv,
                             {why.confidence_lower_bound, why.confidence_upper_bound});
  why.seed = request_->seed;
  why.policy = request_->policy.name;
  why.version = request_->report.metadata.algorithm_version;
  return why;
}

void Scorer::explain_learned(CaptionBank::Row row, model::Decision& why) const {
  const Expected expected = expectation_->known(row);
  constexpr double z = 1.959963984540054;
  why.posterior_mean = scale_of(expected.mean);
  why.confidence_lower_bound = scale_of(expected.mean - z * expected.deviation);
  why.confidence_upper_bound = scale_of(expected.mean + z * expected.deviation);
  expectation_->explain(row, why);
}

}  // namespace eros::captions
