#pragma once
#include <memory>
#include <string>

#include <openssl/evp.h>

namespace eros::testing {

// A service account with an RSA key made for this process.
class KeyFile {
 public:
  explicit KeyFile(const std::string& token_uri = "https://oauth2.example/token");
  const std::string& json() const { return json_; }
  const std::string& private_key() const { return private_key_; }
  // Does OpenSSL take `signature` for the key's RS256 signature of `text`?
  bool verifies(const std::string& text, const std::string& signature) const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
  std::string private_key_;
  std::string json_;
};

}  // namespace eros::testing
