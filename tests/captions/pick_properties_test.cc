// What holds for the pick from any bank, week, restriction and history.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "captions/world.h"
#include "eros/captions/filters.h"
#include "eros/captions/pick.h"
#include "eros/captions/random_picks.h"
#include "eros/captions/score.h"

namespace eros::captions {
namespace {

using model::CaptionPool;
using model::Pick;
using model::Tier;

const std::vector<std::string> categories = {"", "Pets", "Art", "Music", "Cooking"};
const std::vector<std::string> triggers = {
    "", "Scarcity", "Urgency", "FOMO", "Exclusivity", "Social Proof", "Curiosity", "Flash Sale"};

model::Caption random_caption(int text_count) {
  model::Caption caption;
  caption.tier = static_cast<Tier>(*rc::gen::inRange(0, 6));
  caption.category = *rc::gen::elementOf(categories);
  caption.trigger = *rc::gen::elementOf(triggers);
  caption.has_urgency = *rc::gen::inRange(0, 4) == 0;
  caption.is_active = *rc::gen::inRange(0, 8) != 0;
  caption.owner = *rc::gen::element<std::string>("", "", "", "page_0001", "page_0002");
  // Some texts are equal, also across tiers.
  caption.text = "Sunny day no. " + std::to_string(*rc::gen::inRange(0, text_count));
  return caption;
}

void add_history(World& world, int text_count) {
  for (model::CaptionBank::Row row = 0; row < world.bank.size(); ++row) {
    if (*rc::gen::inRange(0, 3) != 0) continue;
    model::CaptionStats stats;
    stats.caption_id = world.bank.id[row];
    stats.successes = 1.0 + *rc::gen::inRange(0, 300) / 10.0;
    stats.failures = 1.0 + *rc::gen::inRange(0, 300) / 10.0;
    stats.total_observations = *rc::gen::inRange(0, 60);
    stats.avg_emv = *rc::gen::inRange(0, 900) / 10.0;
    world.inputs.caption_stats.push_back(stats);
  }
  const auto text = [&] {
    return "Sunny day no. " + std::to_string(*rc::gen::inRange(0, text_count));
  };
  for (int i = *rc::gen::inRange(0, 10); i > 0; --i) world.use(text(), -i);
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    model::PlannedElsewhere planned;
    planned.at = world.noon(*rc::gen::inRange(-8, 15));
    planned.caption_key = text();
    planned.category = *rc::gen::elementOf(categories);
    planned.trigger = *rc::gen::elementOf(triggers);
    planned.has_urgency = *rc::gen::arbitrary<bool>();
    world.inputs.planned.push_back(planned);
  }
  for (int i = *rc::gen::inRange(0, 10); i > 0 && world.bank.groups() > 0; --i) {
    world.held.push_back(
        {static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, world.bank.groups())),
         World::day(*rc::gen::inRange(-10, 18)),
         *rc::gen::element<std::string>("page_0001", "page_0002"), "theirs"});
  }
}

World random_world() {
  World world;
  const int captions = *rc::gen::inRange(0, 160);
  const int texts = *rc::gen::inRange(1, 200);
  for (int i = 0; i < captions; ++i) world.add(random_caption(texts));
  add_history(world, texts);
  if (*rc::gen::arbitrary<bool>()) {
    model::Restriction restriction;
    restriction.restricted_categories = {*rc::gen::elementOf(categories)};
    restriction.restricted_price_tiers = {static_cast<Tier>(*rc::gen::inRange(0, 6))};
    restriction.hard_patterns = {"no\\. 1"};
    restriction.soft_patterns = {"2", "3$"};
    restriction.scope = static_cast<model::Scope>(*rc::gen::inRange(0, 3));
    world.inputs.restrictions = {restriction};
  }
  world.want(*rc::gen::inRange(0, 26), *rc::gen::inRange(0, 33));
  world.volume.zone = static_cast<model::Zone>(*rc::gen::inRange(0, 3));
  world.report.behavioral_segment.segment_label =
      static_cast<model::Segment>(*rc::gen::inRange(0, 5));
  world.settings.lock.scope = static_cast<model::LockScope>(*rc::gen::inRange(0, 2));
  world.policy = *rc::gen::element(&find_policy("wilson"), &find_policy("beta"));
  world.seed = *rc::gen::arbitrary<std::uint64_t>();
  return world;
}

