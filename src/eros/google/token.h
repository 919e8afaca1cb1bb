#pragma once
#include <mutex>
#include <string>

#include "eros/google/credentials.h"
#include "eros/google/outside.h"

namespace eros::google {

// Access tokens for one scope, kept until shortly before they expire. Threads may share it.
class TokenSource {
 public:
  TokenSource(Credentials credentials, std::string scope, Outside outside)
      : credentials_(std::move(credentials)),
        scope_(std::move(scope)),
        outside_(std::move(outside)) {}

  // A token that is good for some minutes more. Asks the token endpoint where there is none, again
  // where that is only busy (six tries). Throws Error: failed (refused, no credentials on this
  // machine), busy (the endpoint does not answer).
  std::string token();
  // The service did not accept this token: it is not used again.
  void refuse(const std::string& token);

 private:
  HttpRequest request() const;
  void fetch();

  Credentials credentials_;
  std::string scope_;
  Outside outside_;
  std::mutex mutex_;  // guards what follows
  std::string token_;
  base::Instant expires_;
};

}  // namespace eros::google
