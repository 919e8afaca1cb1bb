// Functions and table functions of the same names give the same from both engines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "bigquery/twin_stores.h"
#include "eros/store/bigquery/deploy.h"

namespace eros {
namespace {

using testing::BothEngines;

using nlohmann::json;

// Equal but for the last bits of means, whose order of summing is each engine's own, and for how
// each writes a moment or a whole number.
bool same(const json& a, const json& b) {
  const auto number = [](const json& value) {
    return value.is_number() ? value.get<double>() : std::stod(value.get<std::string>());
  };
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.is_number() || b.is_number()) {
    return std::abs(number(a) - number(b)) <= 1e-12 * std::max(1.0, std::abs(number(a)));
  }
  if (a.is_string() && b.is_string()) {
    return a.get<std::string>().substr(0, 10) == b.get<std::string>().substr(0, 10);
  }
  return a == b;
}

void expect_same(const std::vector<json>& ours, const std::vector<json>& theirs,
                 const std::string& what) {
  ASSERT_EQ(ours.size(), theirs.size()) << what << "\n" << json(ours) << "\n" << json(theirs);
  // Rows are matched by what identifies them: their texts sort alike, numbers apart.
  std::multimap<std::string, json> by_key;
  const auto key = [](const json& row) {
    std::string text;
    for (const char* name : {"page_name", "local_day", "metric", "message_type", "iso_weekday"}) {
      if (row.contains(name))
        text += row[name].is_string() ? row[name].get<std::string>() : row[name].dump();
    }
    return text;
  };
  for (const json& row : theirs) by_key.emplace(key(row), row);
  for (const json& row : ours) {
    const auto found = by_key.find(key(row));
    ASSERT_NE(found, by_key.end()) << what << ": " << row;
    ASSERT_EQ(found->second.size(), row.size()) << what;
    for (const auto& [name, value] : row.items()) {
      ASSERT_TRUE(found->second.contains(name)) << what << " lacks " << name;
      EXPECT_TRUE(same(value, found->second[name]))
          << what << "." << name << ": " << value << " and " << found->second[name];
    }
    by_key.erase(found);
  }
}

TEST_F(BothEngines, HaveTheSameTableFunctions) {
  for (const std::string name :
       {"classify_account_size", "analyze_saturation_status", "calculate_performance_metrics",
        "get_recent_performance_window", "detect_anomalies", "calculate_engagement_rates",
        "get_creator_baseline"}) {
    expect_same(stores().rows_in_duckdb(
                    name + "('juniper_sketches', 90, as_of := TIMESTAMP '2026-11-17 20:00:00')"),
                stores().rows_in_bigquery(
                    "{dataset}." + name +
                    "_at('juniper_sketches', 90, TIMESTAMP '2026-11-17 20:00:00+00')"),
                name);
  }
}

TEST_F(BothEngines, HaveTheSameFunctions) {
  auto& engine = stores().bigquery_engine();
  const auto dataset = store::bigquery::dataset_name(engine.client().location());
  const auto both = [&](const std::string& call) {
    const auto ours = stores().duckdb_engine().query_text("SELECT " + call);
    const auto theirs = engine.query_text("a_function", "SELECT " + dataset + "." + call + " AS x");
    EXPECT_TRUE(ours->next() && theirs->next());
    if (call.starts_with("caption")) {
      EXPECT_EQ(theirs->text(0), ours->text(0)) << call;
    } else {
      EXPECT_EQ(theirs->real(0), ours->real(0)) << call;
    }
  };
  for (const char* text : {"'Good morning'", "'  Good   MORNING!! '", "'Caf\u00e9 \u2615 ol\u00e9'",
                           "'\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440'", "'!!!'",
                           "'a_b 1\u0663'", "''"}) {
    both("caption_key_v2(" + std::string(text) + ")");
    both("caption_key(" + std::string(text) + ")");
  }
  for (const char* counts : {"0, 0", "1, 1", "3, 7", "0, 12", "1000, 1", "0.5, 2.25"}) {
    both("wilson_score_bounds(" + std::string(counts) + ").lower_bound");
    both("wilson_score_bounds(" + std::string(counts) + ").upper_bound");
  }
}

}  // namespace
}  // namespace eros
