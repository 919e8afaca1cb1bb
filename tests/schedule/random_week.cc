#include "schedule/random_week.h"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>

#include "eros/base/text.h"

namespace eros::schedule::testing {
namespace {

using model::MessageType;
using model::Tier;

// Days about which something happens to a zone's clocks, and an ordinary one.
struct Place {
  const char* zone;
  const char* day;
};
constexpr std::array places = {
    Place{"America/Los_Angeles", "2026-11-16"}, Place{"America/Los_Angeles", "2026-03-08"},
    Place{"America/Los_Angeles", "2026-11-01"}, Place{"America/New_York", "2025-12-25"},
    Place{"Europe/London", "2026-03-29"},       Place{"Europe/Berlin", "2026-10-25"},
    Place{"Australia/Lord_Howe", "2026-04-05"}, Place{"Australia/Lord_Howe", "2026-10-04"},
    Place{"Pacific/Apia", "2011-12-30"},        Place{"America/Sao_Paulo", "2018-11-04"},
    Place{"America/Sao_Paulo", "2018-02-18"},   Place{"America/Havana", "2026-11-01"},
    Place{"America/St_Johns", "2010-11-07"},    Place{"Asia/Kathmandu", "2026-07-04"},
    Place{"Pacific/Chatham", "2026-09-27"},     Place{"UTC", "2028-02-29"}};

const std::vector<std::string> triggers = {
    "",          "Scarcity",   "Urgency", "FOMO",  "Exclusivity", "Social Proof",
    "Curiosity", "Flash Sale", "Warmth",  "Humour"};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  int from(int low, int high) {  // both included
    return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  double unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  bool once_in(int n) { return from(1, n) == 1; }
  template <typename Items>
  auto one_of(const Items& items) {
    return items[static_cast<std::size_t>(from(0, static_cast<int>(items.size()) - 1))];
  }

 private:
  std::mt19937_64 engine_;
};

void choose_quiet_hours(model::Page& page, Dice& dice) {
  switch (dice.from(0, 5)) {
    case 0:  // none
      page.quiet_start = page.quiet_end = dice.from(0, 1439);
      break;
    case 1:  // nearly all day
      page.quiet_start = dice.from(0, 1439);
      page.quiet_end = (page.quiet_start + 1440 - dice.from(1, 150)) % 1440;
      break;
    case 2:
      page.quiet_start = dice.from(0, 1439);
      page.quiet_end = dice.from(0, 1439);
      break;
    default:  // SPEC's own
      break;
  }
}

std::array<int, 7> spread(int total, int first_day, int a_day, Dice& dice) {
  std::array<int, 7> counts{};
  for (int n = 0; n < total; ++n) {
    int& count = counts[static_cast<std::size_t>(dice.from(first_day, 6))];
    if (count < a_day) ++count;
  }
  return counts;
}

// The same number a day, as near as it goes.
std::array<int, 7> level(int total) {
  std::array<int, 7> counts{};
  for (int n = 0; n < total; ++n) ++counts[static_cast<std::size_t>(n % 7)];
  return counts;
}

void choose_volume(model::Volume& volume, bool ample, Dice& dice) {
  volume.ppv = ample ? dice.from(3, 25) : dice.once_in(20) ? dice.from(26, 90) : dice.from(0, 25);
  volume.bump = dice.from(0, 32);
  if (ample) {
    volume.ppv_gap = base::minutes(dice.one_of(std::vector{75, 90, 120, 150, 180, 240}));
    volume.max_messages_per_day = 25;
    volume.ppv_per_day = level(volume.ppv);
    volume.bump_per_day = level(volume.bump);
    return;
  }
  volume.ppv_gap = base::minutes(dice.one_of(std::vector{0, 20, 75, 90, 121, 180, 240, 600, 1500}));
  volume.max_messages_per_day = dice.one_of(std::vector{1, 3, 8, 10, 15, 20, 25});
  volume.cooling_days = dice.once_in(4) ? 2 : 0;
  if (volume.cooling_days > 0) volume.zone = model::Zone::red;
  const int a_day = dice.once_in(3) ? volume.max_messages_per_day : 1000;
  volume.ppv_per_day = spread(volume.ppv, volume.cooling_days, a_day, dice);
  volume.bump_per_day = spread(volume.bump, 0, a_day, dice);
}

void choose_hours(model::Report& report, Dice& dice) {
  if (dice.once_in(4)) return;  // no data
  for (const bool weekend : {false, true}) {
    for (int hour = 0; hour < 24; ++hour) {
      if (dice.once_in(3)) continue;
      model::TimeWindow window;
      window.weekend = weekend;
      window.hour = hour;
      window.n = dice.from(1, 40);
      window.shrunk_value = dice.unit();
      report.time_window_optimization.push_back(window);
    }
  }
}

class PoolMaker {
 public:
  PoolMaker(RandomWeek& week, bool ample, Dice& dice) : week_(week), ample_(ample), dice_(dice) {
    if (!ample_) {
      categories_ = dice_.from(1, 8);
      urgent_share_ = dice_.one_of(std::vector{0.0, 0.1, 0.5, 1.0});
      triggers_ = dice_.from(1, static_cast<int>(triggers.size()));
    }
  }

  void make() {
    const std::vector<std::pair<Tier, int>> quota = quotas(week_.volume.ppv);
    for (const auto& [tier, n] : quota) {
      const int extra = ample_ ? 40 : dice_.from(0, 30);
      // A thin pool may lack some of the picked.
      const int lacking = !ample_ && dice_.once_in(3) ? dice_.from(0, n) : 0;
      offer(tier, n - lacking, extra, week_.pool.ppv, week_.pool.ppv_alternates);
      week_.pool.quota[tier] = n;
    }
    const int bump = ample_ ? week_.volume.bump : dice_.from(0, week_.volume.bump);
    week_.pool.bump_quota = week_.volume.bump;
    offer(Tier::bump, bump, ample_ ? 20 : dice_.from(0, 10), week_.pool.bump,
          week_.pool.bump_alternates);
  }

