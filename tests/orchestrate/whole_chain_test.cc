// Random agencies through the whole chain with a real store: import, learn, plan, commit. Whatever
// the pages, zones, histories, pools and restrictions, the plan keeps every hard rule and locks
// what it promises.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "eros/base/error.h"
#include "eros/orchestrate/learn.h"
#include "orchestrate/planned_agency.h"

namespace eros::orchestrate {
namespace {

using model::ImportKind;
using testing::ImportStore;
using testing::PlanInputs;

// Draws of one case; the case's number is the seed.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int from(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  template <typename T, std::size_t N>
  T one_of(const std::array<T, N>& values) {
    return values[static_cast<std::size_t>(from(0, static_cast<int>(N) - 1))];
  }
  bool once_in(int n) { return from(1, n) == 1; }

 private:
  std::mt19937 random_;
};

struct RandomPage {
  std::string name;
  std::string timezone;
  int quiet_start = 23 * 60;
  int quiet_end = 8 * 60;
  int messages = 0;
  int audience = 1'000;
};

std::string clock(int minute) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}

constexpr std::array<const char*, 6> zones = {"America/Los_Angeles", "Europe/London",
                                              "Australia/Lord_Howe", "Asia/Kolkata",
                                              "Pacific/Apia",        "America/Santiago"};
constexpr std::array<const char*, 6> tiers = {"budget", "mid", "premium", "luxury", "vip", "bump"};
constexpr std::array<const char*, 5> triggers = {"", "Scarcity", "Urgency", "Curiosity", "FOMO"};

std::vector<RandomPage> any_pages(Dice& dice) {
  std::vector<RandomPage> pages(static_cast<std::size_t>(dice.from(1, 3)));
  for (std::size_t i = 0; i < pages.size(); ++i) {
    RandomPage& page = pages[i];
    page.name = "page_" + std::to_string(i);
    page.timezone = dice.one_of(zones);
    page.quiet_start = 30 * dice.from(0, 47);
    page.quiet_end = (page.quiet_start + 30 * dice.from(0, 40)) % 1440;
    page.messages = dice.one_of(std::array{0, 5, 19, 20, 60, 150});
    page.audience = dice.one_of(std::array{50, 3'000, 20'000, 60'000, 200'000});
  }
  return pages;
}

std::string creators_csv(const std::vector<RandomPage>& pages) {
  std::string text = "page_name,timezone,quiet_start,quiet_end\n";
  for (const RandomPage& page : pages) {
    text += page.name + "," + page.timezone + "," + clock(page.quiet_start) + "," +
            clock(page.quiet_end) + "\n";
  }
  return text;
}

std::string captions_csv(int captions, Dice& dice) {
  std::string text =
      "caption_text,price_tier,content_category,psychological_trigger,has_urgency,page_name\n";
  const int categories = dice.from(1, 5);
  const int texts = dice.from(1, captions + 1);  // fewer: some texts come twice
  for (int i = 0; i < captions; ++i) {
    text += "Letter " + std::to_string(i % texts) + " from the garden," + dice.one_of(tiers) +
            ",Category " + std::to_string(i % categories) + "," + dice.one_of(triggers) + "," +
            (dice.once_in(4) ? "true" : "false") + "," + (dice.once_in(8) ? "page_0" : "") + "\n";
  }
  return text;
}

std::string messages_csv(const std::vector<RandomPage>& pages, int captions, Dice& dice) {
  std::string text =
      "page_name,message,sending_time,price,sent_count,viewed_count,purchased_count,earnings\n";
  for (const RandomPage& page : pages) {
    const int tired = dice.one_of(std::array{1, 1, 3});  // how much the last week fell off
    for (int i = 0; i < page.messages; ++i) {
      const auto at = ImportStore::as_of - base::hours(14 * i) - base::minutes(37);
      const int price = dice.one_of(std::array{0, 15, 25, 40});
      const int viewed = page.audience / (i < 12 ? 3 * tired : 3);
      const int bought = price == 0 ? 0 : viewed / dice.from(20, 89);
      text += page.name + ",Letter " + std::to_string(dice.from(0, captions + 2)) +
              " from the garden," + base::format_instant(at) + "," + std::to_string(price) + "," +
              std::to_string(page.audience) + "," + std::to_string(viewed) + "," +
              std::to_string(bought) + "," + std::to_string(bought * price) + "\n";
    }
  }
  return text;
}

