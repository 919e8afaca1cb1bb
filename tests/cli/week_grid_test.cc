#include "eros/cli/week_grid.h"

#include <gtest/gtest.h>

#include <sstream>

#include "cli/sample_week.h"
#include "eros/base/text.h"
#include "golden.h"

namespace eros::cli {
namespace {

TEST(WeekGrid, SpellsOutInAWideTerminal) {
  tests::expect_golden("cli/golden/week_grid_100.txt",
                       week_grid(week_view(tests::sample_week()), {false, 100}));
}

TEST(WeekGrid, IsShortInANarrowOne) {
  tests::expect_golden("cli/golden/week_grid_80.txt",
                       week_grid(week_view(tests::sample_week()), {false, 80}));
}

TEST(WeekGrid, ListShowsEveryText) {
  tests::expect_golden("cli/golden/week_list.txt",
                       week_list(week_view(tests::sample_week()), {false, 90}));
}

TEST(WeekGrid, FitsTheWidth) {
  for (const int width : {80, 98, 100, 140}) {
    std::istringstream lines(week_grid(week_view(tests::sample_week()), {false, width}));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(base::display_width(line), width) << line;
    }
  }
}

TEST(WeekGrid, ColoursAreAllThatColourAdds) {
  const std::string plain = week_grid(week_view(tests::sample_week()), {false, 100});
  std::string coloured = week_grid(week_view(tests::sample_week()), {true, 100});
  EXPECT_NE(coloured, plain);
  for (std::size_t at = 0; (at = coloured.find('\x1b', at)) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) + 1 - at);
  }
  // Spaces that end a coloured cell stay.
  std::istringstream a(coloured), b(plain);
  for (std::string x, y; std::getline(b, y);) {
    ASSERT_TRUE(std::getline(a, x));
    x.erase(x.find_last_not_of(' ') + 1);
    EXPECT_EQ(x, y);
  }
}

TEST(WeekGrid, OfAnEmptyWeekStillShowsSevenDays) {
  model::Schedule week = tests::sample_week();
  week.messages.clear();
  const std::string grid = week_grid(week_view(week), {false, 100});
  EXPECT_NE(grid.find("Mon 23"), std::string::npos);
  EXPECT_NE(grid.find("Sun 29"), std::string::npos);
  EXPECT_NE(grid.find("0 PPVs + 0 bumps"), std::string::npos);
}

TEST(WeekView, SumsWhatIsKnownToBeExpected) {
  model::Schedule week = tests::sample_week();
  for (model::PlannedMessage& m : week.messages) {
    if (m.type == model::MessageType::ppv) m.expected_revenue = std::nullopt;
  }
  EXPECT_EQ(week_view(week).expected_revenue, std::nullopt);
  EXPECT_EQ(week_grid(week_view(week), {false, 100}).find("$0"), std::string::npos);
  week.messages[2].expected_revenue = 340.0;
  EXPECT_EQ(week_view(week).expected_revenue, 340.0);
  std::erase_if(week.messages,
                [](const model::PlannedMessage& m) { return m.type == model::MessageType::ppv; });
  EXPECT_EQ(week_view(week).expected_revenue, 0.0) << "free messages bring nothing by themselves";
}

TEST(WeekView, OfStoredRowsShowsTheSameWeek) {
  const model::Schedule week = tests::sample_week();
  model::StoredSchedule stored;
  stored.page_name = week.page_name;
  stored.week_start = week.start;
  stored.saturation_zone = week.volume.zone;
  stored.account_size = week.volume.account_size;
  std::vector<model::ScheduleRow> rows;
  for (const model::PlannedMessage& m : week.messages) {
    model::ScheduleRow row;
    row.timezone = week.timezone;
    row.scheduled_send_time = m.local;
    row.message_type = m.type;
    row.price_tier = m.tier;
    row.price = m.price;
    row.expected_revenue = m.expected_revenue;
    row.caption_text = m.caption_text;
    if (m.follows) row.follows_index = static_cast<int>(*m.follows);
    rows.push_back(row);
  }
  WeekView planned = week_view(week);
  planned.status = "draft";
  EXPECT_EQ(week_grid(week_view(stored, rows, week.warnings), {}), week_grid(planned, {}));
}

}  // namespace
}  // namespace eros::cli