std::vector<Pick> all_of(const CaptionPool& pool) {
  std::vector<Pick> all;
  for (const auto* picks : {&pool.ppv, &pool.ppv_alternates, &pool.bump, &pool.bump_alternates}) {
    all.insert(all.end(), picks->begin(), picks->end());
  }
  return all;
}
std::vector<Pick> week_of(const CaptionPool& pool) {
  std::vector<Pick> week = pool.ppv;
  week.insert(week.end(), pool.bump.begin(), pool.bump.end());
  return week;
}

RC_GTEST_PROP(PickProperties, OnlyCaptionsThatPassedEveryFilterAndNoTextTwice, ()) {
  const World world = random_world();
  const PickRequest request = world.request();
  const CaptionPool pool = pick(request);
  const Filtered passed = filter_bank(request, Restrictions(world.inputs.restrictions, world.bank),
                                      budgets_before_pick(request));
  std::set<std::uint32_t> groups;
  for (const Pick& pick : all_of(pool)) {
    RC_ASSERT(std::binary_search(passed.rows.begin(), passed.rows.end(), pick.bank_row));
    RC_ASSERT(groups.insert(pick.text_group).second);
    RC_ASSERT(pick.decision.selection_probability >= 0.0);
    RC_ASSERT(pick.decision.selection_probability <= 1.0);
  }
  const model::PoolHealth& health = pool.health;
  RC_ASSERT(health.bank == health.inactive + health.restricted + health.cooling_down +
                               health.locked_elsewhere + health.budget_exhausted +
                               health.eligible_ppv + health.eligible_bump);
  RC_ASSERT(health.restricted == static_cast<std::int64_t>(pool.filtered.size()));
}

RC_GTEST_PROP(PickProperties, BudgetsAreNeverBroken, ()) {
  const World world = random_world();
  const CaptionPool pool = pick(world.request());
  int urgent = 0;
  std::map<std::string, int> of_category;
  std::map<std::string, int> of_trigger;
  // What is planned may have broken a budget before; then no pick may add to it.
  std::set<std::string> touched;
  for (const Pick& pick : week_of(pool)) {
    if (pick.has_urgency) ++urgent, touched.insert("urgent");
    if (!pick.category.empty()) ++of_category[pick.category], touched.insert("c" + pick.category);
    if (!pick.trigger.empty()) ++of_trigger[pick.trigger], touched.insert("t" + pick.trigger);
  }
  const base::Zone zone = base::Zone::find(world.inputs.page.timezone);
  for (const model::PlannedElsewhere& planned : world.inputs.planned) {
    const base::LocalDay day = zone.local_day(planned.at);
    if (day < World::day(0) || day > World::day(6)) continue;
    urgent += planned.has_urgency ? 1 : 0;
    ++of_category[planned.category];
    ++of_trigger[planned.trigger];
  }
  RC_ASSERT(urgent <= 5 || !touched.contains("urgent"));
  for (const auto& [name, count] : of_category) {
    RC_ASSERT(count <= 20 || !touched.contains("c" + name));
  }
  for (const auto& [name, limit] : world.settings.budget.triggers) {
    RC_ASSERT(of_trigger[name] <= limit || !touched.contains("t" + name));
  }
}

RC_GTEST_PROP(PickProperties, CountsAreAsAskedOrTheShortfallIsStated, ()) {
  const World world = random_world();
  const CaptionPool pool = pick(world.request());
  RC_ASSERT(static_cast<int>(pool.ppv.size()) <= pool.quota.total());
  RC_ASSERT(pool.filled.total() == static_cast<int>(pool.ppv.size()));
  const bool is_short = static_cast<int>(pool.ppv.size()) < pool.quota.total() ||
                        static_cast<int>(pool.bump.size()) < pool.bump_quota;
  const bool is_stated =
      std::any_of(pool.warnings.begin(), pool.warnings.end(), [](const std::string& warning) {
        return warning.find("The week is short of captions") == 0;
      });
  RC_ASSERT(is_short == is_stated);
  for (const Pick& pick : pool.ppv) RC_ASSERT(pick.tier != Tier::bump);
  for (const Pick& pick : pool.bump) RC_ASSERT(pick.tier == Tier::bump);
}

