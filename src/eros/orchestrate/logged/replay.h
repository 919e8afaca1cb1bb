#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "eros/model/settings.h"
#include "eros/orchestrate/agency.h"
#include "eros/orchestrate/logged/past_weeks.h"

namespace eros::orchestrate::logged {

// What another policy would have done in the place of a PPV that was planned.
struct Replayed {
  double target = 0.0;            // its probability to pick the same caption
  double predicted = 0.0;         // what this one would bring at an average hour, by the model
  double predicted_target = 0.0;  // the same of what the policy picks for this tier, on the mean
};

// Puts a policy before the choices of the past: what the store knew then, learned anew from the
// messages up to then, with the captions, locks and plans that there were. Two things are not as
// they were: the counts of messages sent a few days before (the store has those that came since),
// and pages, restrictions and what is in a caption's row, which are as now. Changes nothing.
class Replay {
 public:
  // `settings` are the judged policy's. All must outlive this.
  Replay(store::Store& store, const model::Settings& settings, const std::vector<PastWeek>& weeks);

  // For each of the week's PPVs. To be asked for the weeks in their order.
  std::vector<Replayed> of(std::size_t week);

 private:
  void go_to(const PastWeek& week);
  void learn(base::Instant at);
  model::PageInputs page_inputs(const PastWeek& week);
  std::vector<Replayed> judge(const PastWeek& week, const model::PageInputs& inputs);

  store::Store& store_;
  const model::Settings& settings_;
  const std::vector<PastWeek>& weeks_;
  Agency agency_;                                // as of the week last asked for
  std::optional<base::LocalDay> start_;          // of that week
  std::vector<model::LockRow> locks_;            // near it, whenever they were taken
  std::vector<model::CaptionArrival> arrivals_;  // since the first week was planned
  std::vector<std::uint8_t> active_;             // by row of the bank, as now
  std::size_t arrived_ = 0;
  model::Learned learned_;
  std::vector<std::string> page_names_;
  std::vector<std::vector<model::CaptionStats>> stats_;  // by page_names_
  std::set<std::string, std::less<>> not_yet_;  // schedules that were not there: the week's own on
};

}  // namespace eros::orchestrate::logged
