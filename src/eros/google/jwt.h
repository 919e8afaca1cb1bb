#pragma once
#include <string>
#include <string_view>

#include "eros/base/calendar.h"
#include "eros/google/credentials.h"

namespace eros::google {

// A signed statement "I am this account and want this scope" (RFC 7519, RS256 of RFC 7518), good
// for an hour from `now`, which the token endpoint takes for an access token. Throws Error(failed)
// if the account's private key is no RSA key.
std::string signed_jwt(const ServiceAccount& account, std::string_view scope, base::Instant now);

// RFC 4648 section 5, without padding.
std::string base64url(std::string_view bytes);

}  // namespace eros::google
