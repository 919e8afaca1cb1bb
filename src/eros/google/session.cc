#include "eros/google/session.h"

#include "eros/base/error.h"

namespace eros::google {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;

constexpr int most_refreshes = 2;

json parsed(const ApiCall& call, const std::string& body) {
  if (body.empty()) return json::object();
  json answer = json::parse(body, nullptr, false);
  if (answer.is_discarded()) {
    throw Error(ErrorCode::failed, call.what + ": the service's answer is not JSON",
                "Check the endpoint of the store.");
  }
  return answer;
}

}  // namespace

Session::Session(std::optional<Credentials> credentials, const std::string& scope, Outside outside)
    : outside_(std::move(outside)) {
  if (credentials) tokens_ = std::make_unique<TokenSource>(*credentials, scope, outside_);
}

void Session::sleep(std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds piece{100};
  for (; time.count() > 0; time -= piece) {
    if (stop_) throw Stopped();
    outside_.sleep(std::min(time, piece));
  }
}

std::string Session::fetched_token(bool was_sent) {
  try {
    return tokens_->token();
  } catch (const Error& none) {
    if (was_sent) throw;
    throw NotSent(none);
  }
}

// One request and its answer, with a token that is accepted if there is any such.
HttpResponse Session::send(const ApiCall& call, bool& was_sent) {
  for (int refreshes = 0;; ++refreshes) {
    HttpRequest request{.method = call.method,
                        .url = call.url,
                        .headers = {"Content-Type: " + call.content_type},
                        .body = call.body,
                        .timeout = call.timeout,
                        .stop = call.is_stoppable ? &stop_ : nullptr};
    std::string token;
    if (tokens_) {
      token = fetched_token(was_sent);
      request.headers.push_back("Authorization: Bearer " + token);
    }
    was_sent = true;
    HttpResponse response = outside_.transport(request);
    if (response.status != 401 || !tokens_ || refreshes == most_refreshes) return response;
    tokens_->refuse(token);
  }
}

json Session::call(const ApiCall& call) {
  bool was_sent = false;
  for (int retry = 0;; ++retry) {
    if (stop_ && call.is_stoppable) throw Stopped();
    const auto pause = pause_before({}, retry, outside_.uniform());
    const bool is_last = !call.is_retried || outside_.now() + pause > call.give_up_at;
    try {
      const HttpResponse response = send(call, was_sent);
      if (response.status >= 200 && response.status < 300) return parsed(call, response.body);
      const ApiError error = parse_api_error(response.status, response.body);
      if (is_last || !may_pass(error)) throw ApiFailure(call.what, error);
    } catch (const NoAnswer& lost) {
      if (is_last) {
        throw Error(ErrorCode::busy, call.what + ": the service does not answer: " + lost.what(),
                    "Check the network and the endpoint of the store, and try again.");
      }
    }
    sleep(pause);
  }
}

}  // namespace eros::google
