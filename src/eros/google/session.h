#pragma once
#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "eros/base/error.h"
#include "eros/google/api_error.h"
#include "eros/google/backoff.h"
#include "eros/google/outside.h"
#include "eros/google/token.h"

namespace eros::google {

// One call of a REST service. It must be fit to be sent twice: a GET, or a request that carries an
// id of the caller's own.
struct ApiCall {
  std::string what;  // for messages: "the job of 'insert_locks'"
  std::string method = "GET";
  std::string url;
  std::string content_type = "application/json";
  std::string body = {};
  std::chrono::milliseconds timeout{60'000};  // of one try
  base::Instant give_up_at;                   // no try begins later
  bool is_retried = true;
  bool is_stoppable = true;  // else it goes out while a stop is asked for, too
};

// Nothing of a call was sent, for there is no token. The message is the token's.
class NotSent : public base::Error {
 public:
  explicit NotSent(const base::Error& cause) : Error(cause) {}
};

// Calls with a token, retried as Google asks. Threads may share it.
class Session {
 public:
  // Without credentials no token is sent (an emulator).
  Session(std::optional<Credentials> credentials, const std::string& scope, Outside outside);

  // The answer's JSON (an empty object for an empty body). A token that is not accepted is fetched
  // anew, twice at most. Errors that can pass, and lost answers, are tried again with growing
  // pauses until give_up_at. Throws ApiFailure; Error(busy) where no answer came; NotSent where
  // there is no token; Stopped.
  nlohmann::json call(const ApiCall& call);

  // Makes calls that are under way, and pauses, end with Stopped, until `resume`.
  void stop() { stop_ = true; }
  void resume() { stop_ = false; }
  // Sleeps, in short pieces. Throws Stopped.
  void sleep(std::chrono::milliseconds time);
  const Outside& outside() const { return outside_; }

 private:
  std::string fetched_token(bool was_sent);
  HttpResponse send(const ApiCall& call, bool& was_sent);

  Outside outside_;
  std::unique_ptr<TokenSource> tokens_;
  std::atomic<bool> stop_ = false;
};

}  // namespace eros::google
