#include "eros/simulate/calibration.h"

#include <algorithm>
#include <cmath>

#include "eros/simulate/audience.h"

namespace eros::simulate {
namespace {

constexpr int rounds = 4;
constexpr int weeks = 3;  // the first is not counted: nobody is tired yet

struct Rates {
  double view = 0.0;
  double buy = 0.0;
};

// Messages at even distances through each day's 9 to 22 h, PPVs and bumps in turn.
void send_usual_week(Audience& audience, int week) {
  const std::int64_t people = audience.page().parameters.audience;
  const int ppvs = usual_ppvs(people);
  const int all = ppvs + usual_bumps(people);
  const auto captions = static_cast<std::uint32_t>(audience.world().captions.size());
  constexpr std::int64_t opening = std::int64_t{9} * 60;
  constexpr std::int64_t waking = std::int64_t{13} * 60;
  for (int i = 0; i < all; ++i) {
    const std::int64_t place = 7 * waking * i / all;
    const bool is_paid = (i + 1) * ppvs / all > i * ppvs / all;
    audience.send(
        {.minute = week * minutes_a_week + place / waking * 1'440 + opening + place % waking,
         .caption = static_cast<std::uint32_t>(week * all + i) % captions,
         .price = is_paid ? 25 : 0});
  }
}

Rates usual_rates(const World& world, const PageWorld& page) {
  Audience audience(world, page, Outcome::average);
  for (int week = 0; week < weeks; ++week) {
    send_usual_week(audience, week);
    audience.live_until((week + 1) * minutes_a_week);
  }
  double sent = 0.0, viewed = 0.0, paid_viewed = 0.0, purchased = 0.0;
  for (std::size_t i = audience.sends() / weeks; i < audience.sends(); ++i) {
    const Response& response = audience.response(i);
    sent += response.sent;
    viewed += response.viewed;
    if (audience.sent(i).price > 0) paid_viewed += response.viewed;
    purchased += response.purchased;
  }
  return {viewed / sent, purchased / paid_viewed};
}

}  // namespace

int usual_ppvs(std::int64_t audience) {
  const double size = std::log(static_cast<double>(audience) / 400.0) / std::log(150.0);
  return std::clamp(static_cast<int>(std::lround(6.0 + 10.0 * size)), 5, 20);
}

int usual_bumps(std::int64_t audience) { return usual_ppvs(audience) * 2 / 3; }

void calibrate(const World& world, PageWorld& page) {
  page.opening_level = std::log(page.parameters.view_rate);
  page.buying_level = std::log(page.parameters.buy_rate);
  for (int round = 0; round < rounds; ++round) {
    const Rates rates = usual_rates(world, page);
    page.opening_level += std::log(page.parameters.view_rate / rates.view);
    page.buying_level += std::log(page.parameters.buy_rate / rates.buy);
  }
}

}  // namespace eros::simulate