// Where budgets do not bind, a quota is filled just as far as its tiers reach.
RC_GTEST_PROP(PickProperties, QuotasAreFilledWheneverThereAreCaptions, ()) {
  World world;
  std::array<int, 6> there{};
  for (std::size_t tier = 0; tier < there.size(); ++tier) {
    there[tier] = *rc::gen::inRange(0, 30);
    for (int i = 0; i < there[tier]; ++i) world.add(static_cast<Tier>(tier), "");
  }
  world.want(*rc::gen::inRange(0, 26), *rc::gen::inRange(0, 33));
  world.report.behavioral_segment.segment_label =
      static_cast<model::Segment>(*rc::gen::inRange(0, 5));
  world.volume.zone = static_cast<model::Zone>(*rc::gen::inRange(0, 3));
  const CaptionPool pool = pick(world.request());
  const bool is_luxury = world.report.behavioral_segment.segment_label == model::Segment::luxury;
  const int premium = there[2] + (is_luxury ? there[3] + there[4] : 0);
  RC_ASSERT(pool.filled[Tier::premium] >= std::min(pool.quota[Tier::premium], premium));
  RC_ASSERT(pool.filled[Tier::mid] >= std::min(pool.quota[Tier::mid], there[1]));
  RC_ASSERT(pool.filled[Tier::budget] >= std::min(pool.quota[Tier::budget], there[0]));
  // Luxury and vip captions cannot fill another tier's quota.
  const int plain = there[0] + there[1] + there[2];
  const int dear = std::min(premium - there[2], std::max(0, pool.quota[Tier::premium]));
  RC_ASSERT(static_cast<int>(pool.ppv.size()) >= std::min(pool.quota.total(), plain));
  RC_ASSERT(static_cast<int>(pool.ppv.size()) <= std::min(pool.quota.total(), plain + dear));
  RC_ASSERT(static_cast<int>(pool.bump.size()) == std::min(pool.bump_quota, there[5]));
}

bool is_same(const CaptionPool& a, const CaptionPool& b) {
  const std::vector<Pick> left = all_of(a);
  const std::vector<Pick> right = all_of(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Pick& x, const Pick& y) {
                      return x.caption_id == y.caption_id && x.quota_tier == y.quota_tier &&
                             x.decision.score == y.decision.score &&
                             x.decision.selection_probability == y.decision.selection_probability;
                    });
}

RC_GTEST_PROP(PickProperties, TheSameRequestGivesTheSamePoolInAnyOrderOfItsInputs, ()) {
  World world = random_world();
  const CaptionPool pool = pick(world.request());
  RC_ASSERT(is_same(pool, pick(world.request())));
  std::reverse(world.held.begin(), world.held.end());
  std::reverse(world.inputs.planned.begin(), world.inputs.planned.end());
  RC_ASSERT(is_same(pool, pick(world.request())));
}

