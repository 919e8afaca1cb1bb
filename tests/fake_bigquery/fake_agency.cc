#include "fake_bigquery/fake_agency.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include "eros/store/bigquery/dialect.h"
#include "eros/store/migrations.h"
#include "fake_bigquery/to_duckdb.h"

namespace eros::testing {
namespace {

// What BigQuery's message_rollups tells with one reading, in DuckDB of the statements for each.
std::string rollups_with_days_and_uses() {
  const auto text = [](const char* name) { return store::queries().at(name); };
  return fmt::format(
      R"(WITH rollups AS ({}), days AS ({}),
recent AS (SELECT * FROM ({}) AS r(page_name, caption_key, sending_time, message_type, category,
  trigger_name, tier, has_urgency)),
uses AS (
  SELECT page_name, string_agg(CAST(to_json([CAST(epoch_us(sending_time) AS JSON),
    to_json(caption_key), to_json(message_type), to_json(category), to_json(trigger_name),
    to_json(coalesce(tier, '')), to_json(CAST(has_urgency AS INTEGER))]) AS VARCHAR), ',') AS uses
  FROM recent
  WHERE sending_time > $since
  GROUP BY page_name
),
latest AS (SELECT page_name, max(local_day) AS local_day FROM rollups GROUP BY page_name)
SELECT coalesce(r.kind, 'day') AS kind, coalesce(r.page_name, d.page_name) AS page_name,
  coalesce(r.local_day, d.local_day) AS local_day, r.* EXCLUDE (kind, page_name, local_day),
  d.mean_emv, d.age AS day_age, u.uses
FROM rollups AS r
FULL JOIN days AS d
  ON r.kind = 'day' AND d.page_name = r.page_name AND d.local_day = r.local_day
LEFT JOIN latest AS l ON l.page_name = r.page_name AND l.local_day = r.local_day AND r.kind = 'day'
LEFT JOIN uses AS u ON u.page_name = l.page_name)",
      text("message_rollups"), text("agency_days"), text("recent_uses"));
}

// DuckDB's view of what is stored of a message is a table in BigQuery.
constexpr const char* messages_table = R"(
  DROP VIEW mass_messages;
  CREATE TABLE mass_messages (row_id VARCHAR, page_name VARCHAR, message VARCHAR,
    sending_time TIMESTAMP, price DECIMAL(18,4), sent_count BIGINT, viewed_count BIGINT,
    purchased_count BIGINT, earnings DECIMAL(18,4), message_type VARCHAR, caption_id BIGINT,
    caption_key VARCHAR))";

void make_tables(FakeWarehouse& warehouse) {
  for (const auto& migration : store::parse_migrations(store::embedded_sql())) {
    std::string sql(migration.sql);
    RE2::GlobalReplace(&sql, ",\\s*PRIMARY KEY \\([^)]*\\)", "");
    RE2::GlobalReplace(&sql, "PRIMARY KEY", "NOT NULL");
    warehouse.run_script(sql);
  }
  warehouse.run_script(messages_table);
  warehouse.run_script(googlesql_functions);
}

}  // namespace

FakeAgency::Texts FakeAgency::texts(const std::string& guard) {
  Texts result;
  result.sent = store::bigquery::googlesql_queries(store::embedded_sql(), "`fake`.eros");
  result.run_queries = store::queries();
  result.run_queries["message_rollups"] = rollups_with_days_and_uses();
  if (!guard.empty()) {
    result.sent["hold_writer_guard"] = guard;
    result.run_queries["hold_writer_guard"] = guard;
  }
  for (const auto& [name, sql] : result.sent) result.sent_queries.emplace(name, sql);
  return result;
}

FakeAgency::FakeAgency(const FakeFaults& faults, unsigned seed, const std::string& guard)
    : texts_(texts(guard)), fake(texts_.run_queries, faults, seed) {
  make_tables(fake.warehouse());
}

void FakeAgency::add_pages(int pages) {
  fake.warehouse().run_script(fmt::format(
      R"(
INSERT INTO writer_guard SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM writer_guard);
INSERT INTO creators (page_name, created_at, updated_at)
SELECT format('page_{{:04d}}', i), '2026-01-01', '2026-01-01' FROM range({0}) AS t(i);
INSERT INTO learned_model VALUES ('2026-11-17', 1000, 0, 7, 0, NULL, 1);
INSERT INTO page_effects
SELECT i, format('page_{{:04d}}', i), 0.1, 0.01, 400, 100 FROM range({0}) AS t(i))",
      pages));
  connect().ensure_zones();
}

void FakeAgency::add_messages(int messages) {
  fake.warehouse().run_script(fmt::format(
      R"(
INSERT INTO caption_bank (caption_id, caption_text, caption_key, price_tier, content_category,
  created_at, updated_at)
SELECT i, 'A warm letter, no. ' || i, 'key' || i,
  ['budget', 'mid', 'premium', 'luxury', 'vip', 'bump'][1 + i % 6],
  ['Pets', 'Art', 'Food', 'Travel'][1 + i // 6 % 4], '2026-01-01', '2026-01-01'
FROM range(1, 4001) AS t(i);
INSERT INTO mass_messages
SELECT 'r' || p || '_' || i, page_name, 'A warm letter',
  TIMESTAMP '2026-11-17 19:00:00' - to_hours(i * 20), 10, 1000, 400, i % 9, i % 9 * 10, 'PPV',
  1 + (p * 31 + i) % 4000, 'key' || (1 + (p * 31 + i) % 4000)
FROM (SELECT page_name, row_number() OVER (ORDER BY page_name) - 1 AS p FROM creators),
  range({}) AS u(i))",
      messages));
}

store::Store FakeAgency::connect(const std::function<google::Transport(google::Transport)>& wrap) {
  auto engine = fake.connect("", wrap);
  engine->use(texts_.sent_queries);
  return store::Store(std::move(engine));
}

}  // namespace eros::testing
