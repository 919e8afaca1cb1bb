#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "eros/orchestrate/agency.h"
#include "eros/orchestrate/demo_agency.h"
#include "eros/orchestrate/plan_page.h"
#include "orchestrate/import_store.h"

// What the program says of a page's fatigue, against the table function of the same name in SQL,
// on the sample agency: pages of many zones, from Denver to Sydney.
namespace eros::orchestrate {
namespace {

using testing::ImportStore;

class SampleAgency {
 public:
  SampleAgency(base::Instant as_of, std::uint64_t seed) : as_of_(as_of) {
    const DemoAgency agency = make_demo_agency(as_of, seed);
    store_.import_text(model::ImportKind::creators, "creators.csv", agency.creators_csv);
    store_.import_text(model::ImportKind::captions, "captions.csv", agency.captions_csv);
    store_.import_text(model::ImportKind::messages, "messages.csv", agency.messages_csv);
    page_names_ = agency.page_names;
  }
  std::vector<model::Report> reports() {
    const model::Settings settings;
    const Agency agency = load_agency_history(*store_, as_of_, settings);
    std::vector<model::Report> all;
    for (const model::PageInputs& page :
         (*store_).load_pages(page_names_, as_of_, settings.lookback_days, std::nullopt)) {
      const base::LocalDay start = base::Zone::find(page.page.timezone).local_day(as_of_);
      all.push_back(analyse_page(agency, page, start, settings));
    }
    return all;
  }
  std::map<std::string, model::Zone> zones() {
    std::map<std::string, model::Zone> zones;
    for (const model::Report& report : reports()) {
      zones[report.page_name] = report.saturation_status;
    }
    return zones;
  }
  ImportStore& store() { return store_; }
  // As SQL takes it.
  std::string as_of_text() const {
    return "'" + base::format_instant(as_of_).substr(0, 19) + "'::TIMESTAMP";
  }

 private:
  base::Instant as_of_;
  ImportStore store_;
  std::vector<std::string> page_names_;
};

base::Instant instant(const char* text) {
  return base::parse_instant(text, base::Zone::find("UTC")).value();
}

void expect_near(const std::optional<double>& program, const store::Rows& sql, int column,
                 const std::string& page) {
  ASSERT_EQ(program.has_value(), !sql.is_null(column)) << page << " column " << column;
  if (!program) return;
  EXPECT_NEAR(*program, sql.real(column), 1e-9) << page << " column " << column;
}

void expect_conformance(SampleAgency& agency) {
  for (const model::Report& report : agency.reports()) {
    const std::string& page = report.page_name;
    const auto rows = agency.store().engine().query_text(
        "SELECT saturation_status, risk_level, CAST(round(saturation_score * 100) AS BIGINT), "
        "consecutive_underperform_days, unlock_rate_deviation, emv_deviation, frequency_trend, "
        "volume_adjustment_factor, confidence_score, coalesce(exclusion_reason, '') "
        "FROM analyze_saturation_status('" +
        page + "', 90, as_of := " + agency.as_of_text() + ")");
    ASSERT_TRUE(rows->next()) << page;
    const model::Saturation& saturation = report.saturation;
    EXPECT_EQ(rows->text(0), to_string(report.saturation_status)) << page;
    EXPECT_EQ(rows->text(1), to_string(saturation.risk_level)) << page;
    EXPECT_EQ(rows->integer(2), saturation.score_hundredths) << page;
    EXPECT_EQ(rows->integer(3), saturation.consecutive_underperform_days) << page;
    expect_near(saturation.unlock_rate_deviation, *rows, 4, page);
    expect_near(saturation.emv_deviation, *rows, 5, page);
    expect_near(saturation.frequency_trend, *rows, 6, page);
    expect_near(saturation.volume_adjustment_factor, *rows, 7, page);
    expect_near(saturation.confidence_score, *rows, 8, page);
    EXPECT_EQ(rows->text(9), saturation.exclusion_reason.value_or("")) << page;
    EXPECT_FALSE(rows->next()) << page;
  }
}

TEST(SaturationConformance, OnAnOrdinaryWeek) {
  SampleAgency agency(instant("2026-11-17T20:00:00Z"), 1);
  expect_conformance(agency);
}

// Labor Day, Christmas and New Year lie in the weeks that are judged; east of the date line it is
// tomorrow.
TEST(SaturationConformance, OnWeeksWithHolidays) {
  for (const char* as_of : {"2026-09-09T23:30:00Z", "2026-01-02T08:30:00Z"}) {
    SampleAgency agency(instant(as_of), 2);
    expect_conformance(agency);
  }
}

// A day on which nearly nobody bought anything on any page.
TEST(SaturationConformance, WithADayThatIsBadForThePlatform) {
  SampleAgency agency(instant("2026-11-17T20:00:00Z"), 3);
  agency.store().engine().execute_text(
      "UPDATE sent_messages SET purchased_count = 0, earnings = 0 "
      "WHERE sending_time >= '2026-11-12 08:00:00' AND sending_time < '2026-11-13 08:00:00'");
  expect_conformance(agency);
}

// The demo shows what each zone does to a week.
TEST(DemoAgencyZones, AreReliablyRedYellowAndGreen) {
  for (const char* as_of : {"2026-11-17T20:00:00Z", "2026-07-08T03:00:00Z"}) {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
      const auto zones = SampleAgency(instant(as_of), seed).zones();
      EXPECT_EQ(zones.at("willow_travels"), model::Zone::red) << as_of << ' ' << seed;
      EXPECT_EQ(zones.at("juniper_sketches"), model::Zone::yellow) << as_of << ' ' << seed;
      EXPECT_TRUE(std::ranges::any_of(
          zones, [](const auto& zone) { return zone.second == model::Zone::green; }));
    }
  }
}

}  // namespace
}  // namespace eros::orchestrate
