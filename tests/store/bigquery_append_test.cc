#include "eros/store/bigquery/append.h"

#include <gtest/gtest.h>

namespace eros::store::bigquery {
namespace {

TEST(BigQueryAppend, IsOneInsertOfAJsonText) {
  const NewRows rows{"effects",
                     {std::vector<std::string>{"mid", "a \"quoted\" one"},
                      std::vector<double>{0.1, -2.5}, std::vector<std::int64_t>{7, 8}}};
  const AppendSql append = append_sql(rows);
  EXPECT_EQ(append.sql,
            "INSERT INTO effects SELECT CAST(JSON_VALUE(r, '$[0]') AS STRING), "
            "CAST(JSON_VALUE(r, '$[1]') AS FLOAT64), CAST(JSON_VALUE(r, '$[2]') AS INT64) "
            "FROM UNNEST(JSON_QUERY_ARRAY(@rows_of_effects)) AS r");
  EXPECT_EQ(std::get<std::string>(append.parameters.at("rows_of_effects")),
            R"([["mid",0.1,7],["a \"quoted\" one",-2.5,8]])");
}

TEST(BigQueryAppend, OfNothingIsAnEmptyArray) {
  const AppendSql append = append_sql({"effects", {std::vector<double>{}}});
  EXPECT_EQ(std::get<std::string>(append.parameters.at("rows_of_effects")), "[]");
}

}  // namespace
}  // namespace eros::store::bigquery