std::string restrictions_csv() {
  return "page_name,hard_patterns,restricted_categories\n"
         "page_0,\"[\"\"Letter 1\"\"]\",\"[\"\"Category 0\"\"]\"\n";
}

class AgencyStore : public ImportStore {
 public:
  explicit AgencyStore(Dice& dice) : pages_(any_pages(dice)) {
    const int captions = dice.one_of(std::array{0, 3, 20, 80, 400});
    import_all(ImportKind::creators, "creators.csv", creators_csv(pages_));
    import_all(ImportKind::captions, "captions.csv", captions_csv(captions, dice));
    import_all(ImportKind::messages, "messages.csv", messages_csv(pages_, captions, dice));
    if (dice.once_in(2)) import_all(ImportKind::restrictions, "r.csv", restrictions_csv());
    orchestrate::learn(**this, as_of, {});
  }
  std::vector<std::string> page_names() const {
    std::vector<std::string> names;
    for (const RandomPage& page : pages_) names.push_back(page.name);
    return names;
  }

 private:
  void import_all(ImportKind kind, const std::string& name, const std::string& csv) {
    EXPECT_EQ(import_text(kind, name, csv).rejected, 0) << name;
  }
  std::vector<RandomPage> pages_;
};

// Plans and stores a week of every page. Throws where a hard rule is broken.
void plan_and_check(AgencyStore& store, base::LocalDay start, const model::Settings& settings,
                    Dice& dice) {
  PlanInputs inputs(*store, store.page_names(), start, settings);
  inputs.request.seed = static_cast<std::uint64_t>(dice.from(0, 1'000'000));
  inputs.request.mode =
      dice.one_of(std::array{model::Mode::optimize, model::Mode::safe, model::Mode::conservative});
  if (dice.once_in(2)) {
    inputs.request.overrides.zone =
        dice.one_of(std::array{model::Zone::green, model::Zone::yellow, model::Zone::red});
  }
  const auto weeks =
      plan_weeks(*store, inputs.agency, inputs.pages, inputs.request, settings, true);
  ASSERT_EQ(weeks.size(), inputs.pages.size());
  for (const model::Schedule& week : weeks) {
    EXPECT_TRUE(week.validation.ok);
    EXPECT_EQ((*store).schedule_rows(week.schedule_id).size(), week.messages.size());
    const auto ppvs =
        std::ranges::count(week.messages, model::MessageType::ppv, &model::PlannedMessage::type);
    EXPECT_EQ(ppvs + week.ppv_shortfall, week.volume.ppv) << "missing, and not said";
    EXPECT_EQ(std::ssize(week.messages) - ppvs + week.bump_shortfall, week.volume.bump);
    if (week.ppv_shortfall + week.bump_shortfall > 0) {
      EXPECT_FALSE(week.warnings.empty());
    }
  }
}

TEST(WholeChain, EveryPlanHoldsAndLocksWhatItPromises) {
  // Ordinary weeks, Thanksgiving's, and those in which clocks change, on one half or the other.
  const std::array starts = {*base::parse_day("2026-11-18"), testing::next_monday,
                             *base::parse_day("2026-12-28"), *base::parse_day("2027-03-09"),
                             *base::parse_day("2027-03-30")};
  for (unsigned seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("case " + std::to_string(seed));
    Dice dice(seed);
    AgencyStore store(dice);
    model::Settings settings;
    settings.policy = dice.once_in(2) ? "beta" : "wilson";
    if (dice.once_in(3)) settings.lock.scope = model::LockScope::page;
    const base::LocalDay start = dice.one_of(starts);
    try {
      plan_and_check(store, start, settings, dice);
      plan_and_check(store, start + base::days(dice.from(0, 8)), settings, dice);
    } catch (const base::Error& error) {
      ADD_FAILURE() << error.what();
    }
    if (settings.lock.scope == model::LockScope::agency) expect_sound(store);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace eros::orchestrate
