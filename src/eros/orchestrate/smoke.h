#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/settings.h"
#include "eros/store/store.h"

namespace eros::orchestrate {

enum class SmokeOutcome { passed, failed, skipped };

struct SmokeTest {
  std::string name;
  SmokeOutcome outcome = SmokeOutcome::skipped;
  std::string detail;  // what was seen, or what was expected and seen, or why it was skipped
};

// The ten smoke tests of the documents (docs/operate.md), in their order, against the store in use
// and its real pages: the first active page with messages is planned from as-of's next local day
// and its commit rehearsed, that is, run and taken back. Changes nothing. A test whose question the
// store cannot answer (no page, no captions) is skipped and says why. Errors of the store are
// failures of the test that met them, but that of a store that cannot be asked for its pages is
// thrown.
std::vector<SmokeTest> smoke(store::Store& store, base::Instant as_of, std::uint64_t seed,
                             const model::Settings& settings);

}  // namespace eros::orchestrate