 private:
  // STANDARD's shares for an ample pool, any for another.
  std::vector<std::pair<Tier, int>> quotas(int n) {
    if (ample_) {
      const int budget = n * 30 / 100;
      const int mid = n * 45 / 100;
      return {{Tier::budget, budget}, {Tier::mid, mid}, {Tier::premium, n - budget - mid}};
    }
    const int budget = dice_.from(0, n);
    const int mid = dice_.from(0, n - budget);
    const int premium = dice_.from(0, n - budget - mid);
    return {{Tier::budget, budget},
            {Tier::mid, mid},
            {Tier::premium, premium},
            {Tier::luxury, n - budget - mid - premium}};
  }

  void offer(Tier tier, int picked, int extra, std::vector<model::Pick>& picks,
             std::vector<model::Pick>& alternates) {
    std::vector<model::Pick> all;
    for (int n = 0; n < picked + extra; ++n) all.push_back(caption(tier));
    std::stable_sort(all.begin(), all.end(), [](const model::Pick& a, const model::Pick& b) {
      return a.decision.score > b.decision.score;
    });
    for (std::size_t n = 0; n < all.size(); ++n) {
      (std::cmp_less(n, picked) ? picks : alternates).push_back(all[n]);
    }
  }

  model::Pick caption(Tier tier) {
    const auto number = static_cast<std::int64_t>(week_.bank.size()) + 1;
    model::Caption caption;
    caption.id = base::CaptionId{number};
    // Now and then the text of an earlier caption.
    const std::int64_t text = !ample_ && dice_.once_in(15) && number > 2 ? number / 2 : number;
    caption.text = "A walk by the sea, part " + std::to_string(text);
    caption.key = base::caption_key_v2(caption.text);
    caption.tier = tier;
    const int category = dice_.from(0, categories_);
    caption.category = category == 0 ? "" : "Category " + std::to_string(category);
    // An ample week's bumps draw on no budget that its PPVs may use up.
    const bool plain = ample_ && tier == Tier::bump;
    const int trigger = dice_.from(0, triggers_ - 1);
    caption.trigger = plain ? "" : triggers[static_cast<std::size_t>(trigger)];
    caption.has_urgency = !plain && dice_.unit() < urgent_share_;
    week_.bank.add(caption);

    model::Pick pick;
    pick.bank_row = static_cast<std::uint32_t>(number - 1);
    pick.caption_id = caption.id;
    pick.text_group = week_.bank.text_group.back();
    pick.tier = pick.quota_tier = tier;
    pick.category = caption.category;
    pick.trigger = caption.trigger;
    pick.has_urgency = caption.has_urgency;
    pick.decision.score = dice_.unit() - (dice_.once_in(10) ? 0.5 : 0.0);
    return pick;
  }

  RandomWeek& week_;
  bool ample_;
  Dice& dice_;
  int categories_ = 10;
  int triggers_ = static_cast<int>(triggers.size());
  double urgent_share_ = 0.05;
};

void choose_neighbours(RandomWeek& week, Dice& dice) {
  if (dice.once_in(2)) return;
  const base::Instant begin = week.zone.day_start(week.volume.start);
  for (int n = dice.from(1, 30); n > 0; --n) {
    model::PlannedElsewhere other;
    other.at = begin + base::minutes(dice.from(-3 * 1440, 10 * 1440));
    if (dice.once_in(3)) other.at += base::seconds(dice.from(1, 59));
    other.type = dice.once_in(2) ? MessageType::ppv : MessageType::bump;
    other.schedule_id = "sched_other";
    other.category = "Category " + std::to_string(dice.from(1, 4));
    other.trigger = dice.one_of(triggers);
    other.has_urgency = dice.once_in(5);
    other.caption_key =
        base::caption_key_v2(week.bank.size() > 0 && dice.once_in(3)
                                 ? week.bank.text(static_cast<std::uint32_t>(
                                       dice.from(0, static_cast<int>(week.bank.size()) - 1)))
                                 : std::string_view("From another plan"));
    week.planned.push_back(other);
  }
}

}  // namespace

RandomWeek::RandomWeek(std::uint64_t number, Kind kind) : zone(base::Zone::find("UTC")) {
  Dice dice(number);
  const bool ample = kind == Kind::ample;
  seed = number;
  const Place where = dice.one_of(places);
  zone = base::Zone::find(where.zone);
  page.page_name = "page_" + std::to_string(number);
  page.timezone = where.zone;
  volume.start = *base::parse_day(where.day) - base::days(dice.from(0, 7));
  // Apia has no 30 December 2011: no ordinary week.
  if (ample && page.timezone == "Pacific/Apia") volume.start += base::days(60);
  if (!ample) choose_quiet_hours(page, dice);
  choose_volume(volume, ample, dice);
  choose_hours(report, dice);
  const base::Instant begin = zone.day_start(volume.start);
  as_of = !ample && dice.once_in(2) ? begin + base::minutes(dice.from(0, 1439)) + base::seconds(30)
                                    : begin - base::hours(dice.from(0, 72));
  PoolMaker(*this, ample, dice).make();
  if (!ample) choose_neighbours(*this, dice);
}

PlaceRequest RandomWeek::request() const {
  return {page, zone, as_of, volume, report, pool, bank, planned, expected_revenue, settings, seed};
}

ValidateRequest RandomWeek::question(const model::Schedule& schedule) const {
  return {schedule, page, planned, restrictions, settings};
}

}  // namespace eros::schedule::testing
