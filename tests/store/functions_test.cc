// The SQL functions and table functions of SPEC 2, against the program's own and known figures.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <iostream>

#include "eros/base/text.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"
#include "paths.h"
#include "store/scratch.h"

namespace eros::store {
namespace {

// One store for all of them: nothing here writes but the sample pages. Closed before main returns,
// as DuckDB demands.
class Sample : public ::testing::Environment {
 public:
  void TearDown() override { store_.reset(); }
  DuckDBEngine& engine() {
    if (!store_) store_ = Store::open(scratch_.file("store.duckdb"), {.create = true});
    return as_duckdb(store_->engine(), "a test");
  }

 private:
  testing::Scratch scratch_;
  std::optional<Store> store_;
};
Sample* const sample = static_cast<Sample*>(::testing::AddGlobalTestEnvironment(new Sample));
DuckDBEngine& engine() { return sample->engine(); }

std::string encode(char32_t c) {
  std::string text;
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
  } else if (c < 0x10000) {
    text += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
             static_cast<char>(0x80 | (c & 0x3F))};
  } else {
    text += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)),
             static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
  }
  return text;
}

// How many of the texts have another key in SQL than in the program; the first of them is shown.
int differing(const std::vector<std::string>& texts) {
  const auto rows = engine().query_text(
      "SELECT txt, caption_key_v2(txt), caption_key(txt) FROM (SELECT unnest($texts::VARCHAR[]) AS "
      "txt)",
      {{"texts", texts}});
  int count = 0;
  while (rows->next()) {
    const auto expected = base::caption_key_v2(rows->text(0));
    if (rows->text(1) == expected && rows->text(2) == expected) continue;
    if (count++ == 0) std::cerr << "differs: '" << rows->text(0) << "'\n";
  }
  return count;
}

TEST(CaptionKey, KnownTexts) {
  EXPECT_EQ(differing({"Hello, World!", "  hello   world ", "ÉCLAIR", "e\u0301clair", "🌙✨", " 🌙 ",
                       "", "   ", "Привет, мир", "a_b", "1 ½ ²", "\u00a0\u3000x\u2028y\u0085",
                       "İstanbul", "STRASSE ß ẞ", "नमस्ते", "ǅ ǆ", "\u180ex", "a\tb\r\nc"}),
            0);
}

// Every code point between two letters: the two libraries behind the functions know the same.
TEST(CaptionKey, EveryCodePoint) {
  std::vector<std::string> texts;
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    texts.push_back("a" + encode(c) + "b");
    if (texts.size() == 100'000) {
      EXPECT_EQ(differing(texts), 0);
      texts.clear();
    }
  }
  EXPECT_EQ(differing(texts), 0);
}

// The folder of real data, where there is one: EROS_SHARED_DATA, or beside the project.
std::filesystem::path real_data() {
  const char* named = std::getenv("EROS_SHARED_DATA");
  if (named != nullptr) return named;
  return std::filesystem::path(paths::source_dir) / "../shared/data";
}

TEST(CaptionKey, RealTexts) {
  const testing::Scratch scratch;
  DuckDBEngine reader(scratch.file("reader.duckdb"), {.create = true, .external_access = true});
  for (const auto* set : {"agency", "headlines"}) {
    const auto file = real_data() / set / "captions.csv";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "no real data: " << file;
    const auto rows = reader.query_text(
        "SELECT caption_text FROM read_csv($file, all_varchar = true)", {{"file", file.string()}});
    std::vector<std::string> texts;
    while (rows->next()) {
      if (!rows->is_null(0)) texts.emplace_back(rows->text(0));
    }
    EXPECT_GT(texts.size(), 10'000U);
    EXPECT_EQ(differing(texts), 0) << set;
  }
}

RC_GTEST_PROP(CaptionKeyOf, RandomUnicode, ()) {
  const auto code_points = rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(1, 0x250),
                                          rc::gen::inRange<std::uint32_t>(0x300, 0x370),
                                          rc::gen::inRange<std::uint32_t>(0x370, 0x2100),
                                          rc::gen::inRange<std::uint32_t>(0x2000, 0x2070),
                                          rc::gen::inRange<std::uint32_t>(0xAC00, 0xD7A4),
                                          rc::gen::inRange<std::uint32_t>(0x1F300, 0x1F700));
  std::string text;
  for (const auto c : *rc::gen::container<std::vector<std::uint32_t>>(code_points)) {
    text += encode(static_cast<char32_t>(c));
  }
  RC_ASSERT(differing({text}) == 0);
}

