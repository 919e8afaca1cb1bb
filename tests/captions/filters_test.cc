#include "eros/captions/filters.h"

#include <gtest/gtest.h>

#include "captions/world.h"
#include "eros/base/error.h"

namespace eros::captions {
namespace {

using model::Restriction;
using model::Scope;
using model::Tier;

Filtered filter(const World& world) {
  const PickRequest request = world.request();
  return filter_bank(request, Restrictions(world.inputs.restrictions, world.bank),
                     budgets_before_pick(request));
}
model::Caption with_text(const std::string& text, Tier tier = Tier::mid) {
  model::Caption caption;
  caption.text = text;
  caption.tier = tier;
  caption.category = "Pets";
  return caption;
}

TEST(Filters, InactiveAndOwnedByAnotherPage) {
  World world;
  model::Caption off = with_text("Off");
  off.is_active = false;
  world.add(off);
  model::Caption mine = with_text("Mine");
  mine.owner = "page_0001";
  const auto mine_row = world.add(mine);
  model::Caption theirs = with_text("Theirs");
  theirs.owner = "page_0002";
  world.add(theirs);
  const Filtered result = filter(world);
  EXPECT_EQ(result.rows, std::vector{mine_row});
  EXPECT_EQ(result.health.inactive, 2);
}

TEST(Filters, RestrictionsByCategoryTierAndPattern) {
  World world;
  world.add(Tier::mid, "pets");
  world.add(Tier::vip, "Art");
  model::Caption worded = with_text("Ask for a Refund today");
  worded.category = "Art";
  world.add(worded);
  const auto left = world.add(Tier::mid, "Art");
  Restriction restriction;
  restriction.restricted_categories = {"Pets"};
  restriction.restricted_price_tiers = {Tier::vip};
  restriction.hard_patterns = {"nothing", "(?i)refund"};
  world.inputs.restrictions = {restriction};
  const Filtered result = filter(world);
  EXPECT_EQ(result.rows, std::vector{left});
  EXPECT_EQ(result.health.restricted, 3);
  ASSERT_EQ(result.removed.size(), 3u);
  EXPECT_EQ(result.removed[0].rule, "restricted_category:pets");
  EXPECT_EQ(result.removed[1].rule, "restricted_price_tier:vip");
  EXPECT_EQ(result.removed[2].rule, "hard_pattern:(?i)refund");
  EXPECT_EQ(result.removed[2].caption_id, base::CaptionId{3});
}

TEST(Filters, ScopesSpeakOfPaidOrFreeCaptions) {
  World world;
  const auto paid = world.add(Tier::mid);
  const auto free_one = world.add(Tier::bump);
  Restriction restriction;
  restriction.restricted_categories = {"Pets"};
  restriction.scope = Scope::ppv_only;
  world.inputs.restrictions = {restriction};
  EXPECT_EQ(filter(world).rows, std::vector{free_one});
  world.inputs.restrictions[0].scope = Scope::bump_only;
  EXPECT_EQ(filter(world).rows, std::vector{paid});
  world.inputs.restrictions[0].scope = Scope::all;
  EXPECT_TRUE(filter(world).rows.empty());
}

TEST(Filters, ABrokenPatternNamesPageAndPattern) {
  World world;
  world.add(Tier::mid);
  Restriction restriction;
  restriction.page_name = "page_0001";
  restriction.hard_patterns = {"(open"};
  world.inputs.restrictions = {restriction};
  try {
    filter(world);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("page_0001"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("(open"), std::string::npos);
  }
}

TEST(Filters, ATextUsedInTheSevenDaysBeforeCoolsDown) {
  World world;
  world.add(with_text("Used seven days before"));
  const auto older = world.add(with_text("Used eight days before"));
  world.add(with_text("Used seven days before", Tier::budget));  // the same caption, another row
  world.use("Used seven days before", -7);
  world.use("Used eight days before", -8);
  const Filtered result = filter(world);
  EXPECT_EQ(result.rows, std::vector{older});
  EXPECT_EQ(result.health.cooling_down, 2);
}

TEST(Filters, AUseBelongsToThePagesLocalDay) {
  World world;
  world.inputs.page.timezone = "Pacific/Auckland";
  world.add(with_text("Late on the eighth day before, in Auckland"));
  model::CaptionUse use;
  use.caption_key = "Late on the eighth day before, in Auckland";
  // 23:30 there is 10:30 UTC of the same date; half an hour later counts.
  use.at = *base::parse_instant("2026-11-15T10:30:00Z", base::Zone::find("Pacific/Auckland"));
  world.inputs.recent_uses = {use};
  EXPECT_EQ(filter(world).rows.size(), 1u);
  world.inputs.recent_uses[0].at += base::hours(1);
  EXPECT_EQ(filter(world).rows.size(), 0u);
}

TEST(Filters, LocksReachSevenDaysFromAnyDayOfTheWeek) {
  for (const auto& [offset, is_near] : std::vector<std::pair<int, bool>>{
           {-8, false}, {-7, true}, {0, true}, {6, true}, {13, true}, {14, false}}) {
    World world;
    world.add(Tier::mid);
    world.held = {{0, World::day(offset), "page_0002", "theirs"}};
    EXPECT_EQ(filter(world).health.locked_elsewhere, is_near ? 1 : 0) << offset;
    world.held[0].page_name = "page_0001";
    EXPECT_EQ(filter(world).health.cooling_down, is_near ? 1 : 0) << offset;
  }
}

TEST(Filters, LocksOfOtherPagesCountOnlyAcrossTheAgencyAndOnlyForPaidCaptions) {
  World world;
  world.add(Tier::mid);
  world.add(Tier::bump);
  world.held = {{0, World::day(0), "page_0002", "theirs"}, {1, World::day(0), "page_0002", "x"}};
  EXPECT_EQ(filter(world).health.locked_elsewhere, 1);
  world.settings.lock.scope = model::LockScope::page;
  EXPECT_EQ(filter(world).rows.size(), 2u);
}

TEST(Filters, LocksOfWhatThePlanReplacesDoNotCount) {
  World world;
  world.add(with_text("Planned"));
  world.held = {{0, World::day(1), "page_0001", "old"}};
  EXPECT_EQ(filter(world).health.cooling_down, 1);
  world.superseded = {"old"};
  EXPECT_EQ(filter(world).rows.size(), 1u);
}

TEST(Filters, HeldCaptionsComeFromLocksOfTextsInTheBank) {
  World world;
  world.add(with_text("Known"));
  model::LockRow lock;
  lock.caption_key = "Known";
  lock.page_name = "page_0002";
  lock.schedule_id = "theirs";
  lock.scheduled_send_date = World::day(3);
  model::LockRow unknown = lock;
  unknown.caption_key = "Unknown";
  const std::vector<HeldCaption> held = held_captions(world.bank, std::vector{unknown, lock});
  ASSERT_EQ(held.size(), 1u);
  EXPECT_EQ(held[0].text_group, 0u);
  EXPECT_EQ(held[0].date, World::day(3));
  EXPECT_EQ(held[0].page_name, "page_0002");
}

TEST(Filters, ExhaustedBudgetsAreLastAndEveryCaptionCountsOnce) {
  World world;
  world.add(Tier::mid, "Pets", "Flash Sale");
  world.add(Tier::budget, "Art");
  world.add(Tier::bump, "Art", "Flash Sale");
  for (int day = 0; day < 2; ++day) {
    model::PlannedElsewhere planned;
    planned.at = world.noon(day);
    planned.trigger = "Flash Sale";
    world.inputs.planned.push_back(planned);
  }
  const model::PoolHealth health = filter(world).health;
  EXPECT_EQ(health.bank, 3);
  EXPECT_EQ(health.budget_exhausted, 2);
  EXPECT_EQ(health.eligible_ppv, 1);
  EXPECT_EQ(health.eligible_bump, 0);
}

TEST(Filters, ThinPoolsAreWarnedOfOnlyUnderARestriction) {
  World world;
  model::PoolHealth health;
  health.eligible_ppv = 199;
  health.eligible_bump = 50;
  EXPECT_TRUE(thin_pool_warnings(world.request(), health).empty());
  world.inputs.restrictions = {Restriction{}};
  EXPECT_EQ(thin_pool_warnings(world.request(), health).size(), 1u);
  health.eligible_bump = 49;
  EXPECT_EQ(thin_pool_warnings(world.request(), health).size(), 2u);
}

}  // namespace
}  // namespace eros::captions
