#include "google/key_file.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <nlohmann/json.hpp>

namespace eros::testing {

KeyFile::KeyFile(const std::string& token_uri) {
  static const std::shared_ptr<EVP_PKEY> made(EVP_RSA_gen(2048), EVP_PKEY_free);
  key_ = made;
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  private_key_.assign(data, static_cast<std::size_t>(size));
  json_ = nlohmann::json{{"type", "service_account"},
                         {"client_email", "planner@agency.example"},
                         {"private_key_id", "key-1"},
                         {"private_key", private_key_},
                         {"token_uri", token_uri}}
              .dump();
}

bool KeyFile::verifies(const std::string& text, const std::string& signature) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
  return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                          signature.size(), reinterpret_cast<const unsigned char*>(text.data()),
                          text.size()) == 1;
}

}  // namespace eros::testing