std::vector<double> bounds(double successes, double failures) {
  const auto rows = engine().query_text(
      "SELECT b.lower_bound, b.upper_bound, wilson_sample($s, $f), wilson_sample($s, $f) "
      "FROM (SELECT wilson_score_bounds($s, $f) AS b)",
      {{"s", successes}, {"f", failures}});
  EXPECT_TRUE(rows->next());
  return {rows->real(0), rows->real(1), rows->real(2), rows->real(3)};
}

// statsmodels 0.15.0 proportion_confint(s, n, alpha, "wilson") with alpha = 2 * norm.sf(1.96).
TEST(Wilson, Bounds) {
  struct Case {
    double successes, failures, lower, upper;
  };
  for (const auto& c :
       {Case{50, 50, 0.40382982859014716, 0.59617017140985284},
        Case{0, 10, 2.7755575615628914e-17, 0.27754016876661647},
        Case{10, 0, 0.72245983123338364, 1}, Case{1, 1, 0.094528654800866196, 0.90547134519913386},
        Case{3, 997, 0.001020765405444326, 0.008783171789427854},
        Case{12.5, 3.25, 0.54784725955022684, 0.92429386215499365},
        Case{0.5, 0.25, 0.07404770382542647, 0.98039954767731763}}) {
    const auto b = bounds(c.successes, c.failures);
    EXPECT_NEAR(b[0], c.lower, 1e-12) << c.successes << " " << c.failures;
    EXPECT_NEAR(b[1], c.upper, 1e-12) << c.successes << " " << c.failures;
  }
  EXPECT_NEAR(bounds(0, 0)[0], 0.0, 1e-12);
  EXPECT_NEAR(bounds(0, 0)[1], 1.0, 1e-12);
}

