#include "eros/store/decision_json.h"

#include <gmock/gmock.h>

namespace eros::store {
namespace {

using ::testing::HasSubstr;

TEST(DecisionJson, IsReadBackAsItWas) {
  model::Decision decision;
  decision.candidates = 214;
  decision.selection_probability = 0.125;
  decision.strategy = model::Strategy::balanced;
  decision.runner_up = base::CaptionId{7};
  decision.runner_up_score = 0.25;
  decision.binding_constraint = "price_tier_run";
  const model::Decision read = parse_decision(decision_json(decision));
  EXPECT_EQ(decision_json(read), decision_json(decision));
  EXPECT_EQ(read.selection_probability, 0.125);
  EXPECT_FALSE(read.promoted);
}

// The chance of being picked is not the chance of being promoted: nothing false is stored.
TEST(DecisionJson, APromotedAlternateHasNoProbability) {
  model::Decision decision;
  decision.selection_probability = 0.0;
  decision.promoted = true;
  const std::string text = decision_json(decision);
  EXPECT_THAT(text, HasSubstr("\"selection_probability\":null,\"promoted\":true"));
  EXPECT_TRUE(parse_decision(text).promoted);
  EXPECT_EQ(parse_decision(text).selection_probability, 0.0) << "not known";
}

}  // namespace
}  // namespace eros::store
