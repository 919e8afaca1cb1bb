#include "eros/google/token.h"

#include <nlohmann/json.hpp>

#include "eros/base/error.h"
#include "eros/google/api_error.h"
#include "eros/google/backoff.h"
#include "eros/google/jwt.h"
#include "eros/google/url.h"

namespace eros::google {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;

// As Google's libraries do: 3 min 45 s before it expires a token is fetched anew.
constexpr base::seconds margin{225};
constexpr int tries = 6;
constexpr const char* what = "the access token";

HttpRequest form_post(const std::string& url, const std::string& body) {
  return {.method = "POST",
          .url = url,
          .headers = {"Content-Type: application/x-www-form-urlencoded"},
          .body = body,
          .timeout = std::chrono::seconds(30)};
}

struct MakeRequest {
  const std::string& scope;
  base::Instant now;

  HttpRequest operator()(const ServiceAccount& account) const {
    return form_post(account.token_uri,
                     "grant_type=" + url_encoded("urn:ietf:params:oauth:grant-type:jwt-bearer") +
                         "&assertion=" + signed_jwt(account, scope, now));
  }
  HttpRequest operator()(const AuthorizedUser& user) const {
    return form_post(user.token_uri,
                     "grant_type=refresh_token&client_id=" + url_encoded(user.client_id) +
                         "&client_secret=" + url_encoded(user.client_secret) +
                         "&refresh_token=" + url_encoded(user.refresh_token));
  }
  HttpRequest operator()(const MetadataServer& server) const {
    return {.url = "http://" + server.host +
                   "/computeMetadata/v1/instance/service-accounts/default/token?scopes=" +
                   url_encoded(scope),
            .headers = {"Metadata-Flavor: Google"},
            .timeout = std::chrono::seconds(5)};
  }
};

std::string hint_of(const Credentials& credentials) {
  if (std::holds_alternative<ServiceAccount>(credentials)) {
    return "Check that the service account exists and its key was not deleted, and that this "
           "machine's clock is right.";
  }
  return "Log in again with 'gcloud auth application-default login'.";
}

[[noreturn]] void throw_unanswered(const Credentials& credentials) {
  if (std::holds_alternative<MetadataServer>(credentials)) {
    throw Error(ErrorCode::failed, "there are no Google credentials on this machine",
                "Name a service account's key file with GOOGLE_APPLICATION_CREDENTIALS, or run "
                "'gcloud auth application-default login'.");
  }
  throw Error(ErrorCode::busy, "Google's token endpoint does not answer",
              "Check the network and try again.");
}

}  // namespace

HttpRequest TokenSource::request() const {
  return std::visit(MakeRequest{scope_, outside_.now()}, credentials_);
}

void TokenSource::fetch() {
  const bool has_metadata = std::holds_alternative<MetadataServer>(credentials_);
  for (int attempt = 0;; ++attempt) {
    const bool is_last = attempt + 1 == (has_metadata ? tries / 2 : tries);
    try {
      const HttpResponse response = outside_.transport(request());
      if (response.status == 200) {
        const json answer = json::parse(response.body, nullptr, false);
        if (answer.is_object() && answer.contains("access_token")) {
          token_ = answer["access_token"].get<std::string>();
          expires_ =
              outside_.now() + base::seconds(answer.value("expires_in", std::int64_t{3'600}));
          return;
        }
        throw Error(ErrorCode::failed, "the token endpoint's answer holds no token");
      }
      const ApiError error = parse_api_error(response.status, response.body);
      if (!may_pass(error) || is_last) throw ApiFailure(what, error, hint_of(credentials_));
    } catch (const NoAnswer&) {
      if (is_last) throw_unanswered(credentials_);
    }
    outside_.sleep(pause_before({}, attempt, outside_.uniform()));
  }
}

std::string TokenSource::token() {
  const std::scoped_lock lock(mutex_);
  if (token_.empty() || outside_.now() + margin >= expires_) fetch();
  return token_;
}

void TokenSource::refuse(const std::string& token) {
  const std::scoped_lock lock(mutex_);
  if (token_ == token) token_.clear();
}

}  // namespace eros::google
