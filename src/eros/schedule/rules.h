#pragma once
#include <string>
#include <utility>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/schedule/validate.h"

// The validator's rules, by subject. Used by validate.cc alone.
namespace eros::schedule::rules {

// A week under examination.
struct Week {
  const ValidateRequest& request;
  base::Zone zone;
  std::vector<std::size_t> by_time;  // indices of all messages, in order of time
  std::vector<std::size_t> ppvs;     // of the PPVs, likewise

  const model::PlannedMessage& message(std::size_t index) const {
    return request.schedule.messages[index];
  }
  base::LocalDay first_day() const { return request.schedule.start; }
  bool holds(base::LocalDay day) const {
    return first_day() <= day && day < first_day() + base::days(7);
  }
  // "2026-11-17 12:03:00 PPV", for sentences.
  std::string name(std::size_t index) const;
};

class Findings {
 public:
  void hard(std::string rule, std::string message, std::vector<std::size_t> messages) {
    found_.push_back({std::move(rule), true, std::move(message), std::move(messages)});
  }
  void soft(std::string rule, std::string message, std::vector<std::size_t> messages) {
    found_.push_back({std::move(rule), false, std::move(message), std::move(messages)});
  }
  std::vector<model::Violation> take() { return std::move(found_); }

 private:
  std::vector<model::Violation> found_;
};

void check_times(const Week& week, Findings& findings);     // each message's own time
void check_spacing(const Week& week, Findings& findings);   // gaps, caps, cooling days
void check_captions(const Week& week, Findings& findings);  // type, repeats, restrictions
void check_budgets(const Week& week, Findings& findings);   // urgent, category, trigger
void check_counts(const Week& week, Findings& findings);    // volume and follow-ups
void check_patterns(const Week& week, Findings& findings);  // soft

}  // namespace eros::schedule::rules