RC_GTEST_PROP(WilsonSample, StaysInside, ()) {
  const double s = *rc::gen::inRange(0, 1'000) / 10.0;
  const double f = *rc::gen::inRange(0, 1'000) / 10.0;
  const auto b = bounds(s, f);
  RC_ASSERT(0.0 <= b[0] && b[0] <= b[1] && b[1] <= 1.0);
  for (const int draw : {2, 3}) RC_ASSERT(b[0] <= b[draw] && b[draw] <= b[1]);
}

TEST(WilsonSample, Draws) { EXPECT_NE(bounds(5, 5)[2], bounds(5, 5)[2]); }

// A page that sends one PPV (100 sent, 50 seen, 5 bought, 50 earned: EMV 5) and one bump a day at
// noon in Los Angeles for 40 days; in the last three days the PPV earns a tenth.
constexpr auto as_of = "2025-04-10 18:30:00";
void add_sample_page() {
  static const bool once = [] {
    engine().run_script(
        "INSERT INTO creators (page_name, created_at, updated_at) VALUES "
        "('page_a', TIMESTAMP '2025-01-01', TIMESTAMP '2025-01-01'), "
        "('page_b', TIMESTAMP '2025-01-01', TIMESTAMP '2025-01-01');"
        "INSERT INTO sent_messages SELECT 'p' || i, 0, 'page_a', 'Good morning', TIMESTAMP "
        "'2025-04-09 19:00:00' - to_days(i::INTEGER), 10, 100, 50, 5, if(i < 3, 5, 50), true, "
        "NULL, uuid(), uuid() FROM range(40) AS r(i);"
        "INSERT INTO sent_messages SELECT 'b' || i, 0, 'page_a', 'Hello', TIMESTAMP "
        "'2025-04-09 20:00:00' - to_days(i::INTEGER), 0, 100, 50, 0, 0, false, NULL, uuid(), "
        "uuid() FROM range(40) AS r(i);"
        "INSERT INTO sent_messages VALUES ('late', 0, 'page_a', 'Later', TIMESTAMP '2025-04-10 "
        "18:30:01', 10, 9999, 50, 5, 99999, true, NULL, uuid(), uuid())");
    return true;
  }();
  ASSERT_TRUE(once);
}

std::unique_ptr<Rows> call(const std::string& columns, const std::string& function,
                           const std::string& page, int lookback) {
  add_sample_page();
  return engine().query_text("SELECT " + columns + " FROM " + function + "('" + page + "', " +
                             std::to_string(lookback) + ", as_of := TIMESTAMP '" + as_of + "')");
}

TEST(TableFunctions, ClassifyAccountSize) {
  auto rows = call(
      "page_name, account_size, size_tier, message_count, avg_audience, "
      "total_revenue_period, min_ppv_gap_minutes, saturation_tolerance",
      "classify_account_size", "page_a", 90);
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "page_a");
  EXPECT_EQ(rows->text(1), "MICRO");
  EXPECT_EQ(rows->text(2), "SMALL");
  EXPECT_EQ(rows->integer(3), 80);  // not the one after as-of
  EXPECT_EQ(rows->integer(4), 100);
  EXPECT_EQ(rows->real(5), 37 * 50 + 3 * 5);
  EXPECT_EQ(rows->integer(6), 120);
  EXPECT_EQ(rows->real(7), 0.4);
  EXPECT_FALSE(rows->next());

  rows = call("size_tier, message_count", "classify_account_size", "page_b", 90);
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "NEW");
  EXPECT_EQ(rows->integer(1), 0);
  EXPECT_FALSE(call("*", "classify_account_size", "nobody", 90)->next());
}

TEST(TableFunctions, AnalyzeSaturationStatus) {
  const auto rows = call(
      "round(saturation_score * 100)::INTEGER, saturation_status, risk_level, "
      "unlock_rate_deviation, emv_deviation, consecutive_underperform_days, "
      "frequency_trend, confidence_score, exclusion_reason",
      "analyze_saturation_status", "page_a", 90);
  ASSERT_TRUE(rows->next());
  // Mean of four days at 0 and three at -0.9: -0.386: 25 points; the run of three: 20. The
  // baseline does not vary, so that nothing is added to 0.7 confidence.
  EXPECT_EQ(rows->integer(0), 45);
  EXPECT_EQ(rows->text(1), "YELLOW");  // tolerance 0.4: from 0.24 to 0.48
  EXPECT_EQ(rows->text(2), "MODERATE");
  EXPECT_NEAR(rows->real(3), 0.0, 1e-12);
  EXPECT_NEAR(rows->real(4), -2.7 / 7, 1e-12);
  EXPECT_EQ(rows->integer(5), 3);
  EXPECT_NEAR(rows->real(6), 1.0, 1e-12);
  EXPECT_NEAR(rows->real(7), 0.7, 1e-12);
  EXPECT_TRUE(rows->is_null(8));
  EXPECT_FALSE(rows->next());
}

