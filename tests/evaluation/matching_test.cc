#include "eros/evaluation/matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace eros::evaluation {
namespace {

using testing::ElementsAre;
using testing::Eq;

base::Instant at(int minute) { return base::Instant(base::minutes(minute)); }

const std::vector<model::SentPpv> sent = {{"fern", "sunny", at(1'000), 10.0},
                                          {"fern", "rainy", at(1'030), 20.0},
                                          {"fern", "sunny", at(9'000), 30.0},
                                          {"moss", "sunny", at(1'000), 40.0}};

TEST(MatchSent, IsTheNearestOfThePageAndText) {
  const std::vector<PlannedPpv> planned = {{"fern", "sunny", at(8'500)},
                                           {"moss", "sunny", at(1'000)},
                                           {"fern", "sunny", at(1'200)},
                                           {"moss", "rainy", at(1'030)},
                                           {"fern", "rainy", at(5'000)}};
  EXPECT_THAT(match_sent(planned, sent, base::hours(24)),
              ElementsAre(Eq(2u), Eq(3u), Eq(0u), Eq(std::nullopt), Eq(std::nullopt)));
  EXPECT_THAT(
      match_sent(planned, sent, base::minutes(100)),
      ElementsAre(Eq(std::nullopt), Eq(3u), Eq(std::nullopt), Eq(std::nullopt), Eq(std::nullopt)));
}

TEST(MatchSent, OneMessageIsOfOnePlan) {
  const std::vector<PlannedPpv> planned = {
      {"moss", "sunny", at(1'300)}, {"moss", "sunny", at(900)}, {"moss", "sunny", at(1'110)}};
  EXPECT_THAT(match_sent(planned, sent, base::hours(24)),
              ElementsAre(Eq(std::nullopt), Eq(0u + 3u), Eq(std::nullopt)));
  EXPECT_TRUE(match_sent({}, sent, base::hours(24)).empty());
}

}  // namespace
}  // namespace eros::evaluation
