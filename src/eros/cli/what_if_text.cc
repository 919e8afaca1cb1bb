#include "eros/cli/what_if_text.h"

#include <fmt/format.h>

#include "eros/cli/figures.h"
#include "eros/cli/tables.h"

namespace eros::cli {
namespace {

using orchestrate::backtest::Amount;
using orchestrate::backtest::ArmSummary;
using orchestrate::backtest::Comparison;
using orchestrate::backtest::PageLikeness;

std::string in_words(const std::string& arm, const std::string& policy) {
  if (arm == policy) return "by EROS";
  if (arm == "random") return "by chance";
  if (arm == "original") return "by the documented method";
  if (arm == "oracle") return "if everything were known";
  return "as '" + arm + "'";
}

std::string list(const std::string& title, const std::vector<std::string>& sentences,
                 const Style& style) {
  std::string text = title + "\n";
  for (const std::string& sentence : sentences) {
    text += "  - " + wrap(sentence, style.width, 4).substr(4);
  }
  return text;
}

std::string between(const Amount& amount) {
  if (!amount.interval) return "-";
  return money_text(amount.interval->lower) + " and " + money_text(amount.interval->upper);
}

std::string verdict(const ArmSummary& eros) {
  if (!eros.revenue_over_random) {
    return "No gain can be told: chance was not played, or earned nothing.\n";
  }
  const auto& interval = eros.revenue_over_random->interval;
  if (!interval) return "One page alone cannot tell a gain from luck: play more of them.\n";
  const std::string range =
      fmt::format("{:+.0f}% to {:+.0f}%", 100.0 * interval->lower, 100.0 * interval->upper);
  if (interval->lower > 0.0 || interval->upper < 0.0) {
    return fmt::format("Planned by EROS such pages earned {} than by chance: {} (95% interval).\n",
                       interval->lower > 0.0 ? "more" : "less", range);
  }
  return fmt::format(
      "Between EROS and chance no difference shows for such pages: {} (95% interval).\n", range);
}

}  // namespace

std::string what_if_text(const PageLikeness& like, const Comparison& comparison,
                         const std::string& policy, const Style& style) {
  Table table;
  table.columns = {{"Planned"},
                   {"A week, mean", Align::right},
                   {"which lies between", Align::right},
                   {"over chance", Align::right}};
  std::string words;
  for (const ArmSummary& arm : comparison.arms) {
    table.rows.push_back(
        {in_words(arm.arm, policy), money_text(arm.revenue.mean), between(arm.revenue),
         arm.revenue_over_random ? fmt::format("{:+.0f}%", 100.0 * arm.revenue_over_random->mean)
                                 : "-"});
    if (arm.arm == policy) words = verdict(arm);
  }
  return fmt::format("What if {} were planned for {}?\n", like.page_name,
                     amount_text(comparison.weeks, "week", "weeks")) +
         wrap(fmt::format(
                  "Played through in {} of {} like it, each in {} with the same people and the "
                  "same luck.",
                  amount_text(std::ssize(comparison.seeds), "made-up agency", "made-up agencies"),
                  amount_text(comparison.pages, "page", "pages"),
                  amount_text(std::ssize(comparison.arms), "way", "ways")),
              style.width, 0) +
         "\n" + render_table(table, style) + "\n" + words +
         fmt::format("The page itself earned {} a week lately.\n\n",
                     money_text(like.revenue_a_week)) +
         list("Taken from the page's history:", like.known, style) +
         list("Assumed, because the history cannot tell:", like.assumed, style) +
         "This is a comparison of ways of planning, not a forecast of income.\n";
}

}  // namespace eros::cli
