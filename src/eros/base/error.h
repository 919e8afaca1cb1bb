#pragma once
#include <stdexcept>
#include <string>

namespace eros::base {

// What a failure means to the caller; the values are the exit codes of the command line.
enum class ErrorCode {
  failed = 1,   // the work could not be done
  usage = 2,    // the request itself is wrong: an unknown option, an unreadable date
  partial = 3,  // done, but part of it was refused
  busy = 4,     // the store is busy, locked or unreachable; trying later may help
  nothing = 5,  // there was nothing to do
};

// Thrown at the edges where input and I/O fail, caught once per entry point.
// `what()` says what and where; `hint` says what to do next (may be empty).
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}
  ErrorCode code() const noexcept { return code_; }
  const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorCode code_;
  std::string hint_;
};

}  // namespace eros::base
