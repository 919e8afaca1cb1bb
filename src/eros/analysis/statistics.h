#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "eros/model/report.h"
#include "eros/model/rollup.h"

// The statistics of the report, on Boost.Math's distributions. docs/statistics.md has the
// formulas; tests/analysis/reference holds what SciPy and statsmodels say of the same inputs.
// Nothing means that the data do not define the figure; no function returns NaN or infinity for
// finite inputs.
namespace eros::analysis {

// The 0.975 quantile of the standard normal distribution. (The bandit's bounds keep the documented
// 1.96; everything in the report uses this.)
inline constexpr double z_95 = 1.959963984540054;

// A test's statistic and its two-sided p-value, in [0, 1].
struct TestResult {
  double statistic = 0.0;
  double p_value = 1.0;
};

// Wilson's score interval of a proportion (Wilson 1927, JASA 22:209-212), within [0, 1]. Needs
// 0 <= successes <= trials; nothing for trials = 0.
std::optional<model::Interval> wilson_interval(double successes, double trials, double z = z_95);

// Student's t interval of a mean; `confidence` in (0, 1). Nothing for n < 2; a point where all
// values are equal.
std::optional<model::Interval> t_interval(const model::Moments& moments, double confidence = 0.95);

// Welch's t test that two means are equal (Welch 1947, Biometrika 34:28-35; degrees of freedom by
// Welch-Satterthwaite). Nothing if either n < 2, or if neither group varies.
std::optional<TestResult> welch_t_test(const model::Moments& a, const model::Moments& b);

// The pooled two-proportion z test, no continuity correction (Fleiss, Levin, Paik 2003,
// Statistical Methods for Rates and Proportions, ch. 3). Nothing if either has no trials, or if all
// trials of both went the same way.
std::optional<TestResult> two_proportion_z_test(double successes_a, double trials_a,
                                                double successes_b, double trials_b);

// Pearson's correlation in [-1, 1], and the two-sided p-value of its t test with n - 2 degrees of
// freedom (nothing for n < 3).
struct Correlation {
  double r = 0.0;
  std::optional<double> p_value;
};
// `x` and `y` are of the same n pairs, `sum_xy` the sum of their products. Nothing for n < 2, or
// where x or y does not vary.
std::optional<Correlation> pearson(const model::Moments& x, const model::Moments& y, double sum_xy);

// q-values of a family of tests (Benjamini, Hochberg 1995, JRSS B 57:289-300), in the order given;
// q >= p. An entry without a p-value is no test: it has no q-value and does not count.
std::vector<std::optional<double>> benjamini_hochberg(std::span<const std::optional<double>> p);

// The quantile at `fraction` in [0, 1], linear between order statistics (type 7 of Hyndman, Fan
// 1996; NumPy's default). Nothing for no values. O(n log n).
std::optional<double> quantile(std::vector<double> values, double fraction);
std::optional<double> median(std::vector<double> values);

// Shannon's entropy of the shares of `counts`, in bits: 0 for one group, log2(k) for k equal ones
// (Shannon 1948). Nothing if the counts sum to 0.
std::optional<double> entropy_bits(std::span<const std::int64_t> counts);

}  // namespace eros::analysis
