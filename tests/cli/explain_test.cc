// What `show --explain` says of stored messages holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/sample_agency.h"

namespace eros::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

TEST(Explain, BumpsOfCoolingDaysStandWhereThoseDaysWantThem) {
  const SampleAgency agency;
  const json plan = agency.plan("willow_travels", "2026-11-23");
  ASSERT_EQ(plan["saturation_zone"], "RED");
  const std::string id = plan["schedule_id"];
  const json messages = json_of(agency.eros({"show", id, "--format", "json"}))["messages"];
  int on_cooling_days = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (messages[i]["message_type"] != "Bump") continue;
    const bool is_cooling = messages[i]["scheduled_send_time"] < "2026-11-25";
    on_cooling_days += is_cooling ? 1 : 0;
    const Outcome why =
        agency.eros({"show", id, "--explain", std::to_string(i + 1), "--format", "json"});
    const std::string then = json_of(why)["why_then"];
    EXPECT_THAT(then, HasSubstr(is_cooling ? "about 9:00, 14:30 and 20:00" : "mornings and"));
    EXPECT_EQ(then.find("mornings") == std::string::npos, is_cooling) << then;
  }
  EXPECT_EQ(on_cooling_days, 6);
}

}  // namespace
}  // namespace eros::testing
