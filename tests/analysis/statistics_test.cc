// Where the data do not define a figure, or only just; reference_test.cc has the ordinary cases.
#include "eros/analysis/statistics.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "analysis/samples.h"
#include "eros/analysis/moments.h"

namespace eros::analysis {
namespace {

using testing::moments_of;

TEST(Moments, OfNothingAreNoValue) {
  EXPECT_FALSE(mean(model::Moments{}));
  EXPECT_FALSE(variance({}));
  EXPECT_FALSE(variance(moments_of({3.5})));
  EXPECT_EQ(mean(moments_of({3.5})), 3.5);
}

// 0.1 has no exact double: the naive formula leaves a variance of about 1e-18 here, and a
// correlation of pure rounding.
TEST(Moments, OfEqualValuesHaveNoVariance) {
  const std::vector<double> equal(1000, 0.1);
  EXPECT_EQ(variance(moments_of(equal)), 0.0);
  EXPECT_EQ(variance(moments_of(std::vector<double>(7, 12345.6789))), 0.0);
  EXPECT_EQ(variance(moments_of({0.0, 0.0})), 0.0);
}

TEST(WilsonInterval, StaysWithinZeroAndOne) {
  EXPECT_FALSE(wilson_interval(0, 0));
  EXPECT_EQ(wilson_interval(0, 30)->lower, 0.0);
  EXPECT_GT(wilson_interval(0, 30)->upper, 0.0);
  EXPECT_EQ(wilson_interval(30, 30)->upper, 1.0);
  EXPECT_LT(wilson_interval(30, 30)->lower, 1.0);
}

TEST(TInterval, NeedsTwoValues) {
  EXPECT_FALSE(t_interval({}));
  EXPECT_FALSE(t_interval(moments_of({1.0})));
  const auto point = t_interval(moments_of({0.25, 0.25, 0.25}));
  ASSERT_TRUE(point);
  EXPECT_EQ(point->lower, 0.25);
  EXPECT_EQ(point->upper, 0.25);
}

TEST(WelchTTest, NeedsTwoValuesOnEachSideAndSomeVariance) {
  const auto varied = moments_of({1.0, 2.0, 4.0});
  EXPECT_FALSE(welch_t_test({}, varied));
  EXPECT_FALSE(welch_t_test(varied, moments_of({1.0})));
  EXPECT_FALSE(welch_t_test(moments_of({0.1, 0.1, 0.1}), moments_of({0.3, 0.3, 0.3})));
  EXPECT_NEAR(welch_t_test(varied, varied)->p_value, 1.0, 1e-12);
}

TEST(TwoProportionZTest, NeedsTrialsAndBothOutcomes) {
  EXPECT_FALSE(two_proportion_z_test(0, 0, 3, 10));
  EXPECT_FALSE(two_proportion_z_test(3, 10, 0, 0));
  EXPECT_FALSE(two_proportion_z_test(0, 10, 0, 20));
  EXPECT_FALSE(two_proportion_z_test(10, 10, 20, 20));
  EXPECT_TRUE(two_proportion_z_test(0, 10, 20, 20));
}

TEST(Pearson, NeedsTwoPairsThatVary) {
  const auto x = moments_of({15.0, 25.0, 40.0});
  EXPECT_FALSE(pearson({}, {}, 0.0));
  EXPECT_FALSE(pearson(moments_of({2.0}), moments_of({3.0}), 6.0));
  EXPECT_FALSE(pearson(moments_of({19.9, 19.9, 19.9}), x, 19.9 * 80.0));
}

TEST(Pearson, OfAPerfectLineIsOneAndCertain) {
  const auto two = pearson(moments_of({1.0, 2.0}), moments_of({5.0, 3.0}), 11.0);
  ASSERT_TRUE(two);
  EXPECT_NEAR(two->r, -1.0, 1e-12);
  EXPECT_FALSE(two->p_value) << "no degree of freedom is left";
  const auto line = pearson(moments_of({1.0, 2.0, 3.0}), moments_of({2.0, 4.0, 6.0}), 28.0);
  ASSERT_TRUE(line);
  EXPECT_NEAR(line->r, 1.0, 1e-12);
  EXPECT_NEAR(line->p_value.value(), 0.0, 1e-7);
}

TEST(BenjaminiHochberg, CountsOnlyTests) {
  const std::vector<std::optional<double>> p = {0.01, std::nullopt, 0.04};
  const auto q = benjamini_hochberg(p);
  ASSERT_EQ(q.size(), 3u);
  EXPECT_DOUBLE_EQ(q[0].value(), 0.02);
  EXPECT_FALSE(q[1]);
  EXPECT_DOUBLE_EQ(q[2].value(), 0.04);
  EXPECT_TRUE(benjamini_hochberg({}).empty());
}

RC_GTEST_PROP(BenjaminiHochberg, NeverBelowPAndInTheSameOrder, ()) {
  const auto thousandths = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001));
  std::vector<std::optional<double>> p;
  for (int value : thousandths) p.push_back(value / 1000.0);
  const auto q = benjamini_hochberg(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    RC_ASSERT(*q[i] >= *p[i]);
    RC_ASSERT(*q[i] <= 1.0);
    for (std::size_t j = 0; j < p.size(); ++j) {
      if (*p[i] <= *p[j]) RC_ASSERT(*q[i] <= *q[j]);
    }
  }
}

TEST(Quantile, OfFewValues) {
  EXPECT_FALSE(median({}));
  EXPECT_EQ(median({7.0}), 7.0);
  EXPECT_EQ(median({9.0, 1.0}), 5.0);
  EXPECT_EQ(quantile({3.0, 1.0, 2.0}, 1.0), 3.0);
}

TEST(Entropy, OfNothingIsNoValueAndOfOneGroupIsZero) {
  EXPECT_FALSE(entropy_bits(std::vector<std::int64_t>{}));
  EXPECT_FALSE(entropy_bits(std::vector<std::int64_t>{0, 0}));
  EXPECT_EQ(entropy_bits(std::vector<std::int64_t>{4, 0}), 0.0);
  EXPECT_FALSE(std::signbit(entropy_bits(std::vector<std::int64_t>{4}).value()));
}

}  // namespace
}  // namespace eros::analysis
