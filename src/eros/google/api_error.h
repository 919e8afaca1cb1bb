#pragma once
#include <string>
#include <string_view>

#include "eros/base/error.h"

namespace eros::google {

// What a Google service says when it refuses. `reason` is its short word for it (accessDenied,
// rateLimitExceeded, ...), by which callers decide; the message is for people.
struct ApiError {
  int status = 0;  // HTTP's; 0 where a job failed after its request was taken
  std::string reason;
  std::string message;
};

// Reads an error body: {"error": {"errors": [{"reason", "message"}], ...}}, or a token endpoint's
// {"error", "error_description"}. A body of another form (a proxy's page) is not quoted; the
// reason is then the usual one of the status.
ApiError parse_api_error(int status, std::string_view body);

// May the very same request be sent again? (408, 429, 5xx, and the reasons that mean the same.)
bool may_pass(const ApiError& error);

// A refusal, thrown: "WHAT: MESSAGE (REASON)".
class ApiFailure : public base::Error {
 public:
  ApiFailure(const std::string& what, ApiError error, std::string hint = {});
  const ApiError& error() const noexcept { return error_; }

 private:
  ApiError error_;
};

}  // namespace eros::google
