#include "eros/simulate/fans.h"

#include <algorithm>
#include <cmath>

#include "eros/simulate/chance.h"

namespace eros::simulate {
namespace {

constexpr double visits_sd = 0.5;
constexpr double elasticity_sd = 0.2;
constexpr std::int64_t most_people = 900;  // of a fan

// exp(normal) of mean 1.
double log_factor(double sd, base::Draws& draws) { return sd * normal(draws) - 0.5 * sd * sd; }

}  // namespace

Fans make_fans(const PageParameters& page, const base::RandomStream& stream) {
  const std::int64_t count =
      std::min(page.audience, std::max(Fans::most_fans, page.audience / most_people));
  const auto size = static_cast<std::size_t>(count);
  Fans fans;
  fans.people.resize(size);
  for (std::int64_t i = 0; i < count; ++i) {
    fans.people[static_cast<std::size_t>(i)] =
        static_cast<std::int32_t>(page.audience * (i + 1) / count - page.audience * i / count);
  }
  for (auto* column :
       {&fans.visits_a_day, &fans.opening, &fans.log_spend, &fans.elasticity, &fans.budget}) {
    column->resize(size);
  }
  fans.category_taste.resize(size * Fans::categories);
  fans.trigger_taste.resize(size * Fans::triggers);
  for (std::size_t fan = 0; fan < size; ++fan) replace_fan(fans, fan, 0, page, stream);
  return fans;
}

void replace_fan(Fans& fans, std::size_t fan, int week, const PageParameters& page,
                 const base::RandomStream& stream) {
  base::Draws draws =
      stream.at(static_cast<std::uint64_t>(week) << 32 | static_cast<std::uint64_t>(fan));
  const auto real = [](double value) { return static_cast<float>(value); };
  fans.visits_a_day[fan] = real(page.visits_a_day * std::exp(log_factor(visits_sd, draws)));
  fans.opening[fan] = real(page.opening_sd * normal(draws));
  const double log_spend = log_factor(page.spend_sd, draws);
  fans.log_spend[fan] = real(log_spend);
  fans.elasticity[fan] = real(page.elasticity + elasticity_sd * normal(draws));
  fans.budget[fan] = real(page.budget * std::exp(log_spend));
  const double sd = page.taste_sd * std::sqrt(0.5);  // categories and triggers alike
  for (std::size_t i = 0; i < Fans::categories; ++i) {
    fans.category_taste[fan * Fans::categories + i] = real(sd * normal(draws));
  }
  for (std::size_t i = 1; i < Fans::triggers; ++i) {
    fans.trigger_taste[fan * Fans::triggers + i] = real(sd * normal(draws));
  }
}

}  // namespace eros::simulate
