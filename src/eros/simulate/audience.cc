#include "eros/simulate/audience.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "eros/simulate/chance.h"

namespace eros::simulate {
namespace {

constexpr double minutes_a_day = 1'440.0;
constexpr double lifetime = 3 * minutes_a_day;  // what is older nobody scrolls back to
constexpr double least_notice = 0.02;           // nobody scrolls further down either
constexpr double bump_contact = 0.3;            // how much a free message tires; assumption
constexpr std::size_t most_visits = 6;          // a day

double odds_to_probability(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

// The times of a person's visits on a day, in order.
struct Visits {
  std::array<double, most_visits> minute;
  std::size_t n = 0;
  void add(double at) {
    std::size_t place = n++;
    for (; place > 0 && minute[place - 1] > at; --place) minute[place] = minute[place - 1];
    minute[place] = at;
  }
};

Visits visits_of_day(const HourProfile& hours, double mean, base::Draws draws) {
  const auto wanted = static_cast<std::size_t>(poisson_at(uniform_of(draws()), mean));
  Visits visits;
  while (visits.n < std::min(wanted, most_visits)) {
    const std::uint32_t bits = draws();  // enough for two
    visits.add(hours.minute_at((bits >> 16) * 0x1p-16));
    if (visits.n < std::min(wanted, most_visits))
      visits.add(hours.minute_at((bits & 0xFFFF) * 0x1p-16));
  }
  return visits;
}

}  // namespace

Audience::Audience(const World& world, const PageWorld& page, Outcome outcome)
    : world_(&world),
      page_(&page),
      outcome_(outcome),
      log_attention_(std::log(page.parameters.attention)),
      fan_stream_(world.request.seed, fmt::format("simulate|page {}|fans", page.number)),
      visit_stream_(world.request.seed, fmt::format("simulate|page {}|visits", page.number)),
      choice_stream_(world.request.seed, fmt::format("simulate|page {}|choices", page.number)),
      send_stream_(world.request.seed, fmt::format("simulate|page {}|sends", page.number)),
      fans_(page.fans),
      last_visit_(fans_.size(), 0.0),
      next_send_(fans_.size(), 0),
      fatigue_(fans_.size(), 0.0F),
      spent_(fans_.size(), 0.0F) {}

std::size_t Audience::send(const Send& send) {
  Sent sent;
  sent.send = send;
  sent.luck = static_cast<std::uint64_t>(send.minute) << 40 |
              static_cast<std::uint64_t>(send.caption & 0xFFFFFF) << 16;
  set_appeal(sent);
  if (send.price > 0) sent.log_price = std::log(send.price / 25.0);
  const auto [memory, is_new] = memory_of_.try_emplace(send.caption, memories_.size());
  if (is_new) memories_.emplace_back(fans_.size(), 0.0F);
  sent.memory = memory->second;
  sent.response.sent = static_cast<double>(page_->parameters.audience);
  sends_.push_back(sent);
  return sends_.size() - 1;
}

void Audience::set_appeal(Sent& sent) const {
  const WorldParameters& parameters = world_->parameters;
  const double lure = parameters.lure_share;
  if (outcome_ == Outcome::average) {
    const double appeal = 0.5 * parameters.appeal_sd * parameters.appeal_sd;
    sent.opening = lure * appeal;
    sent.buying = (1.0 - lure) * appeal;
    return;
  }
  base::Draws draws = send_stream_.at(sent.luck);
  const double sd = parameters.send_overdispersion;
  const double dispersion = sd * normal(draws) - 0.5 * sd * sd;
  const auto week = static_cast<int>(sent.send.minute / minutes_a_week);
  const double appeal = world_->request.preset.ranges.are_labels_shuffled
                            ? parameters.appeal_sd * normal(draws)
                            : world_->appeal_of(*page_, sent.send.caption, week);
  sent.opening = lure * appeal;
  sent.buying = (1.0 - lure) * appeal + dispersion;
}

void Audience::live_until(std::int64_t minute) {
  while (now_ < minute) {
    const auto week = static_cast<int>(now_ / minutes_a_week);
    if (now_ % minutes_a_week == 0 && week > 0) replace_fans(week);
    const std::int64_t until = std::min<std::int64_t>(minute, (week + 1) * minutes_a_week);
    for (std::size_t fan = 0; fan < fans_.size(); ++fan) {
      for (std::int64_t day = now_ / 1'440; day * 1'440 < until; ++day) {
        live_through_day(fan, day, until);
      }
    }
    now_ = until;
  }
}

// Who comes knows nothing and is not tired, and meets only what is sent from then on.
void Audience::replace_fans(int week) {
  const std::uint64_t when = static_cast<std::uint64_t>(week) << 32;
  const auto later =
      std::ranges::lower_bound(sends_, now_, {}, [](const Sent& sent) { return sent.send.minute; });
  for (std::size_t fan = 0; fan < fans_.size(); ++fan) {
    base::Draws draws = visit_stream_.at(std::uint64_t{1} << 62 | when | fan);
    if (draws.uniform() >= page_->parameters.audience_turnover) continue;
    replace_fan(fans_, fan, week, page_->parameters, fan_stream_);
    fatigue_[fan] = spent_[fan] = 0.0F;
    next_send_[fan] = static_cast<std::size_t>(later - sends_.begin());
    last_visit_[fan] = static_cast<double>(now_);
    for (std::vector<float>& memory : memories_) memory[fan] = 0.0F;
  }
}

void Audience::live_through_day(std::size_t fan, std::int64_t day, std::int64_t until) {
  const base::LocalDay date = world_->request.first_day + base::days(day);
  const HourProfile& hours = base::is_weekend(date) ? page_->weekend_hours : page_->weekday_hours;
  const std::uint64_t luck = static_cast<std::uint64_t>(day) << 32 | fan;
  const Visits visits = visits_of_day(hours, fans_.visits_a_day[fan], visit_stream_.at(luck));
  for (std::size_t i = 0; i < visits.n; ++i) {
    const double minute = static_cast<double>(day) * minutes_a_day + visits.minute[i];
    if (minute < static_cast<double>(now_) || minute >= static_cast<double>(until)) continue;
    // An average audience may live past the world's days: calibration does.
    const bool is_average = outcome_ == Outcome::average;
    visit(fan, minute, is_average ? 0.0 : page_->days[static_cast<std::size_t>(day)]);
  }
}

void Audience::visit(std::size_t fan, double minute, double day_effect) {
  std::size_t& next = next_send_[fan];
  std::size_t end = next;
  while (end < sends_.size() && static_cast<double>(sends_[end].send.minute) <= minute) ++end;
  if (end == next) return;
  const double days = (minute - last_visit_[fan]) / minutes_a_day;
  fatigue_[fan] *= static_cast<float>(std::exp2(-days / world_->parameters.fatigue_half_life));
  spent_[fan] *= static_cast<float>(std::exp2(-days / page_->parameters.budget_half_life));
  last_visit_[fan] = minute;
  const Visit visit{
      .fan = fan,
      .minute = minute,
      .day_effect = day_effect,
      .growth = std::exp2(minute / minutes_a_day / world_->parameters.novelty_half_life)};
  opened_.clear();
  for (std::size_t i = end; i-- > next;) meet(visit, sends_[i], static_cast<int>(end - 1 - i));
  next = end;
  if (!opened_.empty()) buy(fan);
}

void Audience::meet(const Visit& visit, Sent& sent, int newer) {
  const double age = visit.minute - static_cast<double>(sent.send.minute);
  if (age > lifetime) return;
  const double buried = newer + page_->parameters.other_messages_a_day * age / minutes_a_day;
  const double notice = std::exp(buried * log_attention_);
  if (notice < least_notice) return;
  const WorldParameters& parameters = world_->parameters;
  const std::size_t fan = visit.fan;
  const bool is_paid = sent.send.price > 0;
  const double tired = 0.5 * parameters.fatigue * fatigue_[fan];  // half on opening, half on buying
  const double log_odds =
      page_->opening_level + fans_.opening[fan] + sent.opening + visit.day_effect - tired;
  base::Draws luck = choice_stream_.at(sent.luck | fan);
  const double opened = count(luck(), fans_.people[fan], notice * odds_to_probability(log_odds));
  fatigue_[fan] += static_cast<float>(notice * (is_paid ? 1.0 : bump_contact));
  sent.response.viewed += opened;
  if (!is_paid) return;
  if (opened > 0.0) {
    const SimulatedCaption& caption = world_->captions[sent.send.caption];
    const double repeats = memories_[sent.memory][fan] / visit.growth;
    const double utility = page_->buying_level + fans_.log_spend[fan] +
                           fans_.taste(fan, caption.category, caption.trigger) + sent.buying -
                           fans_.elasticity[fan] * sent.log_price - parameters.novelty * repeats -
                           tired;
    opened_.push_back({&sent, opened, std::exp(utility), luck()});
  }
  memories_[sent.memory][fan] += static_cast<float>(notice * visit.growth);
}

void Audience::buy(std::size_t fan) {
  const double people = fans_.people[fan];
  double all = 1.0;
  for (const Opened& one : opened_) all += one.opened / people * one.utility;
  for (const Opened& one : opened_) {
    const double others = all - one.opened / people * one.utility;
    const double probability = one.utility / (others + one.utility) * (1.0 - spent_[fan]);
    const double bought = count(one.luck, one.opened, probability);
    if (bought == 0.0) continue;
    one.sent->response.purchased += bought;
    const double share =
        std::min(1.0, one.sent->send.price / static_cast<double>(fans_.budget[fan]));
    spent_[fan] = std::min(1.0F, spent_[fan] + static_cast<float>(bought / people * share));
  }
}

double Audience::count(std::uint32_t luck, double people, double probability) const {
  if (outcome_ == Outcome::average) return people * probability;
  return binomial_at(uniform_of(luck), static_cast<std::int32_t>(people), probability);
}

double Audience::fatigue(std::size_t fan) const {
  const double days = (static_cast<double>(now_) - last_visit_[fan]) / minutes_a_day;
  return fatigue_[fan] * std::exp2(-days / world_->parameters.fatigue_half_life);
}

double Audience::memory(std::size_t fan, std::uint32_t caption) const {
  const auto found = memory_of_.find(caption);
  if (found == memory_of_.end()) return 0.0;
  const double days = static_cast<double>(now_) / minutes_a_day;
  return memories_[found->second][fan] * std::exp2(-days / world_->parameters.novelty_half_life);
}

double Audience::spent(std::size_t fan) const {
  const double days = (static_cast<double>(now_) - last_visit_[fan]) / minutes_a_day;
  return spent_[fan] * std::exp2(-days / page_->parameters.budget_half_life);
}

double Audience::mean_fatigue() const {
  double sum = 0.0;
  for (std::size_t fan = 0; fan < fans_.size(); ++fan) sum += fans_.people[fan] * fatigue(fan);
  return sum / static_cast<double>(page_->parameters.audience);
}

double Audience::mean_memory(std::uint32_t caption) const {
  const auto found = memory_of_.find(caption);
  if (found == memory_of_.end()) return 0.0;
  const std::vector<float>& memory = memories_[found->second];
  const double days = static_cast<double>(now_) / minutes_a_day;
  const double left = std::exp2(-days / world_->parameters.novelty_half_life);
  double sum = 0.0;
  for (std::size_t fan = 0; fan < fans_.size(); ++fan) {
    sum += fans_.people[fan] * (memory[fan] * left);
  }
  return sum / static_cast<double>(page_->parameters.audience);
}

}  // namespace eros::simulate
