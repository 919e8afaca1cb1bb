#include "eros/analysis/statistics.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

#include "eros/analysis/moments.h"

namespace eros::analysis {
namespace {

namespace distributions = boost::math;

// P(|T| >= |t|) for T of either distribution, both symmetric about 0.
template <class Distribution>
double two_sided(const Distribution& distribution, double statistic) {
  const double tail = distributions::cdf(complement(distribution, std::abs(statistic)));
  return std::min(1.0, 2.0 * tail);
}

// The lower of the two roots of (p - x)^2 = z^2 x (1 - x) / n, from their product and the upper
// one: their difference would lose digits, and would not be exactly 0 for p = 0.
double wilson_lower(double p, double n, double z) {
  const double z2n = z * z / n;
  const double upper_scaled = p + z2n / 2.0 + z * std::sqrt(p * (1.0 - p) / n + z2n / (4.0 * n));
  return p * p / upper_scaled;
}

}  // namespace

std::optional<model::Interval> wilson_interval(double successes, double trials, double z) {
  if (trials <= 0.0) return std::nullopt;
  const double failures = trials - successes;
  return model::Interval{wilson_lower(successes / trials, trials, z),
                         1.0 - wilson_lower(failures / trials, trials, z)};
}

std::optional<model::Interval> t_interval(const model::Moments& moments, double confidence) {
  const auto spread = variance(moments);
  if (!spread) return std::nullopt;
  const auto n = static_cast<double>(moments.n);
  const distributions::students_t distribution(n - 1.0);
  const double t = distributions::quantile(complement(distribution, (1.0 - confidence) / 2.0));
  const double centre = moments.sum / n;
  const double half = t * std::sqrt(*spread / n);
  return model::Interval{centre - half, centre + half};
}

std::optional<TestResult> welch_t_test(const model::Moments& a, const model::Moments& b) {
  const auto variance_a = variance(a);
  const auto variance_b = variance(b);
  if (!variance_a || !variance_b) return std::nullopt;
  const auto n_a = static_cast<double>(a.n);
  const auto n_b = static_cast<double>(b.n);
  const double error_a = *variance_a / n_a;  // squared standard errors
  const double error_b = *variance_b / n_b;
  const double error = error_a + error_b;
  if (error <= 0.0) return std::nullopt;
  // As shares, so that tiny variances do not underflow when squared.
  const double share_a = error_a / error;
  const double share_b = error_b / error;
  const double freedom = 1.0 / (share_a * share_a / (n_a - 1.0) + share_b * share_b / (n_b - 1.0));
  const double t = (a.sum / n_a - b.sum / n_b) / std::sqrt(error);
  return TestResult{t, two_sided(distributions::students_t(freedom), t)};
}

std::optional<TestResult> two_proportion_z_test(double successes_a, double trials_a,
                                                double successes_b, double trials_b) {
  if (trials_a <= 0.0 || trials_b <= 0.0) return std::nullopt;
  const double pooled = (successes_a + successes_b) / (trials_a + trials_b);
  const double spread = pooled * (1.0 - pooled) * (1.0 / trials_a + 1.0 / trials_b);
  if (spread <= 0.0) return std::nullopt;
  const double z = (successes_a / trials_a - successes_b / trials_b) / std::sqrt(spread);
  return TestResult{z, two_sided(distributions::normal(), z)};
}

std::optional<Correlation> pearson(const model::Moments& x, const model::Moments& y,
                                   double sum_xy) {
  if (x.n < 2 || y.n != x.n) return std::nullopt;
  const double spread = std::sqrt(centred_squares(x)) * std::sqrt(centred_squares(y));
  if (spread <= 0.0) return std::nullopt;
  const auto n = static_cast<double>(x.n);
  Correlation result;
  result.r = std::clamp(centred_products(n, x.sum, y.sum, sum_xy) / spread, -1.0, 1.0);
  if (x.n < 3) return result;
  const double unexplained = (1.0 - result.r) * (1.0 + result.r);
  if (unexplained <= 0.0) {
    result.p_value = 0.0;
  } else {
    const double t = result.r * std::sqrt((n - 2.0) / unexplained);
    result.p_value = two_sided(distributions::students_t(n - 2.0), t);
  }
  return result;
}

std::vector<std::optional<double>> benjamini_hochberg(std::span<const std::optional<double>> p) {
  std::vector<std::size_t> tests;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (p[i]) tests.push_back(i);
  }
  std::stable_sort(tests.begin(), tests.end(),
                   [&](std::size_t a, std::size_t b) { return *p[a] < *p[b]; });
  std::vector<std::optional<double>> q(p.size());
  double smallest = 1.0;  // of p x tests / rank, from the largest p down
  for (std::size_t rank = tests.size(); rank > 0; --rank) {
    const std::size_t test = tests[rank - 1];
    const double ratio = static_cast<double>(tests.size()) / static_cast<double>(rank);
    smallest = std::min(smallest, *p[test] * ratio);
    q[test] = smallest;
  }
  return q;
}

std::optional<double> quantile(std::vector<double> values, double fraction) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const double place = fraction * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return std::lerp(values[below], values[above], place - static_cast<double>(below));
}

std::optional<double> median(std::vector<double> values) {
  return quantile(std::move(values), 0.5);
}

std::optional<double> entropy_bits(std::span<const std::int64_t> counts) {
  const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0LL));
  if (total <= 0.0) return std::nullopt;
  double bits = 0.0;
  for (std::int64_t count : counts) {
    if (count <= 0) continue;
    const double share = static_cast<double>(count) / total;
    bits -= share * std::log2(share);
  }
  return std::max(0.0, bits);  // not -0 where there is one group
}

}  // namespace eros::analysis
