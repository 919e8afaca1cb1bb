// A planning run on BigQuery, against the fake of the service that the tests use: the jobs it
// takes, the bytes it reads by BigQuery's documented rule (tests/fake_bigquery/reading_rule.h), and
// what that costs by the list, for agencies of 10, 100 and 1,000 pages with 44,000 captions and, a
// page, 600 messages in the window of 90 days and as many before it. To reach: jobs that do not
// depend on the pages, at most 20; at most 0.0033 USD a schedule for 1,000 pages.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <iostream>
#include <map>
#include <mutex>

#include "eros/orchestrate/plan_weeks.h"
#include "fake_bigquery/fake_agency.h"

namespace {

using namespace eros;

constexpr base::LocalDay start{std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};
constexpr base::Instant as_of =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);
constexpr double usd_per_tib = 6.25;

void fill(testing::FakeAgency& agency, std::int64_t pages) {
  agency.add_pages(static_cast<int>(pages));
  agency.fake.warehouse().run_script(fmt::format(
      R"(
INSERT INTO caption_bank (caption_id, caption_text, caption_key, price_tier, content_category,
  psychological_trigger, has_urgency, created_at, updated_at)
SELECT i, 'A warm letter of the usual length, about what we did this week, no. ' || i,
  sha256('key' || i), ['budget', 'mid', 'premium', 'luxury', 'vip', 'bump'][1 + i % 6],
  ['Pets', 'Art', 'Food', 'Travel', 'Music', 'Books', 'Home', 'Games'][1 + i // 6 % 8],
  ['Scarcity', 'Urgency', 'FOMO', 'Exclusivity', 'Curiosity', NULL][1 + i // 48 % 6],
  i % 7 = 0, '2026-01-01', '2026-01-01'
FROM range(1, 44001) AS t(i);
INSERT INTO mass_messages
SELECT sha256('row' || i), format('page_{{:04d}}', i % {0}), 'A warm letter, no. ' || caption,
  TIMESTAMP '2026-11-17 20:00:00' - to_seconds((hash(i + 7) % 15552000)::BIGINT), price,
  1000 + (hash(i + 1) % 50000)::BIGINT, 100 + (hash(i + 2) % 900)::BIGINT, bought, price * bought,
  'PPV', caption, sha256('key' || caption)
FROM (
  SELECT i, [15, 25, 40, 60][1 + (hash(i + 4) % 4)::BIGINT] AS price,
    1 + (hash(i) % 44000)::BIGINT AS caption, (hash(i + 3) % 60)::BIGINT AS bought
  FROM range({0} * 1200) AS t(i)
);
-- What was learned: rows of the same number as `eros learn` writes.
INSERT INTO variance_components SELECT 'noise', 1.0;
INSERT INTO tier_effects SELECT DISTINCT price_tier, 0.1, 0.01, 100 FROM caption_bank;
INSERT INTO cell_effects
SELECT DISTINCT price_tier, coalesce(content_category, ''), coalesce(psychological_trigger, ''), 0.1,
  0.01, 0.5, 100
FROM caption_bank;
INSERT INTO caption_effects SELECT caption_id, 0.1, 0.01, 0.5, 10, 3 FROM caption_bank;
INSERT INTO hour_effects SELECT p, h, 0.1, 0.5, 10 FROM range(-1, {0}) AS t(p), range(48) AS u(h);
INSERT INTO taste_effects
SELECT p, 'category', 'Pets ' || c, 0.1, 0.5 FROM range(-1, {0}) AS t(p), range(18) AS u(c);
INSERT INTO page_caption_effects
SELECT DISTINCT p.page_number, m.caption_id, 0.1, 0.5, 1.0
FROM mass_messages AS m
JOIN page_effects AS p ON p.page_name = m.page_name
WHERE m.sending_time > TIMESTAMP '2026-11-17 20:00:00' - INTERVAL 90 DAY;
INSERT INTO caption_bandit_stats (caption_id, page_name, successes, failures, total_observations,
  total_revenue, avg_conversion_rate, avg_emv, confidence_lower_bound, confidence_upper_bound,
  last_updated)
SELECT e.caption_id, p.page_name, 2, 2, 1, 100, 0.05, 20, 0.1, 0.9, '2026-11-17'
FROM page_caption_effects AS e
JOIN page_effects AS p ON p.page_number = e.page_number)",
      pages));
}

struct Spent {
  std::mutex mutex;
  std::map<std::string, store::bigquery::JobStatistics> by_name;
  std::int64_t jobs = 0;
  std::int64_t processed = 0;
  std::int64_t billed = 0;
};

void PlanAllPages(benchmark::State& state) {
  testing::FakeAgency agency;
  fill(agency, state.range(0));
  const model::Settings settings;
  agency.fake.count_bytes();
  Spent spent;
  auto store = agency.connect();
  store::as_bigquery(store.engine(), "a benchmark").client().on_job([&](const auto& job) {
    const std::scoped_lock lock(spent.mutex);
    ++spent.jobs;
    spent.processed += job.bytes_processed;
    spent.billed += job.bytes_billed;
    spent.by_name[job.name] = job;
  });
  std::vector<std::string> names;
  for (int i = 0; i < state.range(0); ++i) names.push_back(fmt::format("page_{:04d}", i));
  for (auto _ : state) {
    auto run = orchestrate::load_run(store, names, as_of, start, settings);
    const auto weeks = orchestrate::plan_weeks(store, run.agency, run.pages,
                                               {.start = start, .seed = 1}, settings, true);
    benchmark::DoNotOptimize(weeks.size());
  }
  std::cerr << state.range(0) << " pages\n";
  for (const auto& [name, job] : spent.by_name) {
    std::cerr << fmt::format("  {:32} {:>12} {:>12}\n", name, job.bytes_processed,
                             job.bytes_billed);
  }
  const auto cost =
      static_cast<double>(spent.billed) / (1024.0 * 1024.0 * 1024.0 * 1024.0) * usd_per_tib;
  state.counters["jobs"] = static_cast<double>(spent.jobs);
  state.counters["MB_processed"] = static_cast<double>(spent.processed) / 1e6;
  state.counters["MB_billed"] = static_cast<double>(spent.billed) / 1e6;
  state.counters["usd_run"] = cost;
  state.counters["usd_schedule"] = cost / static_cast<double>(state.range(0));
  state.counters["times_less_than_0.33"] = 0.33 / (cost / static_cast<double>(state.range(0)));
}
BENCHMARK(PlanAllPages)->Arg(10)->Arg(100)->Arg(1000)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
