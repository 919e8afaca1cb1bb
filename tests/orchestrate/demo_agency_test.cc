#include "eros/orchestrate/demo_agency.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "eros/base/text.h"
#include "eros/orchestrate/demo_captions.h"

namespace eros::orchestrate {
namespace {

base::Instant as_of() {
  return base::parse_instant("2026-11-17T12:00:00-08:00", base::Zone::find("UTC")).value();
}

// The texts of the sample agency hold no quotes, and no commas in messages but in urgent ones:
// figures are therefore read from the end of the line.
std::vector<std::string> last_fields(const std::string& line, std::size_t n) {
  std::vector<std::string> fields;
  std::size_t end = line.size();
  while (fields.size() < n) {
    const std::size_t comma = line.rfind(',', end - 1);
    fields.insert(fields.begin(), line.substr(comma + 1, end - comma - 1));
    end = comma;
  }
  return fields;
}

TEST(DemoAgency, IsTheSameForTheSameSeed) {
  const DemoAgency a = make_demo_agency(as_of(), 7);
  const DemoAgency b = make_demo_agency(as_of(), 7);
  EXPECT_EQ(a.messages_csv, b.messages_csv);
  EXPECT_EQ(a.captions_csv, b.captions_csv);
  EXPECT_EQ(a.creators_csv, b.creators_csv);
  EXPECT_NE(a.messages_csv, make_demo_agency(as_of(), 8).messages_csv);
}

TEST(DemoAgency, HasNoImpossibleMessage) {
  const DemoAgency agency = make_demo_agency(as_of(), 1);
  std::istringstream lines(agency.messages_csv);
  std::string line;
  std::getline(lines, line);
  std::int64_t rows = 0;
  std::set<std::string> pages;
  for (; std::getline(lines, line); ++rows) {
    // sending_time, price, sent, viewed, purchased, earnings, type
    const auto f = last_fields(line, 7);
    const auto at = base::parse_instant(f[0], base::Zone::find("UTC"));
    ASSERT_TRUE(at.has_value()) << line;
    EXPECT_LE(*at, as_of()) << line;
    EXPECT_GE(*at, as_of() - base::days{122}) << line;
    const std::int64_t sent = std::stoll(f[2]), viewed = std::stoll(f[3]),
                       bought = std::stoll(f[4]);
    EXPECT_GT(sent, 0);
    EXPECT_TRUE(0 <= bought && bought <= viewed && viewed <= sent) << line;
    EXPECT_DOUBLE_EQ(std::stod(f[5]), static_cast<double>(bought) * std::stod(f[1])) << line;
    EXPECT_EQ(f[6] == "PPV", std::stod(f[1]) > 0.0) << line;
    pages.insert(line.substr(0, line.find(',')));
  }
  EXPECT_GT(rows, 3'000);
  EXPECT_EQ(pages, std::set<std::string>(agency.page_names.begin(), agency.page_names.end()));
  EXPECT_EQ(pages.size(), 12u);
}

TEST(DemoAgency, HasAccountsOfEverySizeAndATiredPage) {
  const DemoAgency agency = make_demo_agency(as_of(), 1);
  std::map<std::string, double> revenue;               // 90 days
  std::map<std::string, std::array<double, 4>> views;  // viewed and sent, this week and before
  std::istringstream lines(agency.messages_csv);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const auto f = last_fields(line, 7);
    const std::string page = line.substr(0, line.find(','));
    const base::Instant at = *base::parse_instant(f[0], base::Zone::find("UTC"));
    if (at > as_of() - base::days{90}) revenue[page] += std::stod(f[5]);
    const bool now = at > as_of() - base::days{6};
    views[page][now ? 0 : 2] += std::stod(f[3]);
    views[page][now ? 1 : 3] += std::stod(f[2]);
  }
  std::set<int> sizes;
  for (const auto& [page, sum] : revenue) {
    sizes.insert(sum < 5'000 ? 0 : sum < 25'000 ? 1 : sum < 100'000 ? 2 : sum < 500'000 ? 3 : 4);
  }
  EXPECT_EQ(sizes.size(), 5u);
  const auto change = [&](const char* page) {
    const auto& v = views.at(page);
    return (v[0] / v[1]) / (v[2] / v[3]) - 1.0;
  };
  EXPECT_LT(change("willow_travels"), -0.35);
  EXPECT_LT(change("juniper_sketches"), -0.15);
  EXPECT_NEAR(change("acorn_bakery"), 0.0, 0.05);
}

TEST(DemoCaptions, AreFifteenHundredDistinctTexts) {
  const auto captions = demo_captions(1);
  std::set<std::string> keys;
  for (const DemoCaption& caption : captions) keys.insert(base::caption_key_v2(caption.text));
  EXPECT_EQ(captions.size(), 1'500u);
  EXPECT_EQ(keys.size(), 1'500u);
}

}  // namespace
}  // namespace eros::orchestrate
