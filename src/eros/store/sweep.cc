#include "eros/store/store.h"
#include "eros/store/writer_guard.h"

namespace eros::store {

model::SweepResult Store::sweep(base::Instant as_of, const model::LockSettings& settings) {
  const Parameters at = {{"as_of", as_of}};
  const std::vector<Step> steps = {
      hold_writer_guard(),
      {{"log_sweep", at}},
      {{"sweep_locks", at}},
      {{"raise_sweep_alerts",
        {{"as_of", as_of},
         {"swept_warning", std::int64_t{settings.swept_warning}},
         {"active_warning", std::int64_t{settings.active_warning}},
         {"active_critical", std::int64_t{settings.active_critical}}}}}};
  engine_->run_atomically(steps);
  model::SweepResult result;
  const auto counts = engine_->query({"swept", at});
  if (counts->next()) {
    result.past_send_date = counts->integer(0);
    result.stale = counts->integer(1);
    result.still_active = counts->integer(2);
  }
  const auto alerts = engine_->query({"sweep_alerts", at});
  while (alerts->next()) result.alerts.emplace_back(alerts->text(0));
  return result;
}

}  // namespace eros::store
