#include "eros/orchestrate/export_schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "orchestrate/planned_agency.h"

namespace eros::orchestrate {
namespace {

using testing::DemoStore;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::ImportStore;
using testing::next_monday;
using testing::PlanInputs;

// A store with one planned week, and exports of it into a text.
class ExportSchedule : public ::testing::Test {
 protected:
  void plan(std::optional<model::Zone> zone) {
    PlanInputs inputs(*store, {"cedar_runs"}, next_monday);
    inputs.request.overrides.zone = zone;
    id = plan_weeks(*store, inputs.agency, inputs.pages, inputs.request, model::Settings(), true)
             .front()
             .schedule_id;
  }
  ExportRequest request(ExportFormat format = ExportFormat::csv) {
    return {.format = format,
            .csv = {},
            .force = false,
            .as_of = ImportStore::as_of,
            .write = [this](const std::string& text) { written = text; }};
  }
  ExportOutcome export_now(const ExportRequest& how) {
    return export_schedule(*store, (*store).schedule(id).value(), how);
  }
  std::vector<std::string> log() {
    return store.rows("status, export_format, message_count", "schedule_export_log ORDER BY rowid");
  }
  std::string status() { return store.rows("status", "schedule_recommendations").at(0); }

  DemoStore store;
  std::string id;
  std::string written;
};

TEST_F(ExportSchedule, WritesWhatTheViewHoldsAndMarksItExported) {
  plan(std::nullopt);
  const auto rows = (*store).schedule_rows(id);
  const ExportOutcome csv = export_now(request());
  EXPECT_TRUE(csv.exported);
  EXPECT_EQ(csv.rows, std::ssize(rows));
  EXPECT_EQ(written, exports::schedule_csv(rows, {}).text);
  EXPECT_EQ(status(), "exported");
  EXPECT_TRUE(export_now(request(ExportFormat::json)).exported) << "and again";
  EXPECT_THAT(written, HasSubstr("\"schedule_id\": \"" + id + "\""));
  const std::string n = std::to_string(rows.size());
  EXPECT_THAT(log(), ElementsAre("SUCCESS|csv|" + n, "SUCCESS|json|" + n));
}

TEST_F(ExportSchedule, SkipsARedPageUnlessForced) {
  plan(model::Zone::red);
  const ExportOutcome skipped = export_now(request());
  EXPECT_FALSE(skipped.exported);
  EXPECT_THAT(skipped.reason, HasSubstr("RED"));
  EXPECT_EQ(written, "");
  EXPECT_EQ(status(), "draft");
  ExportRequest forced = request();
  forced.force = true;
  EXPECT_TRUE(export_now(forced).exported);
  EXPECT_EQ(status(), "exported");
  EXPECT_THAT(store.rows("status", "schedule_export_log ORDER BY rowid"),
              ElementsAre("SKIPPED", "SUCCESS"));
  EXPECT_THAT(store.rows("error_message", "schedule_export_log WHERE status = 'SUCCESS'").at(0),
              HasSubstr("forced"));
}

TEST_F(ExportSchedule, LogsAWriteThatFailsAndLeavesADraft) {
  plan(std::nullopt);
  ExportRequest failing = request();
  failing.write = [](const std::string&) {
    throw base::Error(base::ErrorCode::failed, "the disk is full", "Free some space.");
  };
  EXPECT_THROW(export_now(failing), base::Error);
  EXPECT_EQ(status(), "draft");
  EXPECT_THAT(store.rows("status, error_message", "schedule_export_log"),
              ElementsAre("FAILED|the disk is full"));
}

TEST_F(ExportSchedule, RefusesWhatIsNotLive) {
  plan(std::nullopt);
  (*store).cancel(id, ImportStore::as_of);
  try {
    export_now(request());
    FAIL() << "exported";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("was cancelled"));
  }
  EXPECT_EQ(written, "");
}

}  // namespace
}  // namespace eros::orchestrate
