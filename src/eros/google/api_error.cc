#include "eros/google/api_error.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace eros::google {
namespace {

using nlohmann::json;

std::string usual_reason(int status) {
  switch (status) {
    case 401:
      return "authError";
    case 403:
      return "accessDenied";
    case 404:
      return "notFound";
    case 409:
      return "duplicate";
    case 429:
      return "rateLimitExceeded";
    case 502:
      return "badGateway";
    default:
      return status >= 500 ? "backendError" : "invalid";
  }
}

std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

ApiError parse_api_error(int status, std::string_view body) {
  ApiError result{status, usual_reason(status), "HTTP status " + std::to_string(status)};
  const json document = json::parse(body, nullptr, false);
  if (!document.is_object() || !document.contains("error")) return result;
  const json& error = document["error"];
  if (error.is_string()) {
    result.reason = error.get<std::string>();
    if (auto text = text_of(document, "error_description"); !text.empty()) result.message = text;
    return result;
  }
  if (!error.is_object()) return result;
  if (auto text = text_of(error, "message"); !text.empty()) result.message = text;
  const auto errors = error.find("errors");
  if (errors != error.end() && errors->is_array() && !errors->empty()) {
    if (auto text = text_of(errors->front(), "reason"); !text.empty()) result.reason = text;
  }
  return result;
}

bool may_pass(const ApiError& error) {
  constexpr std::array reasons = {
      std::string_view("rateLimitExceeded"), std::string_view("backendError"),
      std::string_view("internalError"), std::string_view("badGateway")};
  return error.status == 408 || error.status == 429 || error.status >= 500 ||
         std::ranges::find(reasons, error.reason) != reasons.end();
}

ApiFailure::ApiFailure(const std::string& what, ApiError error, std::string hint)
    : Error(may_pass(error) ? base::ErrorCode::busy : base::ErrorCode::failed,
            what + ": " + error.message + " (" + error.reason + ")", std::move(hint)),
      error_(std::move(error)) {}

}  // namespace eros::google
