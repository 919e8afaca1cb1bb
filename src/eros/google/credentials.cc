#include "eros/google/credentials.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "eros/base/error.h"

namespace eros::google {
namespace {

using base::Error;
using base::ErrorCode;
using nlohmann::json;

constexpr const char* token_endpoint = "https://oauth2.googleapis.com/token";
constexpr const char* how_to_get =
    "Name a service account's key file with GOOGLE_APPLICATION_CREDENTIALS, or run "
    "'gcloud auth application-default login'.";

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// A text field that must be there. The value never comes into a message.
std::string field(const json& object, const char* name, const std::string& path) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) {
    throw Error(ErrorCode::failed,
                "the credentials file '" + path + "' lacks '" + std::string(name) + "'",
                how_to_get);
  }
  return found->get<std::string>();
}

std::optional<std::string> gcloud_file(const Outside& outside) {
  constexpr const char* name = "/application_default_credentials.json";
  if (const auto folder = outside.variable("CLOUDSDK_CONFIG")) return *folder + name;
  if (const auto home = outside.variable("HOME")) return *home + "/.config/gcloud" + name;
  return std::nullopt;
}

}  // namespace

Credentials parse_credentials(std::string_view text, const std::string& path) {
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object()) {
    throw Error(ErrorCode::failed, "the credentials file '" + path + "' is not JSON", how_to_get);
  }
  const std::string type = field(object, "type", path);
  const std::string token_uri = object.contains("token_uri") && object["token_uri"].is_string()
                                    ? object["token_uri"].get<std::string>()
                                    : token_endpoint;
  if (type == "service_account") {
    return ServiceAccount{field(object, "client_email", path),
                          field(object, "private_key_id", path), field(object, "private_key", path),
                          token_uri};
  }
  if (type == "authorized_user") {
    return AuthorizedUser{field(object, "client_id", path), field(object, "client_secret", path),
                          field(object, "refresh_token", path), token_uri};
  }
  throw Error(
      ErrorCode::failed,
      "the credentials file '" + path + "' is of the type '" + type + "', which is not supported",
      "Supported are service_account and authorized_user. " + std::string(how_to_get));
}

Credentials find_credentials(const std::optional<std::string>& key_file, const Outside& outside) {
  auto named = key_file;
  if (!named) named = outside.variable("GOOGLE_APPLICATION_CREDENTIALS");
  if (named) {
    const auto text = content_of(*named);
    if (!text) {
      throw Error(ErrorCode::failed, "the credentials file '" + *named + "' cannot be read",
                  how_to_get);
    }
    return parse_credentials(*text, *named);
  }
  if (const auto path = gcloud_file(outside)) {
    if (const auto text = content_of(*path)) return parse_credentials(*text, *path);
  }
  return MetadataServer{outside.variable("GCE_METADATA_HOST").value_or("metadata.google.internal")};
}

}  // namespace eros::google
