#include "eros/store/store.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "eros/base/error.h"
#include "eros/store/bigquery/deploy.h"
#include "eros/store/bigquery/location.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/migrations.h"
#include "eros/store/seed.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;

constexpr base::Instant zones_from = std::chrono::sys_days(first_local_year / 1 / 1);
constexpr base::Instant zones_to =
    std::chrono::sys_days((last_local_year + std::chrono::years(1)) / 1 / 1);
// The years of the holiday calendar.
constexpr int first_year = 2020;
constexpr int last_year = 2040;

using ZoneRows = std::vector<std::pair<std::string, base::ZoneOffset>>;

bool same(const base::ZoneOffset& a, const base::ZoneOffset& b) {
  return a.from == b.from && a.to == b.to && a.offset == b.offset;
}

ZoneRows wanted_zone_rows(Engine& engine) {
  std::vector<std::string> names = {model::Page{}.timezone};
  const auto rows = engine.query({"used_timezones"});
  while (rows->next()) {
    if (rows->text(0) != names.front()) names.emplace_back(rows->text(0));
  }
  std::ranges::sort(names);
  ZoneRows wanted;
  for (const auto& name : names) {
    for (auto period : base::Zone::find(name).offsets(zones_from, zones_to)) {
      period.from = std::max(period.from, zones_from);
      period.to = std::min(period.to, zones_to);
      wanted.emplace_back(name, period);
    }
  }
  return wanted;
}

ZoneRows stored_zone_rows(Engine& engine) {
  ZoneRows stored;
  const auto rows = engine.query({"stored_zone_offsets"});
  while (rows->next()) {
    stored.emplace_back(
        std::string(rows->text(0)),
        base::ZoneOffset{rows->instant(1), rows->instant(2), base::seconds(rows->integer(3))});
  }
  return stored;
}

Parameters zone_parameters(const ZoneRows& zones) {
  std::vector<std::string> names;
  std::vector<std::int64_t> from, to, offsets;
  for (const auto& [name, period] : zones) {
    names.push_back(name);
    from.push_back(period.from.time_since_epoch().count());
    to.push_back(period.to.time_since_epoch().count());
    offsets.push_back(period.offset.count());
  }
  return {{"timezones", names}, {"from_micros", from}, {"to_micros", to}, {"offsets", offsets}};
}

void ensure_holidays(Engine& engine) {
  if (engine.query({"has_holidays"})->next()) return;
  std::vector<std::string> days, names, types;
  std::vector<std::int64_t> major, impact;
  for (int year = first_year; year <= last_year; ++year) {
    for (const auto& holiday : base::us_holidays(year)) {
      days.push_back(base::format_day(holiday.day));
      names.push_back(holiday.name);
      types.push_back(holiday.type);
      major.push_back(holiday.is_major ? 1 : 0);
      impact.push_back(std::llround(holiday.impact * 100.0));
    }
  }
  engine.execute({"insert_holidays",
                  {{"days", days},
                   {"names", names},
                   {"types", types},
                   {"major", major},
                   {"impact_percents", impact}}});
}

}  // namespace

Store Store::open(const std::string& location, const OpenOptions& options) {
  if (bigquery::is_bigquery(location)) {
    return Store(bigquery::open_engine(location, options));
  }
  if (location.find("://") != std::string::npos) {
    throw Error(ErrorCode::usage, "'" + location + "' is not a store that this program can open",
                "Name a DuckDB file, or bigquery://PROJECT/DATASET, with --store.");
  }
  auto engine = std::make_unique<DuckDBEngine>(location, options);
  const auto migrations = parse_migrations(embedded_sql());
  // Two threads that make one store would migrate it twice.
  static std::mutex migrating;
  const std::scoped_lock lock(migrating);
  // Only a migration can break a query; without one the schema is the one they were tried on.
  if (migrate(*engine, migrations) > 0) {
    engine->prepare(queries());
  } else {
    engine->use(queries());
  }
  Store store(std::move(engine));
  // Asked each time: a program that was killed after the migration has not come this far.
  seed(store.engine());
  return store;
}

void seed(Engine& engine) {
  if (engine.query({"is_seeded"})->next()) return;
  ensure_holidays(engine);
  ensure_zones(engine);
}

void ensure_zones(Engine& engine) {
  const auto wanted = wanted_zone_rows(engine);
  const auto stored = stored_zone_rows(engine);
  const bool up_to_date = std::ranges::equal(wanted, stored, [](const auto& a, const auto& b) {
    return a.first == b.first && same(a.second, b.second);
  });
  if (up_to_date) return;
  const std::vector<Step> steps = {{{"delete_zone_offsets"}},
                                   {{"insert_zone_offsets", zone_parameters(wanted)}}};
  engine.run_atomically(steps);
}

void Store::ensure_zones() { store::ensure_zones(*engine_); }

}  // namespace eros::store
