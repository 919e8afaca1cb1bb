#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "eros/google/outside.h"

// Who calls: Google's "application default credentials".
namespace eros::google {

// A service account's key file.
struct ServiceAccount {
  std::string client_email;
  std::string private_key_id;
  std::string private_key;  // PEM; secret
  std::string token_uri;
};
// What `gcloud auth application-default login` stores.
struct AuthorizedUser {
  std::string client_id;
  std::string client_secret;  // secret
  std::string refresh_token;  // secret
  std::string token_uri;
};
// On Google's machines.
struct MetadataServer {
  std::string host;
};
using Credentials = std::variant<ServiceAccount, AuthorizedUser, MetadataServer>;

// The first of: `key_file`, the file that GOOGLE_APPLICATION_CREDENTIALS names, gcloud's file
// ($CLOUDSDK_CONFIG or ~/.config/gcloud, application_default_credentials.json), the metadata server
// (GCE_METADATA_HOST, else metadata.google.internal). Throws Error(failed) for a file that is
// named but is not there, or is no credentials of these kinds; no message holds a secret.
Credentials find_credentials(const std::optional<std::string>& key_file, const Outside& outside);

// The credentials in a file's text; `path` is for messages.
Credentials parse_credentials(std::string_view json, const std::string& path);

}  // namespace eros::google
