#include "eros/orchestrate/logged/replay.h"

#include <algorithm>
#include <array>
#include <utility>

#include "eros/analysis/platform.h"
#include "eros/analysis/report.h"
#include "eros/captions/expectation.h"
#include "eros/captions/pick.h"
#include "eros/captions/policies.h"
#include "eros/learning/learn.h"
#include "eros/learning/page_part.h"
#include "eros/orchestrate/standing_messages.h"
#include "eros/volume/plan.h"

namespace eros::orchestrate::logged {
namespace {

using model::CaptionBank;

// As the timed job does.
constexpr base::hours learns_every{6};
// Weeks that the judged policy picks, to see what it would have brought by the model.
constexpr std::uint64_t picked_weeks = 8;

std::size_t tier_of(const CaptionBank& bank, CaptionBank::Row row) {
  return static_cast<std::size_t>(bank.tier[row]);
}

// What the model expects of a caption at an average hour; 0 where nothing was learned.
double expected_revenue(const captions::PageExpectation& expectation, CaptionBank::Row row) {
  model::Decision why;
  expectation.explain(row, why);
  return why.expected_revenue.value_or(0.0);
}

// What the policy's picks of each tier are expected to bring, on the mean over some weeks with
// other draws; where it picks none of a tier, what all its picks are.
std::array<double, 6> expected_of_picks(captions::PickRequest request,
                                        const captions::PageExpectation& expectation) {
  std::array<double, 6> sum{};
  std::array<double, 6> picks{};
  double sum_of_all = 0.0;
  double all = 0.0;
  const std::uint64_t first = request.seed;
  for (std::uint64_t i = 0; i < picked_weeks; ++i) {
    request.seed = first + i;
    for (const model::Pick& pick : captions::pick(request).ppv) {
      const double expected = expected_revenue(expectation, pick.bank_row);
      sum[tier_of(request.bank, pick.bank_row)] += expected;
      ++picks[tier_of(request.bank, pick.bank_row)];
      sum_of_all += expected;
      ++all;
    }
  }
  std::array<double, 6> mean{};
  for (std::size_t tier = 0; tier < mean.size(); ++tier) {
    mean[tier] = picks[tier] > 0.0 ? sum[tier] / picks[tier] : sum_of_all / std::max(all, 1.0);
  }
  return mean;
}

}  // namespace

Replay::Replay(store::Store& store, const model::Settings& settings,
               const std::vector<PastWeek>& weeks)
    : store_(store), settings_(settings), weeks_(weeks) {
  agency_.bank = store.load_bank();
  active_ = agency_.bank.is_active;
  if (!weeks.empty()) arrivals_ = store.captions_since(weeks.front().schedule.created_at);
  for (const model::CaptionArrival& arrival : arrivals_) {
    const CaptionBank::Row row = agency_.bank.find(arrival.caption_id);
    if (row < agency_.bank.size()) agency_.bank.is_active[row] = 0;
  }
  for (const model::Page& page : store.pages()) page_names_.push_back(page.page_name);
  for (const PastWeek& week : weeks) not_yet_.insert(week.schedule.schedule_id);
}

std::vector<Replayed> Replay::of(std::size_t number) {
  const PastWeek& week = weeks_[number];
  if (number > 0) not_yet_.erase(weeks_[number - 1].schedule.schedule_id);
  if (week.ppvs.empty()) return {};
  go_to(week);
  return judge(week, page_inputs(week));
}

void Replay::learn(base::Instant at) {
  learned_ = learning::learn(store_.observations(at, settings_.learning.lookback_days),
                             {.repeat_half_life_days = settings_.learning.repeat_half_life_days});
  stats_ = store_.caption_stats_of_messages(page_names_, at);
  agency_.learned = captions::LearnedBank(agency_.bank, learned_);
}

void Replay::go_to(const PastWeek& week) {
  const base::Instant as_of = week.schedule.created_at;
  for (; arrived_ < arrivals_.size() && arrivals_[arrived_].at <= as_of; ++arrived_) {
    const CaptionBank::Row row = agency_.bank.find(arrivals_[arrived_].caption_id);
    if (row < agency_.bank.size()) agency_.bank.is_active[row] = active_[row];
  }
  if (stats_.empty() || as_of - learned_.as_of > learns_every) learn(as_of);
  if (agency_.inputs.as_of != as_of || start_ != week.schedule.week_start) {
    agency_.inputs = store_.load_agency(as_of, settings_.lookback_days, week.schedule.week_start);
    agency_.inputs.learned = learned_;
    agency_.platform_bad_days =
        analysis::platform_bad_days(agency_.inputs.days, agency_.inputs.holidays);
    locks_ = std::move(agency_.inputs.locks);
    start_ = week.schedule.week_start;
  }
  agency_.inputs.locks = locks_;
  std::erase_if(agency_.inputs.locks,
                [this](const auto& lock) { return not_yet_.contains(lock.schedule_id); });
  agency_.held = captions::held_captions(agency_.bank, agency_.inputs.locks);
}

model::PageInputs Replay::page_inputs(const PastWeek& week) {
  const std::string& page_name = week.schedule.page_name;
  model::PageInputs inputs =
      std::move(store_
                    .load_pages({&page_name, 1}, week.schedule.created_at, settings_.lookback_days,
                                week.schedule.week_start)
                    .front());
  std::erase_if(inputs.planned,
                [this](const auto& planned) { return not_yet_.contains(planned.schedule_id); });
  learning::PagePart learned = learning::page_part(learned_, page_name);
  inputs.learned = std::move(learned.page);
  inputs.history.learned_hours = std::move(learned.hours);
  const auto page = std::ranges::find(page_names_, page_name);
  inputs.caption_stats = stats_[static_cast<std::size_t>(page - page_names_.begin())];
  inputs.page.segment_override = week.segment;
  return inputs;
}

std::vector<Replayed> Replay::judge(const PastWeek& week, const model::PageInputs& inputs) {
  const model::Report report = analysis::report(inputs.history, inputs.page, agency_.inputs,
                                                agency_.platform_bad_days, settings_);
  const model::Volume volume = volume::plan(
      report, inputs.page, week.schedule.week_start, model::Mode::optimize,
      {week.schedule.total_ppvs, week.schedule.total_bumps, week.schedule.saturation_zone},
      agency_.inputs.holidays);
  const std::vector<model::PlannedElsewhere> standing =
      standing_messages(inputs, week.schedule.week_start, week.schedule.created_at, {});
  const captions::PickRequest request{.bank = agency_.bank,
                                      .inputs = inputs,
                                      .report = report,
                                      .volume = volume,
                                      .settings = settings_,
                                      .policy = captions::find_policy(settings_.policy),
                                      .standing = standing,
                                      .held = agency_.held,
                                      .superseded = {},
                                      .seed = week.seed,
                                      .learned = &agency_.learned};
  std::vector<CaptionBank::Row> rows;
  for (const PastPpv& ppv : week.ppvs) {
    const CaptionBank::Row row = agency_.bank.find(ppv.caption_id);
    if (row < agency_.bank.size()) rows.push_back(row);
  }
  const std::vector<double> targets = captions::selection_probabilities(request, rows);
  const captions::PageExpectation expectation(request);
  const std::array<double, 6> of_picks = expected_of_picks(request, expectation);
  std::vector<Replayed> replayed;
  std::size_t next = 0;
  for (const PastPpv& ppv : week.ppvs) {
    if (next == rows.size() || agency_.bank.id[rows[next]] != ppv.caption_id) {
      replayed.emplace_back();  // the caption is no longer in the bank
      continue;
    }
    const CaptionBank::Row row = rows[next];
    replayed.push_back({targets[next++], expected_revenue(expectation, row),
                        of_picks[tier_of(agency_.bank, row)]});
  }
  return replayed;
}

}  // namespace eros::orchestrate::logged
