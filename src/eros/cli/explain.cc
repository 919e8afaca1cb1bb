#include "eros/cli/explain.h"

#include <fmt/core.h>

#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "eros/cli/figures.h"

namespace eros::cli {
namespace {

std::string sentence_of(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

std::string what(const model::PlannedMessage& m) {
  std::string text =
      fmt::format("Caption {}, {}", base::number(m.caption_id), model::to_string(m.tier));
  if (!m.category.empty()) text += ", " + one_line(m.category);
  if (!m.trigger.empty()) text += ", " + one_line(m.trigger);
  if (m.has_urgency) text += ", urgent";
  text += fmt::format(". {} at {}, ", long_day(std::chrono::floor<base::days>(m.local)),
                      clock_text(m.local));
  if (m.type == model::MessageType::bump) return text + "free.";
  return text + fmt::format("${}, expected {}.", m.price, money_text(m.expected_revenue));
}

std::string how_chosen(const model::Decision& d) {
  const std::string candidates = amount_text(d.candidates, "caption", "captions");
  std::string text =
      d.promoted
          ? fmt::format(
                "An alternate from {} that passed every filter: it took the place of a picked "
                "one when the week was put in order. The chance of that is not known.",
                candidates)
          : fmt::format(
                "Picked from {} that passed every filter; by these figures the chance was {}.",
                candidates, percent_text(d.selection_probability));
  if (d.filled_from_other_tier) text += " It stands in for a tier that was too short.";
  if (d.is_random) text += " It was drawn at random, to learn and to compare.";
  return text;
}

// Of policy hierarchical: what it expects, and from whom it learned that.
std::string what_was_learned(const model::Decision& d) {
  std::string text =
      d.observations == 0
          ? std::string("It has not been sent to this page in the last 90 days.")
          : fmt::format("It was sent here {} in the last 90 days, at an EMV of {}.",
                        amount_text(d.observations, "time", "times"), money_text(d.avg_emv));
  if (d.expected_revenue) {
    text += fmt::format(" At an average hour it is expected to bring {}.",
                        money_text(*d.expected_revenue));
  }
  text += fmt::format(
      " Of {} {} comes from its own sends on this page, {} from its sends on all pages, {} from "
      "captions of its tier, category and trigger, and {} from its tier.",
      d.expected_revenue ? "that expectation" : "what is expected of it",
      percent_text(d.share_page_caption), percent_text(d.share_caption), percent_text(d.share_cell),
      percent_text(d.share_tier));
  if (d.repeats >= 0.05) {
    text += fmt::format(" Sends that fans may remember: {}.", decimal_text(d.repeats, 1));
  }
  return text;
}

// By policy hierarchical, which knows a caption from all pages.
bool is_learned(const model::Decision& d) {
  return d.share_page_caption + d.share_caption + d.share_cell + d.share_tier > 0.0;
}

std::string what_is_known(const model::Decision& d) {
  if (is_learned(d)) return what_was_learned(d);
  if (d.observations == 0) {
    return fmt::format(
        "It has not been sent to this page before: its success rate is taken to be {}, somewhere "
        "between {} and {}.",
        percent_text(d.posterior_mean), percent_text(d.confidence_lower_bound),
        percent_text(d.confidence_upper_bound));
  }
  return fmt::format(
      "Sent {} before, it succeeded in about {} (between {} and {}), at an EMV of {}.",
      amount_text(d.observations, "time", "times"), percent_text(d.posterior_mean),
      percent_text(d.confidence_lower_bound), percent_text(d.confidence_upper_bound),
      money_text(d.avg_emv));
}

// Observations are those of this page.
std::string why_explore(const model::Decision& d) {
  constexpr std::int64_t few_observations = 10;
  if (!is_learned(d)) return "little is known of it yet, and trying it teaches something";
  return d.observations < few_observations
             ? "it has hardly been sent to this page lately, and trying it teaches something"
             : "what it earns here is not known well, and trying it teaches something";
}

std::string how_drawn(const model::Decision& d) {
  const double luck = d.sample - d.posterior_mean;
  const char* luck_text = std::abs(luck) < 0.02 ? "as expected"
                          : luck > 0.0          ? "a lucky draw"
                                                : "an unlucky draw";
  std::string strategy;
  switch (d.strategy) {
    case model::Strategy::explore:
      strategy = why_explore(d);
      break;
    case model::Strategy::exploit:
      strategy = "it is known to earn well";
      break;
    case model::Strategy::balanced:
      strategy = "it is known well enough, and neither a sure thing nor a gamble";
      break;
  }
  return fmt::format("The policy {} drew {} for it, {} ({}: {}).", d.policy,
                     decimal_text(d.sample, 2), luck_text, model::to_string(d.strategy), strategy);
}

// A free message whose caption was never sold: no sale tells it from another.
bool is_untold(const model::PlannedMessage& m) {
  const model::Decision& d = m.decision;
  return m.type == model::MessageType::bump && d.observations == 0 &&
         d.share_page_caption + d.share_caption + d.share_cell == 0.0;
}

std::string what_chance_drew(const model::Decision& d) {
  return fmt::format(
      "Free messages earn nothing, so that nothing is learned of which sells: the policy {} drew "
      "{} for it by chance.",
      d.policy, decimal_text(d.sample, 2));
}

void add_term(std::vector<std::string>& parts, double term, const char* good, const char* bad) {
  if (term == 0.0) return;
  parts.push_back(fmt::format("{} ({:+.2f})", term > 0.0 ? good : bad, term));
}

std::string what_moved_it(const model::Decision& d) {
  std::vector<std::string> parts;
  add_term(parts, d.diversity_category, "a category not used lately", "a category used lately");
  add_term(parts, d.diversity_price_tier, "a tier not used lately", "a tier used lately");
  add_term(parts, d.diversity_trigger, "a trigger not used lately", "a trigger used lately");
  add_term(parts, d.diversity_urgency, "not urgent once again", "urgent once again");
  add_term(parts, d.budget_penalty, "room in the budgets", "a budget nearly used up");
  add_term(parts, d.soft_pattern_penalty, "a wanted pattern", "a pattern that the page avoids");
  std::string text = fmt::format("Its score is {}", decimal_text(d.score, 3));
  if (!parts.empty()) text += ", with " + sentence_of(parts);
  if (d.segment_multiplier != 1.0) {
    text +=
        fmt::format("; times {:.2f}, because this audience buys such tiers", d.segment_multiplier);
  }
  return text + '.';
}

// What a rule of the planner demands.
std::string_view demand_of(std::string_view rule) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> demands = {{
      {"price_tier_run", "no price tier three times in a row"},
      {"trigger_repeat", "no trigger again within the next three PPVs"},
      {"category_repeat", "no category twice in a row"},
      {"urgent_budget", "the week's budget of urgent captions"},
      {"category_budget", "the week's budget of its category"},
      {"trigger_budget", "the week's budget of its trigger"},
  }};
  for (const auto& [name, demand] : demands) {
    if (name == rule) return demand;
  }
  return rule;
}

// Bumps go where the PPVs leave room, on cooling days to the hours of those (schedule/bumps.h).
std::string why_a_bump_then(const model::PlannedMessage& m, bool is_on_cooling_day) {
  const std::string place =
      m.follows ? fmt::format("It follows up the PPV that is message {}.", *m.follows + 1)
                : std::string("It follows up no PPV.");
  if (is_on_cooling_day) {
    return place +
           " It is a day to cool down, without paid messages: the free ones go out at "
           "about 9:00, 14:30 and 20:00.";
  }
  return place + " Free messages stand apart from paid ones, mornings and evenings first.";
}

std::string why_then(const model::Decision& d) {
  std::string text = fmt::format("This hour is worth {} times the page's average hour.",
                                 decimal_text(d.slot_value, 2));
  if (d.runner_up) {
    text += fmt::format(" The best unused caption that could stand here instead is {}",
                        base::number(*d.runner_up));
    if (d.runner_up_score) {
      text += fmt::format(", score {}", decimal_text(*d.runner_up_score, 3));
    }
    text += '.';
  }
  if (!d.binding_constraint.empty()) {
    text += fmt::format(" A change here would be worth more, but is kept out by a rule: {} ({}).",
                        demand_of(d.binding_constraint), d.binding_constraint);
  }
  return text;
}

}  // namespace

const model::PlannedMessage* most_valuable(const model::Schedule& schedule) {
  const model::PlannedMessage* best = nullptr;
  for (const model::PlannedMessage& message : schedule.messages) {
    if (message.type != model::MessageType::ppv) continue;
    if (best == nullptr || message.expected_revenue > best->expected_revenue) best = &message;
  }
  return best;
}

Explanation explanation_of(const model::PlannedMessage& message, bool is_on_cooling_day) {
  const model::Decision& d = message.decision;
  Explanation why;
  why.why_this_caption = {how_chosen(d)};
  if (!is_untold(message)) why.why_this_caption.push_back(what_is_known(d));
  if (d.is_random) {
    why.why_this_caption.emplace_back("What was drawn for it and its score decided nothing.");
  } else {
    why.why_this_caption.push_back(is_untold(message) ? what_chance_drew(d) : how_drawn(d));
    why.why_this_caption.push_back(what_moved_it(d));
  }
  why.why_then = message.type == model::MessageType::bump
                     ? why_a_bump_then(message, is_on_cooling_day)
                     : why_then(d);
  return why;
}

std::string explain_pick(const model::PlannedMessage& message, const Style& style,
                         bool is_on_cooling_day) {
  const Explanation why = explanation_of(message, is_on_cooling_day);
  constexpr int indent = 3;
  const auto lines = [&](const std::string& text) { return wrap(text, style.width, indent); };
  std::string out = wrap("“" + one_line(message.caption_text) + "”", style.width, 1);
  out += lines(what(message));
  out += ' ' + paint("Why this caption", Ink::bold, style) + '\n';
  for (const std::string& paragraph : why.why_this_caption) out += lines(paragraph);
  out += ' ' + paint("Why then", Ink::bold, style) + '\n' + lines(why.why_then);
  return out;
}

}  // namespace eros::cli