TEST(TableFunctions, CalculatePerformanceMetrics) {
  const auto rows = call(
      "message_count, ppv_count, bump_count, sent_count, total_revenue, "
      "avg_unlock_rate, avg_conversion_rate, avg_emv, median_emv",
      "calculate_performance_metrics", "page_a", 10);
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->integer(0), 20);
  EXPECT_EQ(rows->integer(1), 10);
  EXPECT_EQ(rows->integer(2), 10);
  EXPECT_EQ(rows->integer(3), 2'000);
  EXPECT_EQ(rows->real(4), 365.0);
  EXPECT_NEAR(rows->real(5), 0.5, 1e-12);
  EXPECT_NEAR(rows->real(6), 0.1, 1e-12);
  EXPECT_NEAR(rows->real(7), (7 * 5.0 + 3 * 0.5) / 10, 1e-12);
  EXPECT_NEAR(rows->real(8), 5.0, 1e-12);
}

TEST(TableFunctions, GetRecentPerformanceWindow) {
  const auto rows = call("local_day, day_of_week, messages, ppvs, revenue, emv",
                         "get_recent_performance_window", "page_a", 5);
  const auto newest = base::LocalDay(std::chrono::year(2025) / 4 / 9);
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->day(0), newest - base::days(i));
    EXPECT_EQ(rows->integer(2), 2);
    EXPECT_EQ(rows->integer(3), 1);
    EXPECT_EQ(rows->real(4), i < 3 ? 5.0 : 50.0);
  }
  EXPECT_FALSE(rows->next());
}

TEST(TableFunctions, DetectAnomalies) {
  add_sample_page();
  // Nothing varies on the other days, so that there is no z score at all.
  EXPECT_FALSE(call("*", "detect_anomalies", "page_a", 90)->next());
  // Mondays with 9 to 11 messages, and one with 40.
  engine().run_script(
      "INSERT INTO creators (page_name, created_at, updated_at) VALUES "
      "('page_c', TIMESTAMP '2025-01-01', TIMESTAMP '2025-01-01');"
      "INSERT INTO sent_messages SELECT 'c' || w || '.' || i, 0, 'page_c', 'Hi', TIMESTAMP "
      "'2025-04-07 19:00:00' - to_days((7 * w)::INTEGER), 0, 100, 50, 0, 0, false, NULL, "
      "uuid(), uuid() FROM range(9) AS r(w), range(40) AS s(i) WHERE i < if(w = 2, 40, 9 + w % 3)");
  const auto rows = call("local_day, metric, amount", "detect_anomalies", "page_c", 90);
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->day(0), base::LocalDay(std::chrono::year(2025) / 3 / 24));
  EXPECT_EQ(rows->text(1), "volume");
  EXPECT_EQ(rows->real(2), 40.0);
  EXPECT_FALSE(rows->next());
}

TEST(TableFunctions, CalculateEngagementRates) {
  const auto rows = call(
      "message_type, message_count, unlock_rate, conversion_rate, "
      "conversion_lower_bound, conversion_upper_bound, revenue_per_recipient",
      "calculate_engagement_rates", "page_a", 10);
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "Bump");
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->text(0), "PPV");
  EXPECT_NEAR(rows->real(2), 0.5, 1e-12);
  EXPECT_NEAR(rows->real(3), 0.1, 1e-12);
  EXPECT_NEAR(rows->real(4), bounds(50, 450)[0], 1e-12);
  EXPECT_NEAR(rows->real(5), bounds(50, 450)[1], 1e-12);
  EXPECT_NEAR(rows->real(6), 0.365, 1e-12);
}

TEST(TableFunctions, GetCreatorBaseline) {
  const auto rows = call("iso_weekday, day_of_week, days, avg_messages, median_emv, emv_spread",
                         "get_creator_baseline", "page_a", 90);
  int days = 0;
  for (int weekday = 1; weekday <= 7; ++weekday) {
    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->integer(0), weekday);
    EXPECT_EQ(rows->real(3), 2.0);
    EXPECT_NEAR(rows->real(4), 5.0, 1e-12);
    EXPECT_NEAR(rows->real(5), 0.0, 1e-12);
    days += static_cast<int>(rows->integer(2));
  }
  EXPECT_EQ(days, 33);
  EXPECT_FALSE(rows->next());
}

}  // namespace
}  // namespace eros::store
