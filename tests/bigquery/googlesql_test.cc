// Every text that is sent to BigQuery is parsed by Google's own parser.
#include <gtest/gtest.h>
#include <stdio.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "bigquery/emulator.h"
#include "eros/store/bigquery/dialect.h"
#include "eros/store/bigquery/import_script.h"
#include "eros/store/bigquery/objects.h"
#include "eros/store/bigquery/snapshots.h"
#include "eros/store/bigquery/transfer_schedules.h"
#include "store/scratch.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

constexpr const char* dataset = "`a-project`.eros";

// Names and errors of the texts that are refused.
json refused(const json& texts, const std::string& parser) {
  const testing::Scratch scratch;
  std::ofstream(scratch.file("in.json")) << texts.dump();
  const auto command = "GOGC=off '" + parser + "' < '" + scratch.file("in.json") + "' > '" +
                       scratch.file("out.json") + "'";
  EXPECT_EQ(system(command.c_str()), 0);
  std::ifstream out(scratch.file("out.json"));
  return json::parse(out);
}

#define EROS_NEEDS_PARSER(parser)                                                         \
  const auto parser = testing::bigquery_tool("parse_googlesql");                          \
  if (!parser) {                                                                          \
    ASSERT_EQ(std::getenv("CI"), nullptr) << "CI needs build/tools/parse_googlesql";      \
    GTEST_SKIP() << "build/tools/parse_googlesql is not built: it needs Go (./run test)"; \
  }

TEST(GoogleSql, ParsesEveryQuery) {
  EROS_NEEDS_PARSER(parser);
  json texts;
  for (const auto& [name, sql] : queries_for(dataset)) texts[name] = sql;
  EXPECT_EQ(refused(texts, *parser), json::object());
}

TEST(GoogleSql, ParsesEveryObject) {
  EROS_NEEDS_PARSER(parser);
  json texts;
  for (const auto& object : objects(embedded_sql(), dataset)) {
    texts[std::string(to_string(object.kind)) + " " + object.name] = object.sql;
  }
  EXPECT_EQ(refused(texts, *parser), json::object());
}

TEST(GoogleSql, ParsesBackupsAndSchedules) {
  EROS_NEEDS_PARSER(parser);
  constexpr base::Instant moment = std::chrono::sys_days(std::chrono::year(2026) / 11 / 17);
  json texts = {{"take", take_script({"creators", "mass_messages"}, dataset, "a_name", moment)},
                {"claim", claim_script({"creators"}, dataset, "a_name", moment)},
                {"list", list_text(dataset)},
                {"empty", empty_table("creators")},
                {"fill", fill_table("creators", "a_name")}};
  for (const auto& query : scheduled_queries(dataset)) texts[query.display_name] = query.query;
  EXPECT_EQ(refused(texts, *parser), json::object());
}

TEST(GoogleSql, ParsesImports) {
  EROS_NEEDS_PARSER(parser);
  json texts;
  for (const auto kind :
       {model::ImportKind::messages, model::ImportKind::captions, model::ImportKind::creators,
        model::ImportKind::restrictions, model::ImportKind::holidays}) {
    const auto plan = merge_plan(kind, {{"price", {0}}, {"timezone", {1}}, {"page_name", {2}}});
    ImportScript script(kind, {});
    script.add(plan, "`a-project`.eros.loaded", "`a-project`.eros.outcome");
    for (const auto& [name, sql] : script.statements()) texts[plan.table + " " + name] = sql;
  }
  const ImportTables tables = {"loaded", "outcome", "creators"};
  for (const auto* name : {"make_outcome", "count_outcomes", "page_zones", "texts_of_captions"}) {
    texts[name] = import_sql(name, tables);
  }
  EXPECT_EQ(refused(texts, *parser), json::object());
}

TEST(GoogleSql, WouldRefuseABadText) {
  EROS_NEEDS_PARSER(parser);
  EXPECT_EQ(refused({{"good", "SELECT 1"}, {"bad", "SELECT FROM WHERE"}}, *parser).size(), 1U);
}

}  // namespace
}  // namespace eros::store::bigquery
