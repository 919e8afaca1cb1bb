#include "eros/orchestrate/logged/judge.h"

#include <fmt/format.h>

#include <map>

#include "eros/orchestrate/logged/replay.h"

namespace eros::orchestrate::logged {
namespace {

std::string why_nothing(const PastCounts& counts) {
  if (counts.planned == 0) return "the store has no planned week to judge by";
  return fmt::format(
      "none of the {} planned PPVs can be used: {} were planned for less than three days ago or "
      "later, {} were not found among the messages, {} have no stored chance, {} were put in by "
      "the week's order",
      counts.planned, counts.too_recent, counts.not_sent, counts.no_chance, counts.promoted);
}

evaluation::LoggedDecision decision_of(const PastPpv& ppv, const Replayed& replayed,
                                       std::uint32_t page) {
  evaluation::LoggedDecision decision;
  decision.probability = ppv.probability;
  decision.target = replayed.target;
  decision.reward = ppv.earnings / ppv.slot_value;
  decision.predicted = replayed.predicted;
  decision.predicted_target = replayed.predicted_target;
  decision.cluster = page;
  return decision;
}

}  // namespace

Judgement judge(store::Store& store, const JudgeRequest& request) {
  const Past past = past_weeks(store, request.as_of);
  Judgement judgement;
  judgement.policy = request.settings.policy;
  judgement.random_share = request.settings.exploration.random_share;
  judgement.counts = past.counts;
  if (past.counts.used == 0) {
    judgement.evaluation.refusal = why_nothing(past.counts);
    return judgement;
  }
  std::map<std::string, std::uint32_t> pages;
  std::vector<evaluation::LoggedDecision> decisions;
  Replay replay(store, request.settings, past.weeks);
  for (std::size_t i = 0; i < past.weeks.size(); ++i) {
    const PastWeek& week = past.weeks[i];
    const std::vector<Replayed> replayed = replay.of(i);
    if (request.progress) request.progress(i + 1, past.weeks.size());
    if (week.ppvs.empty()) continue;
    if (judgement.weeks++ == 0) judgement.first = week.schedule.created_at;
    judgement.last = week.schedule.created_at;
    const std::uint32_t page =
        pages.try_emplace(week.schedule.page_name, static_cast<std::uint32_t>(pages.size()))
            .first->second;
    for (std::size_t n = 0; n < week.ppvs.size(); ++n) {
      decisions.push_back(decision_of(week.ppvs[n], replayed[n], page));
      judgement.mean_earnings += week.ppvs[n].earnings / static_cast<double>(past.counts.used);
    }
  }
  judgement.pages = pages.size();
  judgement.evaluation = evaluation::evaluate(decisions, request.limits);
  return judgement;
}

}  // namespace eros::orchestrate::logged
