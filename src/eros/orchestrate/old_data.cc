#include "eros/orchestrate/old_data.h"

#include <fmt/format.h>

namespace eros::orchestrate {
namespace {

constexpr base::days old_after{14};

bool is_old(base::Instant at, base::Instant as_of) { return as_of - at > old_after; }

// "2026-11-16, 197 days ago", on the page's clocks.
std::string told(base::Instant at, base::Instant as_of, const base::Zone& zone) {
  return fmt::format("{}, {} days ago", base::format_day(zone.local_day(at)),
                     std::chrono::floor<base::days>(as_of - at).count());
}

}  // namespace

std::vector<std::string> warnings_of_old_data(const model::PageInputs& inputs, base::Instant as_of,
                                              std::optional<base::Instant> learned_at) {
  const base::Zone zone = base::Zone::find(inputs.page.timezone);
  std::vector<std::string> warnings;
  if (inputs.recent_uses.empty()) {
    warnings.emplace_back(
        "No message of the page is known: nothing of the plan rests on its own sales.");
  } else if (const base::Instant newest = inputs.recent_uses.front().at; is_old(newest, as_of)) {
    warnings.push_back(fmt::format(
        "The page's newest message is of {}: volume, hours and expectations may no longer hold. "
        "Import its later messages, run 'eros learn', then plan again.",
        told(newest, as_of, zone)));
  }
  if (learned_at && is_old(*learned_at, as_of)) {
    warnings.push_back(
        fmt::format("What captions earn was learned on {}: run 'eros learn', then plan again.",
                    told(*learned_at, as_of, zone)));
  }
  return warnings;
}

}  // namespace eros::orchestrate
