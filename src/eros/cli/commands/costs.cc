#include <fmt/format.h>
#include <fmt/ostream.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/tables.h"
#include "eros/exports/json_text.h"
#include "eros/store/bigquery/estimate.h"
#include "eros/store/bigquery/ledger.h"

namespace eros::cli {
namespace {

using nlohmann::ordered_json;
using store::bigquery::LedgerEntry;

struct Options {
  std::string by = "day";
  int days = 30;
  double usd_per_tib = 6.25;
  bool estimate = false;
};

struct Spent {
  std::int64_t jobs = 0;
  std::int64_t bytes_processed = 0;
  std::int64_t bytes_billed = 0;
  double seconds = 0.0;
};

constexpr double tib = 1024.0 * 1024.0 * 1024.0 * 1024.0;

double usd(std::int64_t bytes, const Options& options) {
  return static_cast<double>(bytes) / tib * options.usd_per_tib;
}

std::string key_of(const LedgerEntry& entry, const std::string& by) {
  if (by == "job") return entry.job.job_id;
  if (by == "run") return entry.run;
  if (by == "statement") return entry.job.name;
  return base::format_instant(entry.at).substr(0, 10);
}

void show(const Context& context, const Options& options, const std::string& title,
          const std::vector<std::pair<std::string, Spent>>& rows) {
  if (context.format == Format::json) {
    auto list = ordered_json::array();
    for (const auto& [key, spent] : rows) {
      list.push_back(
          {{options.estimate ? "statement" : options.by, key},
           {"jobs", spent.jobs},
           {"bytes_processed", spent.bytes_processed},
           {"bytes_billed", spent.bytes_billed},
           {"seconds", spent.seconds},
           {"usd", usd(options.estimate ? spent.bytes_processed : spent.bytes_billed, options)}});
    }
    context.out << exports::json_text(list);
    return;
  }
  if (rows.empty()) {
    context.out << "No jobs in BigQuery.\n";
    return;
  }
  Table table{.columns = {{.title = title, .flexible = true},
                          {"Jobs", Align::right},
                          {"Processed", Align::right},
                          {"Billed", Align::right},
                          {"USD", Align::right}},
              .rows = {}};
  const auto add = [&](const std::string& key, const Spent& spent) {
    const auto paid = options.estimate ? spent.bytes_processed : spent.bytes_billed;
    table.rows.push_back({key, std::to_string(spent.jobs), std::to_string(spent.bytes_processed),
                          std::to_string(spent.bytes_billed),
                          fmt::format("{:.4f}", usd(paid, options))});
  };
  Spent total;
  for (const auto& [key, spent] : rows) {
    add(key, spent);
    total.jobs += spent.jobs;
    total.bytes_processed += spent.bytes_processed;
    total.bytes_billed += spent.bytes_billed;
  }
  add("total", total);
  context.out << render_table(table, terminal_style());
}

void show_estimate(const Context& context, const Options& options) {
  auto store = context.open_store();
  auto& engine = as_bigquery(store->engine(), "an estimate");
  std::vector<std::pair<std::string, Spent>> rows;
  for (const auto& [name, dry_run] :
       store::bigquery::estimate_planning(engine, context.as_of, context.settings.lookback_days)) {
    rows.emplace_back(name, Spent{.jobs = 1, .bytes_processed = dry_run.bytes_processed});
  }
  show(context, options, "Statement", rows);
}

void show_spent(const Context& context, const Options& options) {
  const auto location = store::bigquery::parse_location(context.store_location);
  std::map<std::string, Spent> spent;
  for (const auto& entry :
       store::bigquery::read_ledger(store::bigquery::ledger_path(),
                                    "bigquery://" + location.project + "/" + location.dataset,
                                    context.as_of - base::days(options.days))) {
    auto& sum = spent[key_of(entry, options.by)];
    ++sum.jobs;
    sum.bytes_processed += entry.job.bytes_processed;
    sum.bytes_billed += entry.job.bytes_billed;
    sum.seconds += entry.job.seconds;
  }
  show(context, options, options.by, {spent.begin(), spent.end()});
}

void run(const Context& context, const Options& options) {
  // DuckDB bills nobody.
  if (!store::bigquery::is_bigquery(context.store_location)) return show(context, options, "", {});
  if (options.estimate) return show_estimate(context, options);
  show_spent(context, options);
}

}  // namespace

void add_costs(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("costs", "what the store's jobs in BigQuery have cost");
  auto options = std::make_shared<Options>();
  command->add_option("--by", options->by, "a line a day, run, statement or job")
      ->check(CLI::IsMember({"day", "run", "statement", "job"}))
      ->capture_default_str();
  command->add_option("--days", options->days, "so many days back from now")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  command->add_option("--usd-per-tib", options->usd_per_tib, "the price of a TiB")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_flag("--estimate", options->estimate,
                    "what planning all pages would read, by dry runs (free)");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