// A model of what is known of some captions, cells and pages.
model::Learned random_learned(World& world) {
  model::Learned learned;
  learned.as_of = world.noon(-2);
  learned.observations = 1'000;
  learned.repeat_coefficient = -0.1;
  const auto effect = [] { return *rc::gen::inRange(-300, 100) / 100.0; };
  const auto share = [] { return *rc::gen::inRange(0, 101) / 100.0; };
  learned.tiers = {{Tier::budget, effect(), 0.01, 400}, {Tier::premium, effect(), 0.02, 300}};
  learned.cells = {{{Tier::budget, "Pets", "FOMO"}, effect(), 0.02, share(), 90}};
  for (model::CaptionBank::Row row = 0; row < world.bank.size(); ++row) {
    const base::CaptionId id = world.bank.id[row];
    if (*rc::gen::arbitrary<bool>()) {
      learned.captions.push_back({id, effect(), *rc::gen::inRange(0, 80) / 1'000.0, share(), 9, 3});
    }
    if (*rc::gen::inRange(0, 3) == 0) {
      world.inputs.learned.captions.push_back(
          {0, id, static_cast<float>(effect() / 4.0), static_cast<float>(share()), 2.0F});
    }
  }
  return learned;
}

// A policy that tells nothing of a draw by its first value.
const Policy& hiding(const Policy& policy) {
  static std::map<std::string_view, Policy> made;
  Policy hides = policy;
  hides.highest_draw = [](const Arm&, std::uint32_t) { return 1.0; };
  return made.try_emplace(policy.name, hides).first->second;
}

// The plain way: every caption is drawn, and each place goes to the best that is free when all have
// been looked at. Tiers are filled from others only where that is asked for: not here.
std::vector<model::CaptionBank::Row> plain_week(const PickRequest& request, int bumps) {
  WeekBudgets budgets = budgets_before_pick(request);
  const Restrictions restrictions(request.inputs.restrictions, request.bank);
  const std::vector<model::CaptionBank::Row> rows =
      filter_bank(request, restrictions, budgets).rows;
  const WeekQuota quota{{}, bumps, request.segment(), request.volume.zone};
  const RandomPicks random(request, quota, rows);
  const Scorer scorer(request, restrictions, &random);
  std::vector<model::CaptionBank::Row> week;
  std::set<std::uint32_t> texts;
  for (int place = 0; place < bumps; ++place) {
    std::optional<model::CaptionBank::Row> best;
    double best_score = 0.0;
    for (const model::CaptionBank::Row row : rows) {
      const Kind kind = kind_of(request.bank, row);
      if (request.bank.tier[row] != Tier::bump || budgets.is_exhausted(kind)) continue;
      if (texts.contains(request.bank.text_group[row])) continue;
      const double score =
          scorer.drawn_score(row) + scorer.budget_effect(Tier::bump) * budgets.penalty(kind);
      if (best && score <= best_score) continue;
      best = row;
      best_score = score;
    }
    if (!best) break;
    week.push_back(*best);
    texts.insert(request.bank.text_group[*best]);
    budgets.add(kind_of(request.bank, *best));
  }
  std::sort(week.begin(), week.end());
  return week;
}

RC_GTEST_PROP(PickProperties, SparedDrawsChangeNothing, ()) {
  World world = random_world();
  world.settings.exploration.random_share = *rc::gen::element(0.0, 0.01, 0.2);
  const LearnedBank learned(world.bank, random_learned(world));
  for (const Policy* policy : policies()) {
    world.policy = policy;
    PickRequest sparing = world.request();
    sparing.learned = &learned;
    world.policy = &hiding(*policy);
    PickRequest thorough = world.request();
    thorough.learned = &learned;
    RC_ASSERT(is_same(pick(sparing), pick(thorough)));
  }
}

RC_GTEST_PROP(PickProperties, BumpsAreThoseOfThePlainWay, ()) {
  World world = random_world();
  world.settings.exploration.random_share = *rc::gen::element(0.0, 0.01, 0.2);
  world.want(0, *rc::gen::inRange(0, 33));
  const LearnedBank learned(world.bank, random_learned(world));
  for (const Policy* policy : policies()) {
    world.policy = policy;
    PickRequest request = world.request();
    request.learned = &learned;
    std::vector<model::CaptionBank::Row> picked;
    for (const Pick& pick : pick(request).bump) picked.push_back(pick.bank_row);
    std::sort(picked.begin(), picked.end());
    RC_ASSERT(picked == plain_week(request, world.volume.bump));
  }
}

// A caption that may not be used changes nothing for the others: draws belong to ids.
RC_GTEST_PROP(PickProperties, UnusableCaptionsInTheBankChangeNothing, ()) {
  World plain;
  World mixed;
  plain.want(9, 5);
  mixed.want(9, 5);
  for (int i = 0; i < 60; ++i) {
    model::Caption caption;
    caption.tier = static_cast<Tier>(*rc::gen::inRange(0, 6));
    caption.text = "Sunny day no. " + std::to_string(i);
    caption.key = caption.text;
    caption.id = base::CaptionId{2 * i + 2};
    plain.bank.add(caption);
    model::Caption inactive = caption;
    inactive.id = base::CaptionId{2 * i + 1};
    inactive.is_active = false;
    inactive.key = "Rainy day no. " + std::to_string(i);
    mixed.bank.add(inactive);
    mixed.bank.add(caption);
  }
  RC_ASSERT(is_same(pick(plain.request()), pick(mixed.request())));
}

}  // namespace
}  // namespace eros::captions
