#include "eros/cli/backtest_text.h"

#include <fmt/format.h>

#include "eros/cli/figures.h"
#include "eros/cli/tables.h"

namespace eros::cli {
namespace {

using orchestrate::backtest::Amount;
using orchestrate::backtest::ArmSummary;
using orchestrate::backtest::Comparison;
using orchestrate::backtest::Quartiles;
using orchestrate::backtest::Uplift;

std::string uplift_text(const std::optional<Uplift>& uplift) {
  if (!uplift) return "-";
  std::string text = fmt::format("{:+.1f}%", 100.0 * uplift->mean);
  if (uplift->standard_error) text += fmt::format(" ±{:.1f}", 100.0 * *uplift->standard_error);
  if (!uplift->interval) return text;
  return text + fmt::format(" ({:+.1f} to {:+.1f})", 100.0 * uplift->interval->lower,
                            100.0 * uplift->interval->upper);
}

std::string short_uplift(const std::optional<Uplift>& uplift) {
  return uplift ? fmt::format("{:+.1f}%", 100.0 * uplift->mean) : "-";
}

std::string dollars(const Amount& amount) {
  std::string text = fmt::format("${:.0f}", amount.mean);
  if (!amount.interval) return text;
  return text + fmt::format(" ({:.0f} to {:.0f})", amount.interval->lower, amount.interval->upper);
}

std::string gains(const Comparison& comparison, const Style& style) {
  Table table;
  table.columns = {{"Planned by"},
                   {"Revenue over random", Align::right},
                   {"over the original", Align::right},
                   {"EMV over random", Align::right},
                   {"over the original", Align::right},
                   {"of oracle's", Align::right}};
  for (const ArmSummary& arm : comparison.arms) {
    table.rows.push_back(
        {arm.arm, uplift_text(arm.revenue_over_random), uplift_text(arm.revenue_over_original),
         short_uplift(arm.emv_over_random), short_uplift(arm.emv_over_original),
         arm.share_of_oracle ? fmt::format("{:.0f}%", 100.0 * *arm.share_of_oracle) : "-"});
  }
  return render_table(table, style);
}

std::string amounts(const Comparison& comparison, const Style& style) {
  Table table;
  table.columns = {{"Planned by"},
                   {"Revenue a page and week", Align::right},
                   {"EMV a page and week", Align::right},
                   {"PPVs", Align::right},
                   {"Bumps", Align::right},
                   {"Saturation", Align::right},
                   {"Fatigue", Align::right},
                   {"Variety", Align::right},
                   {"Exploring", Align::right}};
  for (const ArmSummary& arm : comparison.arms) {
    table.rows.push_back({arm.arm, dollars(arm.revenue), dollars(arm.emv),
                          decimal_text(arm.ppvs_a_week, 1), decimal_text(arm.bumps_a_week, 1),
                          decimal_text(arm.saturation, 3), decimal_text(arm.fatigue, 2),
                          percent_text(arm.variety), percent_text(arm.exploration)});
  }
  return render_table(table, style);
}

// How differently worlds answer; nothing for fewer than three.
std::string worlds(const Comparison& comparison, const Style& style) {
  if (comparison.seeds.size() < 3) return "";
  Table table;
  table.columns = {{"Revenue over random, by world"}, {"Lowest", Align::right},
                   {"Lower quartile", Align::right},  {"Median", Align::right},
                   {"Upper quartile", Align::right},  {"Highest", Align::right}};
  const auto cell = [](double gain) { return fmt::format("{:+.1f}%", 100.0 * gain); };
  for (const ArmSummary& arm : comparison.arms) {
    if (!arm.revenue_over_random) continue;
    const Quartiles of = orchestrate::backtest::quartiles(arm.revenue_over_random->of_seeds);
    table.rows.push_back({arm.arm, cell(of.lowest), cell(of.lower), cell(of.median), cell(of.upper),
                          cell(of.highest)});
  }
  return table.rows.empty() ? "" : "\n" + render_table(table, style);
}

// What the figures before it are written with; nothing for one page of one seed.
std::string notation(const Comparison& comparison) {
  if (comparison.pages * comparison.seeds.size() < 2) return "";
  const std::string brackets = "n brackets a 95% interval clustered by page.\n";
  return comparison.seeds.size() > 1 ? "± is a standard error over seeds; i" + brackets
                                     : "I" + brackets;
}

}  // namespace

std::string backtest_text(const Comparison& comparison, const Style& style) {
  return fmt::format(
             "Simulated: {}, {}, {}, {}. Same people, same luck, same "
             "volume.\n\n",
             comparison.preset, amount_text(comparison.pages, "page", "pages"),
             amount_text(comparison.weeks, "week", "weeks"),
             amount_text(std::ssize(comparison.seeds), "seed", "seeds")) +
         gains(comparison, style) + notation(comparison) + worlds(comparison, style) + "\n" +
         amounts(comparison, style) +
         "Saturation: the analysis's score, 0 to 1. Fatigue: messages that still tire a fan.\n"
         "Variety: different captions over PPVs. Exploring: PPVs of captions that no more than "
         "two\n"
         "messages of any page had before the week.\n";
}

}  // namespace eros::cli
