#include "eros/cli/judgement_text.h"

#include <fmt/format.h>

#include "eros/cli/figures.h"
#include "eros/cli/tables.h"

namespace eros::cli {
namespace {

using evaluation::Estimate;
using orchestrate::logged::Judgement;
using orchestrate::logged::PastCounts;

std::string percent_range(const Estimate& gain) {
  return fmt::format("{:+.0f}% to {:+.0f}%", 100.0 * gain.lower, 100.0 * gain.upper);
}

// The doubly robust gain decides: it is the surer one where the model is any good, and right where
// it is not.
std::string verdict(const Judgement& judgement) {
  const Estimate& gain = judgement.evaluation.gain_doubly_robust;
  const char* says = gain.lower > 0.0   ? "would have earned more"
                     : gain.upper < 0.0 ? "would have earned less"
                                        : "would have earned about the same, as far as can be told";
  return fmt::format(
      "In place of what chose the captions then, policy {} {}:\n{:+.0f}% a PPV, and with 95% "
      "confidence {}.\n",
      judgement.policy, says, 100.0 * gain.value, percent_range(gain));
}

std::string what_was_judged(const Judgement& judgement) {
  std::string by;
  for (const auto& [policy, ppvs] : judgement.counts.policies) {
    by += fmt::format("{}{} by {}", by.empty() ? "" : ", ", count_text(ppvs), policy);
  }
  return fmt::format(
      "What would policy {} have earned? Judged by {} that were planned, sent and paid:\n{} of {}, "
      "planned from {} to {} ({}).\n\n",
      judgement.policy, amount_text(judgement.counts.used, "PPV", "PPVs"),
      amount_text(static_cast<std::int64_t>(judgement.weeks), "week", "weeks"),
      amount_text(static_cast<std::int64_t>(judgement.pages), "page", "pages"),
      base::format_instant(judgement.first).substr(0, 10),
      base::format_instant(judgement.last).substr(0, 10), by);
}

std::vector<std::string> row(const char* name, const Estimate& of) {
  return {name, money_text(of.value), money_text(of.lower) + " to " + money_text(of.upper)};
}

std::string figures(const Judgement& judgement, const Style& style) {
  const evaluation::Evaluation& of = judgement.evaluation;
  Table table;
  table.columns = {
      {"A PPV at an average hour"}, {"Earned", Align::right}, {"95% interval", Align::right}};
  table.rows = {row("as it was", of.logged), row("doubly robust", of.doubly_robust),
                row("self-normalised", of.self_normalised),
                row("inverse propensity", of.inverse_propensity),
                row("by the model alone", of.direct)};
  return render_table(table, style) +
         fmt::format("Gain: {:+.1f}% ({}) doubly robust, {:+.1f}% ({}) self-normalised.\n",
                     100.0 * of.gain_doubly_robust.value, percent_range(of.gain_doubly_robust),
                     100.0 * of.gain_self_normalised.value, percent_range(of.gain_self_normalised));
}

std::string how_much_it_tells(const Judgement& judgement) {
  const evaluation::Evaluation& of = judgement.evaluation;
  return fmt::format(
      "These PPVs tell as much of the policy as {:.0f} of its own would. Weights: {:.2f} on the "
      "mean\n(near 1, a little less as a rule), {:.1f} at most. By what they earn, the {} count as "
      "{:.1f}.\n",
      of.effective_sample_size, of.mean_weight, of.largest_weight,
      amount_text(static_cast<std::int64_t>(judgement.pages), "page", "pages"),
      of.effective_clusters);
}

std::string left_out(const PastCounts& counts) {
  std::string text;
  const auto add = [&text](std::int64_t n, const char* why) {
    if (n > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count_text(n), why);
  };
  add(counts.too_recent, "too recent");
  add(counts.not_sent, "not found among the messages");
  add(counts.promoted, "put in by the week's order");
  add(counts.no_chance, "without a stored chance");
  return text.empty() ? "" : "Left out: " + text + ".\n";
}

}  // namespace

std::string judgement_text(const Judgement& judgement, const Style& style) {
  std::string text = what_was_judged(judgement);
  if (judgement.evaluation.refusal) {
    text += "That cannot be told: " + *judgement.evaluation.refusal + ".\n" +
            "A larger random share ([exploration] random_share), or more weeks, tell more.\n\n";
  } else {
    text += verdict(judgement) + "\n" + figures(judgement, style) + "\n";
  }
  return text + how_much_it_tells(judgement) + left_out(judgement.counts);
}

}  // namespace eros::cli
