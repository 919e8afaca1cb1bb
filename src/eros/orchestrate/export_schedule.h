#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "eros/exports/csv.h"
#include "eros/model/records.h"
#include "eros/store/store.h"

namespace eros::orchestrate {

enum class ExportFormat { csv, json };

struct ExportRequest {
  ExportFormat format = ExportFormat::csv;
  exports::CsvOptions csv;
  bool force = false;  // a person overrides the gate; logged
  base::Instant as_of;
  std::function<void(const std::string& text)> write;  // puts the whole export where it belongs
};

struct ExportOutcome {
  bool exported = false;
  std::string reason;  // why it was skipped
  std::int64_t rows = 0;
  std::int64_t guarded = 0;  // texts that got an apostrophe
};

// Passes a stored schedule through the gate and writes it. Every attempt is in
// schedule_export_log: SUCCESS (the schedule is then `exported`), SKIPPED or FAILED. What `write`
// throws is logged and thrown on. Throws Error(failed) for a schedule that is not live.
ExportOutcome export_schedule(store::Store& store, const model::StoredSchedule& schedule,
                              const ExportRequest& request);

}  // namespace eros::orchestrate
