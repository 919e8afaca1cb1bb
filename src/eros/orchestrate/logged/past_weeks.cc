#include "eros/orchestrate/logged/past_weeks.h"

#include <algorithm>
#include <tuple>

#include "eros/base/text.h"
#include "eros/evaluation/matching.h"
#include "eros/store/decision_json.h"
#include "eros/store/stored_plan.h"

namespace eros::orchestrate::logged {
namespace {

constexpr base::days settled{3};      // views and purchases come for about so long
constexpr base::hours tolerance{24};  // a caption is not used twice within a week

bool is_live(model::ScheduleStatus status) {
  return status == model::ScheduleStatus::draft || status == model::ScheduleStatus::approved ||
         status == model::ScheduleStatus::exported;
}

// A planned PPV that is not ruled out yet, and where its week is.
struct Candidate {
  std::size_t week = 0;
  PastPpv ppv;
  std::string policy;
};

class Reader {
 public:
  explicit Reader(base::Instant as_of) : as_of_(as_of) {}

  void add(model::StoredSchedule schedule) {
    const store::PlannedWith with = store::planned_with(schedule);
    for (const model::ScheduleRow& row : store::planned_rows(schedule)) {
      if (row.message_type == model::MessageType::ppv) consider(schedule.page_name, row);
    }
    schedule.schedule_json.clear();
    past_.weeks.push_back({std::move(schedule), with.segment, with.seed, {}});
  }

  Past with_results(store::Store& store) {
    if (planned_.empty()) return std::move(past_);
    const auto first =
        std::ranges::min_element(planned_, {}, &evaluation::PlannedPpv::at)->at - tolerance;
    const std::vector<model::SentPpv> sent = store.sent_ppvs(first, as_of_);
    const auto became = evaluation::match_sent(planned_, sent, tolerance);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      Candidate& candidate = candidates_[i];
      if (!became[i]) {
        ++past_.counts.not_sent;
        continue;
      }
      candidate.ppv.earnings = sent[*became[i]].earnings;
      ++past_.counts.used;
      ++past_.counts.policies[candidate.policy];
      past_.weeks[candidate.week].ppvs.push_back(candidate.ppv);
    }
    return std::move(past_);
  }

 private:
  void consider(const std::string& page_name, const model::ScheduleRow& row) {
    const model::Decision decision = store::parse_decision(row.decision_json);
    PastCounts& counts = past_.counts;
    ++counts.planned;
    if (row.scheduled_send_at + settled > as_of_) {
      ++counts.too_recent;
    } else if (decision.promoted) {
      ++counts.promoted;
    } else if (!(decision.selection_probability > 0.0)) {
      ++counts.no_chance;
    } else {
      const double value = decision.slot_value > 0.0 ? decision.slot_value : 1.0;
      candidates_.push_back({past_.weeks.size(),
                             {row.caption_id, decision.selection_probability, value, 0.0},
                             decision.policy});
      planned_.push_back(
          {page_name, base::caption_key_v2(row.caption_text), row.scheduled_send_at});
    }
  }

  base::Instant as_of_;
  Past past_;
  std::vector<Candidate> candidates_;
  std::vector<evaluation::PlannedPpv> planned_;  // of the candidates
};

}  // namespace

Past past_weeks(store::Store& store, base::Instant as_of) {
  std::vector<model::StoredSchedule> schedules = store.schedules(std::nullopt, std::nullopt);
  std::erase_if(schedules, [as_of](const model::StoredSchedule& schedule) {
    return !is_live(schedule.status) || schedule.created_at > as_of;
  });
  std::ranges::sort(schedules, [](const auto& a, const auto& b) {
    return std::tie(a.created_at, a.page_name, a.schedule_id) <
           std::tie(b.created_at, b.page_name, b.schedule_id);
  });
  Reader reader(as_of);
  for (model::StoredSchedule& schedule : schedules) reader.add(std::move(schedule));
  return reader.with_results(store);
}

}  // namespace eros::orchestrate::logged
