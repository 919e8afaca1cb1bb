#include "eros/orchestrate/schedule_rows.h"

#include <gtest/gtest.h>

#include "eros/exports/csv.h"
#include "orchestrate/planned_agency.h"

namespace eros::orchestrate {
namespace {

// A dry run's CSV is the one that saving would have given.
TEST(ScheduleRows, AreThoseThatTheViewShowsOnceStored) {
  testing::DemoStore store;
  testing::PlanInputs inputs(*store, {"cedar_runs"}, testing::next_monday);
  const model::Schedule week =
      plan_weeks(*store, inputs.agency, inputs.pages, inputs.request, model::Settings(), true)
          .front();
  const auto csv = [](const std::vector<model::ScheduleRow>& rows) {
    return exports::schedule_csv(rows, {.formula_guard = true, .extended = true}).text;
  };
  EXPECT_EQ(csv(schedule_rows(week)), csv((*store).schedule_rows(week.schedule_id)));
}

}  // namespace
}  // namespace eros::orchestrate
