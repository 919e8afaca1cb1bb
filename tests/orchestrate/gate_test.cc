#include "eros/orchestrate/gate.h"

#include <gtest/gtest.h>

#include "eros/orchestrate/schedule_id.h"

namespace eros::orchestrate {
namespace {

using model::Zone;

TEST(Gate, LetsOnlyValidSchedulesOfPagesThatAreNotRedPass) {
  EXPECT_TRUE(gate(true, Zone::green).may_export);
  EXPECT_TRUE(gate(true, Zone::yellow).may_export);
  EXPECT_TRUE(gate(true, Zone::green).reason.empty());
  for (const bool ok : {true, false}) {
    EXPECT_FALSE(gate(ok, Zone::red).may_export);
    EXPECT_FALSE(gate(ok, Zone::red).reason.empty());
  }
  EXPECT_FALSE(gate(false, Zone::green).may_export);
  EXPECT_NE(gate(false, Zone::green).reason.find("hard rule"), std::string::npos);
}

TEST(ScheduleId, IsAsOfOnThePagesClocksToTheMicrosecond) {
  const auto as_of = *base::parse_instant("2026-11-17T12:00:00-08:00", base::Zone::find("UTC")) +
                     base::microseconds(42);
  EXPECT_EQ(schedule_id(as_of, base::Zone::find("America/Los_Angeles"), "fern"),
            "sched_20261117_120000_000042_fern");
  EXPECT_EQ(schedule_id(as_of, base::Zone::find("Asia/Tokyo"), "fern"),
            "sched_20261118_050000_000042_fern");
  // Half-hour zones, and the hour that comes twice: ids stay told apart by the store.
  EXPECT_EQ(schedule_id(as_of, base::Zone::find("Asia/Kolkata"), "fern"),
            "sched_20261118_013000_000042_fern");
}

}  // namespace
}  // namespace eros::orchestrate
