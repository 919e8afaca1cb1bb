#include "eros/learning/response.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "eros/learning/log_count.h"

namespace eros::learning {
namespace {

// More fans than `audience` cannot buy: the chance of one fan stays below 1.
double chance_variance(double log_rate, double variance) {
  return variance * std::max(1.0 - std::exp(std::min(log_rate, 0.0)), 0.05);
}

}  // namespace

void linearise(const model::Observations& observations, const std::vector<double>& fitted,
               Response& response) {
  response.value.resize(observations.size());
  response.variance.resize(observations.size());
  for (std::size_t i = 0; i < observations.size(); ++i) {
    const double log_rate = fitted[i] - std::log(observations.price[i]);
    const LogCount expected = log_count(log_rate + std::log(observations.audience[i]));
    const double surprise = std::log(observations.purchases[i] + 0.5) - expected.mean;
    response.value[i] = fitted[i] + surprise / expected.slope;
    response.variance[i] =
        chance_variance(log_rate, expected.variance) / (expected.slope * expected.slope);
  }
}

std::vector<double> first_guess(const model::Observations& observations) {
  struct Sales {
    double purchases = 0.5;
    double audience = 0.0;
    double rate() const { return purchases / std::max(audience, 1.0); }
  };
  std::vector<Sales> pages(observations.pages.size());
  std::array<Sales, 6> tiers{};
  Sales all;
  const auto tier_of = [&](std::size_t i) {
    const std::uint32_t cell = observations.cell_of[observations.caption[i]];
    return static_cast<std::size_t>(observations.cells[cell].tier);
  };
  for (std::size_t i = 0; i < observations.size(); ++i) {
    for (Sales* sales : {&pages[observations.page[i]], &tiers[tier_of(i)], &all}) {
      sales->purchases += observations.purchases[i];
      sales->audience += observations.audience[i];
    }
  }
  std::vector<double> fitted(observations.size());
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    const double rate = pages[observations.page[i]].rate() * tiers[tier_of(i)].rate() / all.rate();
    fitted[i] = std::log(rate * observations.price[i]);
  }
  return fitted;
}

}  // namespace eros::learning
