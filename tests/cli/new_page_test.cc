// A page that is known by name alone: what nobody can know of it is not said to be 0.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class NewPage : public ::testing::Test {
 protected:
  NewPage() {
    std::string captions = "caption_text,price_tier,content_category,psychological_trigger\n";
    for (int n = 0; n < 80; ++n) {
      captions += fmt::format("A walk no. {},{},Category {},\n", n,
                              std::array{"budget", "mid", "premium", "bump"}.at(n % 4), n % 7);
    }
    place_.write("captions.csv", captions);
    place_.write("creators.csv", "page_name\nfern\n");
    EXPECT_EQ(place_.eros({"init"}).exit_code, 0);
    EXPECT_EQ(place_.eros(at_noon({"import", "captions", "captions.csv"})).exit_code, 0);
    EXPECT_EQ(place_.eros(at_noon({"import", "creators", "creators.csv"})).exit_code, 0);
  }
  Outcome plan() const { return place_.eros(at_noon({"schedule", "fern", "--ppv", "7"})); }
  std::string id_of_plan() const {
    return rows_of(place_, "schedule_id", "schedule_recommendations").at(0);
  }

  const Workplace place_;
};

TEST_F(NewPage, ExpectsNobodyKnowsWhat) {
  const Outcome planned = plan();
  ASSERT_EQ(planned.exit_code, 0) << planned.err;
  EXPECT_THAT(planned.out, HasSubstr("expected - "));
  EXPECT_THAT(planned.out, Not(HasSubstr("$0")));
  EXPECT_EQ(count_of(place_, "schedule_messages WHERE message_type = 'PPV'"), 7);
  EXPECT_EQ(count_of(place_,
                     "schedule_messages WHERE message_type = 'PPV' AND expected_revenue "
                     "IS NOT NULL"),
            0);
  EXPECT_EQ(count_of(place_,
                     "schedule_messages WHERE message_type = 'Bump' AND expected_revenue "
                     "IS DISTINCT FROM 0"),
            0)
      << "a free message brings nothing by itself";
}

TEST_F(NewPage, IsShownAndExportedWithoutAnExpectation) {
  ASSERT_EQ(plan().exit_code, 0);
  const json week = json_of(place_.eros(at_noon({"show", id_of_plan(), "--format", "json"})));
  for (const json& message : week["messages"]) {
    const bool is_paid = message["message_type"] == "PPV";
    EXPECT_EQ(message["expected_revenue"], is_paid ? json(nullptr) : json(0.0));
  }
  const std::string shown = place_.eros(at_noon({"show", id_of_plan()})).out;
  EXPECT_THAT(shown, HasSubstr("expected - "));
  EXPECT_THAT(shown, Not(HasSubstr("$0")));
  EXPECT_EQ(
      place_.eros(at_noon({"export", id_of_plan(), "--extended", "--output", "x.csv"})).exit_code,
      0);
  const auto records = csv_records(place_.read("x.csv"));
  const auto column = std::ranges::find(records[0], "expected_revenue") - records[0].begin();
  for (std::size_t row = 1; row < records.size(); ++row) {
    const auto& record = records[row];
    EXPECT_EQ(record[static_cast<std::size_t>(column)], record[4] == "PPV" ? "" : "0.00");
  }
}

}  // namespace
}  // namespace eros::testing
