#include "bigquery/twin_stores.h"

#include <fstream>
#include <regex>

#include "eros/orchestrate/demo_agency.h"
#include "eros/orchestrate/import_files.h"
#include "eros/orchestrate/learn.h"
#include "eros/store/bigquery/deploy.h"
#include "eros/store/bigquery/dialect.h"

namespace eros::testing {
namespace {

// With the zones and holidays that tests need, for the emulator is slow with all of them.
store::Store empty_in_duckdb(const Scratch& scratch) {
  auto store =
      store::Store::open(scratch.file("twin.duckdb"), {.create = true, .external_access = true});
  as_duckdb(store.engine(), "a test")
      .run_script(
          "DELETE FROM zone_offsets WHERE timezone <> 'America/Los_Angeles' OR utc_to < "
          "'2026-01-01' OR utc_from > '2027-12-31';"
          "DELETE FROM holiday_calendar WHERE year(holiday_date) <> 2026");
  return store;
}

store::Store sample_in_duckdb(const Scratch& scratch) {
  auto store =
      store::Store::open(scratch.file("twin.duckdb"), {.create = true, .external_access = true});
  const auto agency = orchestrate::make_demo_agency(as_of, 1);
  const auto import = [&](model::ImportKind kind, const std::string& name,
                          const std::string& text) {
    std::ofstream(scratch.file(name), std::ios::binary) << text;
    orchestrate::import_files(store, kind, {scratch.file(name)}, {.as_of = as_of});
  };
  import(model::ImportKind::creators, "creators.csv", agency.creators_csv);
  import(model::ImportKind::captions, "captions.csv", agency.captions_csv);
  import(model::ImportKind::messages, "messages.csv", agency.messages_csv);
  auto& engine = as_duckdb(store.engine(), "a test");
  engine.run_script(
      "DELETE FROM creators WHERE page_name NOT IN ('cedar_runs', 'juniper_sketches');"
      "DELETE FROM sent_messages WHERE page_name NOT IN (SELECT page_name FROM creators);"
      "DELETE FROM sent_messages WHERE epoch_us(sending_time) // 1000000 % 7 <> 0;"
      "DELETE FROM zone_offsets WHERE timezone <> 'America/Los_Angeles' OR utc_to < '2026-01-01' "
      "OR utc_from > '2027-12-31';"
      "DELETE FROM holiday_calendar WHERE year(holiday_date) <> 2026;"
      "INSERT INTO creator_caption_restrictions (page_name, hard_patterns, restricted_categories) "
      "VALUES ('cedar_runs', ['(?i)refund', 'a\"b\\\\c'], ['Pets'])");
  orchestrate::learn(store, as_of, model::Settings{});
  return store;
}

// The emulator writes moments and days into JSON without quotes.
std::string with_quotes(const std::string& row) {
  static const std::regex bare(R"(":(\d{4}-\d\d-\d\d[^,}]*))");
  return std::regex_replace(row, bare, R"(":"$1")");
}

std::vector<nlohmann::json> parsed(store::Rows& rows) {
  std::vector<nlohmann::json> all;
  while (rows.next()) all.push_back(nlohmann::json::parse(with_quotes(std::string(rows.text(0)))));
  return all;
}

}  // namespace

TwinStores::TwinStores(Rows rows)
    : duckdb_(rows == Rows::sample ? sample_in_duckdb(scratch_) : empty_in_duckdb(scratch_)),
      bigquery_(store::Store::open(Emulator::get()->fresh_store(), {})) {
  auto& engine = bigquery_engine();
  store::bigquery::deploy(engine, store::bigquery::plan_deployment(engine),
                          [](const auto&) { Emulator::get()->rest(); });
  for (const char* table : {"creators", "caption_bank", "mass_messages", "zone_offsets",
                            "holiday_calendar", "creator_caption_restrictions"}) {
    copy(table);
  }
  for (const auto table : learned_tables) copy(std::string(table));
}

std::unique_ptr<TwinStores> BothEngines::stores_;

void BothEngines::SetUpTestSuite() {
  if (Emulator::get() != nullptr) stores_ = std::make_unique<TwinStores>();
}

std::vector<nlohmann::json> TwinStores::rows_in_duckdb(const std::string& from) {
  return parsed(
      *duckdb_engine().query_text("SELECT CAST(to_json(t) AS VARCHAR) FROM " + from + " AS t"));
}

std::vector<nlohmann::json> TwinStores::rows_in_bigquery(const std::string& from) {
  auto& engine = bigquery_engine();
  const auto dataset = store::bigquery::dataset_name(engine.client().location());
  return parsed(*engine.query_text(
      "rows_as_json",
      store::bigquery::in_dataset("SELECT TO_JSON_STRING(t) FROM " + from + " AS t", dataset)));
}

void TwinStores::copy(const std::string& table) {
  std::string lines;
  const auto rows =
      duckdb_engine().query_text("SELECT CAST(to_json(t) AS VARCHAR) FROM " + table + " AS t");
  while (rows->next()) lines += std::string(rows->text(0)) + "\n";
  bigquery_engine().execute_text("clear", "DELETE FROM " + table + " WHERE TRUE");
  bigquery_engine().load(table, "NEWLINE_DELIMITED_JSON", lines, nullptr, "WRITE_APPEND");
}

}  // namespace eros::testing
