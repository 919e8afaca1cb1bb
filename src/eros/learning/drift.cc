#include "eros/learning/drift.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace eros::learning {
namespace {

constexpr double significant = 3.0;
constexpr std::size_t fewest_captions = 20;
constexpr std::size_t fewest_observations = 6;

double days_between(base::Instant from, base::Instant to) {
  return std::chrono::duration<double, std::chrono::days::period>(to - from).count();
}

// One half of a caption's observations: their mean residual and its variance, given that those of
// one page share the page's own deviation.
struct Half {
  double weight = 0.0;
  double sum = 0.0;
  double time = 0.0;  // weighted sum of days
  double shared = 0.0;
  double mean() const { return sum / weight; }
  double day() const { return time / weight; }
  double variance(double page_caption) const {
    return 1.0 / weight + page_caption * shared / (weight * weight);
  }
};

class Walk {
 public:
  void add(const Half& early, const Half& late, double page_caption) {
    const double variance = early.variance(page_caption) + late.variance(page_caption);
    const double difference = late.mean() - early.mean();
    const double lag = late.day() - early.day();
    if (!(lag > 0.0)) return;
    // A difference beyond five standard deviations is an accident, not a walk.
    const double square = std::min(difference * difference / variance, 25.0);
    ++captions_;
    chi_square_ += square;
    excess_ += (square - 1.0) * variance;
    lags_ += lag;
    information_ += 1.0 / variance / lag;
  }
  Drift drift() const {
    if (captions_ < fewest_captions) return {};
    const auto n = static_cast<double>(captions_);
    Drift found{(chi_square_ - n) / std::sqrt(2.0 * n), std::nullopt};
    if (found.z <= significant || !(excess_ > 0.0)) return found;
    const double drift_a_day = excess_ / lags_;
    const double information_a_day = information_ / n;
    found.half_life_days =
        std::clamp(std::log(2.0) / std::sqrt(drift_a_day * information_a_day), 7.0, 365.0);
    return found;
  }

 private:
  std::size_t captions_ = 0;
  double chi_square_ = 0.0;
  double excess_ = 0.0;
  double lags_ = 0.0;
  double information_ = 0.0;
};

// The caption's residuals with its pairs' own effects put back, halved at the median time.
void add_caption(const model::Observations& observations, const Fit& fit, std::size_t caption,
                 std::vector<std::size_t>& order, Walk& walk) {
  const Nesting& nesting = fit.nesting;
  const std::size_t first_pair = nesting.caption_begin[caption];
  const std::size_t last_pair = nesting.caption_begin[caption + 1];
  const std::size_t begin = nesting.pair_begin[first_pair];
  const std::size_t end = nesting.pair_begin[last_pair];
  if (end - begin < fewest_observations) return;
  order.resize(end - begin);
  std::iota(order.begin(), order.end(), begin);
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(order.size() / 2);
  const auto is_earlier = [&](std::size_t a, std::size_t b) {
    return observations.at[a] != observations.at[b] ? observations.at[a] < observations.at[b]
                                                    : a < b;
  };
  std::nth_element(order.begin(), middle, order.end(), is_earlier);
  const std::size_t split = *middle;
  Half halves[2];
  for (std::size_t j = first_pair; j < last_pair; ++j) {
    const double deviation = fit.tree.pairs[j].mean - fit.tree.captions[caption].mean;
    double of_pair[2] = {0.0, 0.0};
    for (std::size_t i = nesting.pair_begin[j]; i < nesting.pair_begin[j + 1]; ++i) {
      const int late = is_earlier(i, split) ? 0 : 1;
      halves[late].weight += fit.weight[i];
      halves[late].sum += fit.weight[i] * (fit.residual[i] + deviation);
      halves[late].time += fit.weight[i] * days_between(observations.at[begin], observations.at[i]);
      of_pair[late] += fit.weight[i];
    }
    for (int late : {0, 1}) halves[late].shared += of_pair[late] * of_pair[late];
  }
  walk.add(halves[0], halves[1], fit.variance.page_caption);
}

}  // namespace

Drift find_drift(const model::Observations& observations, const Fit& fit) {
  Walk walk;
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < fit.nesting.captions(); ++k) {
    add_caption(observations, fit, k, order, walk);
  }
  return walk.drift();
}

std::vector<double> discounts(const model::Observations& observations, double half_life_days) {
  std::vector<double> weights(observations.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = std::exp2(-days_between(observations.at[i], observations.as_of) / half_life_days);
  }
  return weights;
}

}  // namespace eros::learning
