#include "eros/store/bigquery/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A page with one row of these (type, value) columns; they are named after their types.
json one_row(const std::vector<std::pair<std::string, json>>& columns) {
  json page = {{"jobComplete", true}};
  json cells = json::array();
  for (const auto& [type, value] : columns) {
    page["schema"]["fields"].push_back({{"name", "a_" + type}, {"type", type}});
    cells.push_back({{"v", value}});
  }
  page["rows"].push_back({{"f", cells}});
  return page;
}

PagedRows rows_of(json page) {
  return {std::move(page), [](const std::string&) -> json { throw std::runtime_error("a page"); }};
}

TEST(BigQueryRows, ReadsEveryType) {
  auto rows = rows_of(one_row({{"BOOLEAN", "true"},
                               {"INTEGER", "-9223372036854775808"},
                               {"FLOAT", "5e-324"},
                               {"STRING", "ünï\n"},
                               {"TIMESTAMP", "1795118400123456"},
                               {"DATE", "2024-02-29"},
                               {"NUMERIC", "-12.3456"},
                               {"DATETIME", "2026-11-23T12:00:00"},
                               {"FLOAT", "-Infinity"},
                               {"NUMERIC", "42"},
                               {"STRING", nullptr}}));
  ASSERT_TRUE(rows.next());
  EXPECT_TRUE(rows.flag(0));
  EXPECT_EQ(rows.integer(1), INT64_MIN);
  EXPECT_EQ(rows.real(2), 5e-324);
  EXPECT_EQ(rows.text(3), "ünï\n");
  EXPECT_EQ(rows.instant(4).time_since_epoch().count(), 1'795'118'400'123'456);
  EXPECT_EQ(base::format_day(rows.day(5)), "2024-02-29");
  EXPECT_EQ(rows.money(6), base::Money{-123'456});
  EXPECT_EQ(rows.real(6), -12.3456);
  EXPECT_EQ(base::format_instant(rows.instant(7)), "2026-11-23T12:00:00.000000Z");
  EXPECT_EQ(rows.real(8), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(rows.integer(9), 42);
  EXPECT_TRUE(rows.is_null(10));
  EXPECT_FALSE(rows.is_null(0));
  EXPECT_FALSE(rows.next());
  EXPECT_FALSE(rows.next());
}

TEST(BigQueryRows, NameTheColumnThatIsOfAnotherType) {
  auto rows = rows_of(one_row({{"STRING", "7"}, {"NUMERIC", "0.12345"}, {"BYTES", "AA=="}}));
  ASSERT_TRUE(rows.next());
  EXPECT_THROW(rows.integer(0), base::Error);
  EXPECT_THROW(rows.flag(0), base::Error);
  EXPECT_THROW(rows.day(0), base::Error);
  EXPECT_THROW(rows.instant(0), base::Error);
  EXPECT_THROW(rows.integer(1), base::Error);
  EXPECT_THROW(rows.text(2), base::Error);
  try {
    (void)rows.money(1);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("'a_NUMERIC'"));
  }
}

TEST(BigQueryRows, FollowsThePages) {
  json first = one_row({{"INTEGER", "1"}});
  first["pageToken"] = "second";
  std::vector<std::string> asked;
  PagedRows rows(first, [&](const std::string& token) {
    asked.push_back(token);
    json page = one_row({{"INTEGER", "2"}});
    if (token == "second") {
      page["rows"] = json::array();  // a page may be empty
      page["pageToken"] = "third";
    }
    return page;
  });
  EXPECT_THAT(rows.names(), ElementsAre("a_INTEGER"));
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.integer(0), 1);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.integer(0), 2);
  EXPECT_FALSE(rows.next());
  EXPECT_THAT(asked, ElementsAre("second", "third"));
}

TEST(BigQueryRows, AStatementWithoutRowsHasNone) {
  auto rows = rows_of({{"jobComplete", true}, {"numDmlAffectedRows", "3"}});
  EXPECT_TRUE(rows.names().empty());
  EXPECT_FALSE(rows.next());
}

TEST(BigQueryRows, DecimalsAreExact) {
  EXPECT_EQ(ten_thousandths("0"), 0);
  EXPECT_EQ(ten_thousandths("-0.5"), -5'000);
  EXPECT_EQ(ten_thousandths("1.2340000"), 12'340);
  EXPECT_EQ(ten_thousandths("922337203685477.5807"), INT64_MAX);
  for (const auto* bad : {"922337203685477.5808", "0.00001", "", "1e5", "x", "1.2.3"}) {
    EXPECT_EQ(ten_thousandths(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace eros::store::bigquery
