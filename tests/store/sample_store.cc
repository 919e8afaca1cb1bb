#include "store/sample_store.h"

#include <stdexcept>

namespace eros::testing {

SampleStore::SampleStore() : SampleStore("") {}

SampleStore::SampleStore(const std::string& path)
    : path_(path.empty() ? scratch_.file("store.duckdb") : path),
      store_(store::Store::open(path_, {.create = true})),
      engine_(store::as_duckdb(store_.engine(), "a test")) {
  if (number("SELECT count(*) FROM creators") > 0) return;
  run("INSERT INTO creators (page_name, created_at, updated_at) VALUES "
      "('fern', '2026-01-01', '2026-01-01'), ('moss', '2026-01-01', '2026-01-01')");
}

void SampleStore::run(const std::string& sql) { engine_.run_script(sql); }

std::int64_t SampleStore::number(const std::string& sql) {
  const auto rows = engine_.query_text(sql);
  if (!rows->next()) throw std::runtime_error("no row: " + sql);
  return rows->integer(0);
}

std::string SampleStore::cells(const std::string& sql) {
  std::string text;
  const auto rows = engine_.query_text("SELECT CAST(t AS VARCHAR) FROM (" + sql + ") AS t");
  while (rows->next()) text += std::string(rows->text(0)) + "\n";
  return text;
}

model::Schedule sample_schedule(const std::string& page_name, const std::string& schedule_id,
                                base::LocalDay start, const std::vector<Placed>& placed) {
  const auto zone = base::Zone::find("America/Los_Angeles");
  model::Schedule schedule;
  schedule.schedule_id = schedule_id;
  schedule.page_name = page_name;
  schedule.timezone = zone.name();
  schedule.created_at = noon;
  schedule.start = start;
  schedule.policy = "beta";
  for (const auto& [caption, day, type] : placed) {
    model::PlannedMessage message;
    message.local = start + base::days(day) + base::hours(12);
    message.at = *zone.to_instant(message.local);
    message.type = type;
    message.caption_id = base::CaptionId{caption};
    message.caption_key = "key" + std::to_string(caption);
    message.caption_text = "A warm letter, no. " + std::to_string(caption);
    message.tier = type == model::MessageType::ppv ? model::Tier::mid : model::Tier::bump;
    message.price = type == model::MessageType::ppv ? 25 : 0;
    message.decision.sample = 0.25;
    message.decision.policy = "beta";
    schedule.messages.push_back(message);
  }
  return schedule;
}

}  // namespace eros::testing
