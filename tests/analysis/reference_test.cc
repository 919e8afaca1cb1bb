// Every statistic against SciPy and statsmodels: reference/make_reference.py makes the figures, and
// writes the versions into the file.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "analysis/samples.h"
#include "eros/analysis/moments.h"
#include "eros/analysis/statistics.h"
#include "paths.h"

namespace eros::analysis {
namespace {

using testing::agrees;
using testing::moments_of;
using Json = nlohmann::json;

const Json& reference() {
  static const Json json = [] {
    std::ifstream file(std::string(paths::source_dir) +
                       "/tests/analysis/reference/statistics.json");
    return Json::parse(file);
  }();
  return json;
}

std::vector<double> numbers(const Json& json) { return json.get<std::vector<double>>(); }

// The cases of one statistic; at least one, so that a renamed key cannot pass unseen.
const Json& cases(const char* name) {
  const Json& result = reference().at(name);
  EXPECT_FALSE(result.empty());
  return result;
}

TEST(Reference, NormalQuantile) { EXPECT_TRUE(agrees(z_95, reference().at("z_95"))); }

TEST(Reference, Moments) {
  for (const auto& c : cases("moments")) {
    const auto moments = moments_of(numbers(c["values"]));
    EXPECT_TRUE(agrees(mean(moments).value(), c["mean"]));
    EXPECT_TRUE(agrees(variance(moments).value(), c["variance"])) << c;
  }
}

TEST(Reference, WilsonInterval) {
  for (const auto& c : cases("wilson")) {
    const auto interval = wilson_interval(c["successes"], c["trials"]).value();
    EXPECT_TRUE(agrees(interval.lower, c["lower"])) << c;
    EXPECT_TRUE(agrees(interval.upper, c["upper"])) << c;
  }
}

TEST(Reference, TInterval) {
  for (const auto& c : cases("t_interval")) {
    const auto interval = t_interval(moments_of(numbers(c["values"])), c["confidence"]).value();
    EXPECT_TRUE(agrees(interval.lower, c["lower"])) << c;
    EXPECT_TRUE(agrees(interval.upper, c["upper"])) << c;
  }
}

TEST(Reference, WelchTTest) {
  for (const auto& c : cases("welch")) {
    const auto test =
        welch_t_test(moments_of(numbers(c["a"])), moments_of(numbers(c["b"]))).value();
    EXPECT_TRUE(agrees(test.statistic, c["statistic"])) << c;
    EXPECT_TRUE(agrees(test.p_value, c["p_value"])) << c;
  }
}

TEST(Reference, TwoProportionZTest) {
  for (const auto& c : cases("two_proportion")) {
    const auto test = two_proportion_z_test(c["a"][0], c["a"][1], c["b"][0], c["b"][1]).value();
    EXPECT_TRUE(agrees(test.statistic, c["statistic"])) << c;
    EXPECT_TRUE(agrees(test.p_value, c["p_value"])) << c;
  }
}

TEST(Reference, PearsonCorrelation) {
  for (const auto& c : cases("pearson")) {
    const auto x = numbers(c["x"]);
    const auto y = numbers(c["y"]);
    double products = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) products += x[i] * y[i];
    const auto correlation = pearson(moments_of(x), moments_of(y), products).value();
    EXPECT_TRUE(agrees(correlation.r, c["r"])) << c;
    EXPECT_TRUE(agrees(correlation.p_value.value(), c["p_value"])) << c;
  }
}

TEST(Reference, BenjaminiHochberg) {
  for (const auto& c : cases("benjamini_hochberg")) {
    std::vector<std::optional<double>> p;
    for (double value : numbers(c["p"])) p.push_back(value);
    const auto q = benjamini_hochberg(p);
    const auto expected = numbers(c["q"]);
    ASSERT_EQ(q.size(), expected.size());
    for (std::size_t i = 0; i < q.size(); ++i) EXPECT_TRUE(agrees(q[i].value(), expected[i])) << c;
  }
}

TEST(Reference, MedianAndQuantiles) {
  for (const auto& c : cases("quantile")) {
    const auto values = numbers(c["values"]);
    EXPECT_TRUE(agrees(median(values).value(), c["median"]));
    const auto fractions = numbers(c["fractions"]);
    const auto expected = numbers(c["quantiles"]);
    for (std::size_t i = 0; i < fractions.size(); ++i) {
      EXPECT_TRUE(agrees(quantile(values, fractions[i]).value(), expected[i])) << fractions[i];
    }
  }
}

TEST(Reference, Entropy) {
  for (const auto& c : cases("entropy")) {
    const auto counts = c["counts"].get<std::vector<std::int64_t>>();
    EXPECT_TRUE(agrees(entropy_bits(counts).value(), c["bits"])) << c;
  }
}

}  // namespace
}  // namespace eros::analysis
