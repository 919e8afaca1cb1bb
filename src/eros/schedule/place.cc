#include "eros/schedule/place.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "eros/base/random.h"
#include "eros/base/text.h"
#include "eros/schedule/bumps.h"
#include "eros/schedule/candidates.h"
#include "eros/schedule/followups.h"
#include "eros/schedule/neighbours.h"
#include "eros/schedule/openings.h"
#include "eros/schedule/ppv_times.h"
#include "eros/schedule/price.h"
#include "eros/schedule/reduced_counts.h"
#include "eros/schedule/selection.h"
#include "eros/schedule/sequence.h"
#include "eros/schedule/slot_values.h"
#include "eros/schedule/week.h"

namespace eros::schedule {
namespace {

constexpr int most_bumps_on_a_cooling_day = 3;

base::RandomStream stream(const PlaceRequest& request, std::string_view purpose) {
  return base::RandomStream(request.seed,
                            fmt::format("{}|{}|{}", request.page.page_name,
                                        base::format_day(request.volume.start), purpose));
}

// The week before anything is in it.
struct Ground {
  Week week;
  StepGrid open;  // valued
  Neighbours neighbours;
  DayCounts day_room{};
};

Ground ground_of(const PlaceRequest& request) {
  Ground ground{week_of(request.zone, request.volume.start), {}, {}, {}};
  ground.open =
      open_steps(ground.week, request.page, request.as_of,
                 SlotValues(request.report.time_window_optimization), stream(request, "slots"));
  ground.neighbours = neighbours_of(ground.week, request.zone, request.planned, request.bank);
  for (std::size_t day = 0; day < 7; ++day) {
    ground.day_room[day] =
        std::max(0, request.volume.max_messages_per_day - ground.neighbours.messages[day]);
  }
  return ground;
}

struct PpvPlan {
  PpvTimes times;
  Sequence sequence;
  int captions = 0;  // how many PPVs there were captions for
};

PpvPlan plan_ppvs(const PlaceRequest& request, const Ground& ground, const Candidates& candidates) {
  PpvPlan plan;
  std::vector<std::size_t> selected = select_ppvs(candidates, request.volume.ppv);
  plan.captions = static_cast<int>(selected.size());
  plan.times = ppv_times({ground.week, ground.open, ground.day_room, request.volume,
                          ground.neighbours.ppvs, ground.neighbours.bumps, plan.captions});
  const std::vector<int>& steps = plan.times.chosen.steps;
  if (steps.size() < selected.size()) {
    std::vector<std::size_t> fewer = select_ppvs(candidates, static_cast<int>(steps.size()));
    if (fewer.size() == steps.size()) selected = std::move(fewer);
    selected.resize(steps.size());
  }
  std::vector<double> values;
  for (const int step : steps) values.push_back(ground.open.value[static_cast<std::size_t>(step)]);
  plan.sequence = put_in_sequence(candidates, selected, values, request.settings.plan);
  return plan;
}

struct BumpPlan {
  std::vector<int> steps;             // ascending
  std::vector<std::size_t> captions;  // for each step, an index into candidates.bump
  std::vector<std::size_t> unused;    // that could have stood here, best first
  int available = 0;                  // how many bumps there were captions for
};

BumpTimes times_for_bumps(const PlaceRequest& request, const Ground& ground,
                          const std::vector<int>& ppvs, int count) {
  StepGrid open = ground.open;
  std::vector<int> busy = ppvs;
  busy.insert(busy.end(), ground.neighbours.ppvs.begin(), ground.neighbours.ppvs.end());
  busy.insert(busy.end(), ground.neighbours.bumps.begin(), ground.neighbours.bumps.end());
  for (const int step : busy) open.close_around(step, message_gap_minutes);

  const DayCounts wanted =
      reduced_counts(request.volume.bump_per_day, request.volume.bump_weights, count);
  DayCounts most = ground.day_room;
  for (const int step : ppvs) --most[static_cast<std::size_t>(ground.week.day_of(step))];
  for (std::size_t day = 0; day < 7; ++day) {
    most[day] = std::max(0, most[day]);
    if (std::cmp_less(day, request.volume.cooling_days)) {
      most[day] = std::min(most[day], std::max(most_bumps_on_a_cooling_day, wanted[day]));
    }
  }
  // The volume kept places free for PPVs that may have found none.
  const int anywhere = count - std::reduce(wanted.begin(), wanted.end());
  return bump_times({ground.week, open, busy, wanted, most, request.volume.cooling_days, anywhere});
}

BumpPlan plan_bumps(const PlaceRequest& request, const Ground& ground, const Candidates& candidates,
                    const PpvPlan& ppvs) {
  BumpPlan plan;
  std::vector<std::size_t> captions =
      select_bumps(candidates, ppvs.sequence.order, request.volume.bump);
  plan.available = static_cast<int>(captions.size());
  plan.steps = times_for_bumps(request, ground, ppvs.times.chosen.steps, plan.available).steps;
  plan.unused.assign(captions.begin() + static_cast<std::ptrdiff_t>(plan.steps.size()),
                     captions.end());
  captions.resize(plan.steps.size());

  // The best caption at the best time.
  std::vector<std::size_t> by_value(plan.steps.size());
  std::iota(by_value.begin(), by_value.end(), 0U);
  std::stable_sort(by_value.begin(), by_value.end(), [&](std::size_t a, std::size_t b) {
    return ground.open.value[static_cast<std::size_t>(plan.steps[a])] >
           ground.open.value[static_cast<std::size_t>(plan.steps[b])];
  });
  plan.captions.resize(captions.size());
  for (std::size_t n = 0; n < captions.size(); ++n) plan.captions[by_value[n]] = captions[n];
  return plan;
}

model::PlannedMessage message_at(const PlaceRequest& request, const Ground& ground, int step,
                                 const Candidate& caption) {
  const model::Pick& pick = *caption.pick;
  model::PlannedMessage message;
  message.at = ground.week.at(step);
  message.local = ground.week.local(step);
  message.caption_id = pick.caption_id;
  message.bank_row = pick.bank_row;
  message.caption_text = request.bank.text(pick.bank_row);
  message.caption_key = base::caption_key_v2(message.caption_text);
  message.tier = pick.tier;
  message.category = pick.category;
  message.trigger = pick.trigger;
  message.has_urgency = pick.has_urgency;
  message.decision = pick.decision;
  message.decision.promoted = caption.is_alternate;
  message.decision.slot_value = ground.open.value[static_cast<std::size_t>(step)];
  return message;
}

void set_runner_up(model::Decision& decision, const Candidate& runner_up) {
  decision.runner_up = runner_up.pick->caption_id;
  decision.runner_up_score = runner_up.score;
}

// A policy that has learned what a caption brings knows better than its record alone.
std::optional<double> expected_revenue_of(const PlaceRequest& request,
                                          const model::PlannedMessage& message) {
  const double slot_value = message.decision.slot_value;
  if (message.decision.expected_revenue) return *message.decision.expected_revenue * slot_value;
  return request.expected_revenue.of(message.bank_row, slot_value);
}

void add_ppvs(const PlaceRequest& request, const Ground& ground, const Candidates& candidates,
              const PpvPlan& plan, std::vector<model::PlannedMessage>& messages) {
  for (std::size_t n = 0; n < plan.sequence.order.size(); ++n) {
    const Candidate& caption = candidates.ppv[plan.sequence.order[n]];
    model::PlannedMessage message =
        message_at(request, ground, plan.times.chosen.steps[n], caption);
    message.type = model::MessageType::ppv;
    message.price = price_of(message.tier, message.local);
    message.performance_score = message.decision.posterior_mean;
    message.expected_revenue = expected_revenue_of(request, message);
    const Standing& standing = plan.sequence.standing[n];
    if (standing.runner_up) {
      set_runner_up(message.decision, candidates.ppv[*standing.runner_up]);
    }
    message.decision.binding_constraint = standing.binding_constraint;
    messages.push_back(std::move(message));
  }
}

void add_bumps(const PlaceRequest& request, const Ground& ground, const Candidates& candidates,
               const BumpPlan& plan, std::vector<model::PlannedMessage>& messages) {
  for (std::size_t n = 0; n < plan.steps.size(); ++n) {
    model::PlannedMessage message =
        message_at(request, ground, plan.steps[n], candidates.bump[plan.captions[n]]);
    message.type = model::MessageType::bump;
    message.expected_revenue = 0.0;
    if (!plan.unused.empty()) {
      set_runner_up(message.decision, candidates.bump[plan.unused.front()]);
    }
    messages.push_back(std::move(message));
  }
}

// Ties bumps to the PPVs that they follow up. Messages are in order of time.
void link_follow_ups(std::vector<model::PlannedMessage>& messages) {
  std::vector<TimedPpv> ppvs;
  std::vector<std::size_t> ppv_index;
  std::vector<base::Instant> bumps;
  for (std::size_t at = 0; at < messages.size(); ++at) {
    if (messages[at].type == model::MessageType::bump) {
      bumps.push_back(messages[at].at);
    } else {
      ppvs.push_back({messages[at].at, messages[at].tier});
      ppv_index.push_back(at);
    }
  }
  const std::vector<std::optional<std::size_t>> links = follow_ups(ppvs, bumps);
  auto follows = links.begin();
  for (model::PlannedMessage& message : messages) {
    if (message.type != model::MessageType::bump) continue;
    if (*follows) message.follows = ppv_index[**follows];
    ++follows;
  }
}

// `offered`: how many captions the selector was to pick, which is no more than the days could hold.
std::string shortfall_warning(std::string_view what, int wanted, int offered, int captions,
                              int placed) {
  const bool is_pool_short = captions < std::min(wanted, offered);
  std::vector<std::string> reasons;
  if (is_pool_short) reasons.push_back(fmt::format("the pool has captions for {}", captions));
  if (!is_pool_short || placed < captions) {
    reasons.push_back(fmt::format("its days have room for {}", placed));
  }
  return fmt::format("The week has {} of the {} {}s that its volume asks for: {}.", placed, wanted,
                     what, fmt::join(reasons, ", and "));
}

void state_warnings(const PlaceRequest& request, const PpvPlan& ppvs, const BumpPlan& bumps,
                    model::Schedule& schedule) {
  const model::Volume& volume = request.volume;
  const auto ppvs_placed = static_cast<int>(ppvs.sequence.order.size());
  const auto bumps_placed = static_cast<int>(bumps.steps.size());
  schedule.warnings = request.pool.warnings;
  schedule.ppv_shortfall = volume.ppv - ppvs_placed;
  schedule.bump_shortfall = volume.bump - bumps_placed;
  if (schedule.ppv_shortfall > 0) {
    schedule.warnings.push_back(shortfall_warning("PPV", volume.ppv, request.pool.quota.total(),
                                                  ppvs.captions, ppvs_placed));
  }
  if (schedule.bump_shortfall > 0) {
    schedule.warnings.push_back(shortfall_warning("bump", volume.bump, request.pool.bump_quota,
                                                  bumps.available, bumps_placed));
  }
  if (!ppvs.times.hour_limit_kept) {
    schedule.warnings.push_back(
        "The open hours of the week are too few to keep PPVs from coming too often in one hour.");
  }
  if (ppvs.sequence.broken_patterns > 0) {
    schedule.warnings.push_back(fmt::format(
        "The captions of the pool could not be put in an order that keeps all pattern rules; "
        "breaks left: {}.",
        ppvs.sequence.broken_patterns));
  }
}

std::optional<double> gap_of(const Sequence& sequence) {
  if (sequence.order.empty()) return std::nullopt;
  const double missing = sequence.upper_bound - sequence.value;
  const double scale = std::max(std::abs(sequence.upper_bound), std::abs(sequence.value));
  return missing > 0.0 ? missing / scale : 0.0;
}

model::Schedule empty_schedule(const PlaceRequest& request) {
  model::Schedule schedule;
  schedule.page_name = request.page.page_name;
  schedule.timezone = request.zone.name();
  schedule.created_at = request.as_of;
  schedule.start = request.volume.start;
  schedule.volume = request.volume;
  schedule.size_tier = request.report.account_classification.size_tier;
  schedule.segment =
      request.page.segment_override.value_or(request.report.behavioral_segment.segment_label);
  schedule.confidence_score = request.report.saturation.confidence_score;
  schedule.policy = request.settings.policy;
  schedule.seed = request.seed;
  schedule.pool_health = request.pool.health;
  schedule.filtered = request.pool.filtered;
  return schedule;
}

}  // namespace

PlaceResult place(const PlaceRequest& request) {
  const Ground ground = ground_of(request);
  const Candidates candidates = candidates_of(request.pool, ground.neighbours.in_week,
                                              ground.neighbours.texts, request.settings.budget);
  const PpvPlan ppvs = plan_ppvs(request, ground, candidates);
  const BumpPlan bumps = plan_bumps(request, ground, candidates, ppvs);

  PlaceResult result{empty_schedule(request), ppvs.sequence.value, ppvs.sequence.upper_bound};
  model::Schedule& schedule = result.schedule;
  add_ppvs(request, ground, candidates, ppvs, schedule.messages);
  add_bumps(request, ground, candidates, bumps, schedule.messages);
  std::sort(schedule.messages.begin(), schedule.messages.end(),
            [](const model::PlannedMessage& a, const model::PlannedMessage& b) {
              return a.at < b.at;  // no two at one time
            });
  link_follow_ups(schedule.messages);
  schedule.optimality_gap = gap_of(ppvs.sequence);
  state_warnings(request, ppvs, bumps, schedule);
  return result;
}

}  // namespace eros::schedule
