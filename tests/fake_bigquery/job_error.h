#pragma once
#include <string>

namespace eros::testing {

// A job failed: BigQuery's reason and message.
struct FakeJobError {
  std::string reason;
  std::string message;
};

}  // namespace eros::testing
