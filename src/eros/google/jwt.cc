#include "eros/google/jwt.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "eros/base/error.h"

namespace eros::google {
namespace {

using nlohmann::json;

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// What Google's own libraries ask for, whatever the key file's token_uri.
constexpr const char* audience = "https://oauth2.googleapis.com/token";
constexpr std::int64_t lifetime_seconds = 3'600;

[[noreturn]] void refuse_key(const ServiceAccount& account) {
  throw base::Error(base::ErrorCode::failed,
                    "the private key of '" + account.client_email + "' cannot sign",
                    "Make a new key for the service account and name its file.");
}

// Asked for a passphrase, the answer is none: a key file of a service account has no such thing.
int no_passphrase(char*, int, int, void*) { return 0; }

std::string rs256(const ServiceAccount& account, std::string_view text) {
  const std::unique_ptr<BIO, Free> bio(
      BIO_new_mem_buf(account.private_key.data(), static_cast<int>(account.private_key.size())));
  const std::unique_ptr<EVP_PKEY, Free> key(
      PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
  if (!key || EVP_PKEY_base_id(key.get()) != EVP_PKEY_RSA) refuse_key(account);
  const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t length = 0;
  if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &length, bytes, text.size()) != 1) {
    refuse_key(account);
  }
  std::string signature(length, '\0');
  if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                     bytes, text.size()) != 1) {
    refuse_key(account);
  }
  signature.resize(length);
  return signature;
}

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  return text;
}

std::string signed_jwt(const ServiceAccount& account, std::string_view scope, base::Instant now) {
  const auto issued = std::chrono::floor<base::seconds>(now).time_since_epoch().count();
  const json header = {{"alg", "RS256"}, {"typ", "JWT"}, {"kid", account.private_key_id}};
  const json claims = {{"iss", account.client_email},
                       {"scope", scope},
                       {"aud", audience},
                       {"iat", issued},
                       {"exp", issued + lifetime_seconds}};
  const std::string text = base64url(header.dump()) + "." + base64url(claims.dump());
  return text + "." + base64url(rs256(account, text));
}

}  // namespace eros::google
