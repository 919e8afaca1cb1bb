#include "eros/cli/what_if_text.h"

#include <fmt/format.h>

#include "eros/cli/figures.h"
#include "eros/cli/tables.h"

namespace eros::cli {
namespace {

using orchestrate::backtest::ArmSummary;
using orchestrate::backtest::Comparison;
using orchestrate::backtest::PageLikeness;

std::string in_words(const std::string& arm) {
  if (arm == "random") return "by chance";
  if (arm == "original") return "by the documented method";
  if (arm == "oracle") return "if everything were known";
  return "by EROS";
}

std::string list(const std::string& title, const std::vector<std::string>& sentences) {
  std::string text = title + "\n";
  for (const std::string& sentence : sentences) text += "  - " + sentence + "\n";
  return text;
}

std::string verdict(const ArmSummary& eros) {
  if (!eros.revenue_over_random) return "";
  const auto& gain = *eros.revenue_over_random;
  const std::string range =
      fmt::format("{:+.0f}% to {:+.0f}%", 100.0 * gain.interval.lower, 100.0 * gain.interval.upper);
  if (gain.interval.lower > 0.0) {
    return fmt::format(
        "Planned by EROS such pages earned more than by chance: {} (95% interval).\n", range);
  }
  return fmt::format(
      "Between EROS and chance no difference shows for such pages: {} (95% interval).\n", range);
}

}  // namespace

std::string what_if_text(const PageLikeness& like, const Comparison& comparison,
                         const Style& style) {
  Table table;
  table.columns = {{"Planned"},
                   {"A week", Align::right},
                   {"likely between", Align::right},
                   {"over chance", Align::right}};
  std::string words;
  for (const ArmSummary& arm : comparison.arms) {
    table.rows.push_back(
        {in_words(arm.arm), money_text(arm.revenue.mean),
         money_text(arm.revenue.interval.lower) + " and " + money_text(arm.revenue.interval.upper),
         arm.revenue_over_random ? fmt::format("{:+.0f}%", 100.0 * arm.revenue_over_random->mean)
                                 : "-"});
    if (in_words(arm.arm) == "by EROS") words = verdict(arm);
  }
  return fmt::format(
             "What if {} were planned for {}?\n"
             "Played through in {} of {} like it, each {} ways with "
             "the same people and the same luck.\n\n",
             like.page_name, amount_text(comparison.weeks, "week", "weeks"),
             amount_text(std::ssize(comparison.seeds), "made-up agency", "made-up agencies"),
             amount_text(comparison.pages, "page", "pages"), comparison.arms.size()) +
         render_table(table, style) + "\n" + words +
         fmt::format("The page itself earned {} a week lately.\n\n",
                     money_text(like.revenue_a_week)) +
         list("Taken from the page's history:", like.known) +
         list("Assumed, because the history cannot tell:", like.assumed) +
         "This is a comparison of ways of planning, not a forecast of income.\n";
}

}  // namespace eros::cli
