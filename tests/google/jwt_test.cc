#include "eros/google/jwt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <nlohmann/json.hpp>

#include "eros/base/error.h"
#include "google/key_file.h"

namespace eros::google {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// By OpenSSL, from the other alphabet.
std::string decoded(std::string text) {
  for (char& c : text) {
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  const std::size_t padding = (4 - text.size() % 4) % 4;
  text.append(padding, '=');
  std::string bytes(text.size() / 4 * 3, '\0');
  EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                  reinterpret_cast<const unsigned char*>(text.data()),
                  static_cast<int>(text.size()));
  bytes.resize(bytes.size() - padding);
  return bytes;
}

// RFC 4648, section 10.
TEST(Base64Url, KnownTexts) {
  EXPECT_EQ(base64url(""), "");
  EXPECT_EQ(base64url("f"), "Zg");
  EXPECT_EQ(base64url("fo"), "Zm8");
  EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64url("\xfb\xff\xfe"), "-__-");
}

TEST(Jwt, SaysWhoWantsWhatAndForHowLongAndIsSigned) {
  const testing::KeyFile key;
  const auto account = std::get<ServiceAccount>(parse_credentials(key.json(), "key.json"));
  const base::Instant now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 17)};
  const std::string jwt = signed_jwt(account, "https://scope.example", now);
  const auto first = jwt.find('.');
  const auto second = jwt.find('.', first + 1);
  const auto header = nlohmann::json::parse(decoded(jwt.substr(0, first)));
  EXPECT_EQ(header, (nlohmann::json{{"alg", "RS256"}, {"kid", "key-1"}, {"typ", "JWT"}}));
  const auto claims = nlohmann::json::parse(decoded(jwt.substr(first + 1, second - first - 1)));
  EXPECT_EQ(claims, (nlohmann::json{{"iss", "planner@agency.example"},
                                    {"scope", "https://scope.example"},
                                    {"aud", "https://oauth2.googleapis.com/token"},
                                    {"iat", 1'794'873'600},
                                    {"exp", 1'794'877'200}}));
  const std::string signature = decoded(jwt.substr(second + 1));
  EXPECT_TRUE(key.verifies(jwt.substr(0, second), signature));
  EXPECT_FALSE(key.verifies(jwt.substr(0, second) + "x", signature));
}

TEST(Jwt, AKeyThatCannotSignIsNotShown) {
  try {
    signed_jwt({"planner@agency.example", "key-1", "-----BEGIN PRIVATE KEY-----\nsecret\n", ""},
               "scope", {});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("planner@agency.example"));
    EXPECT_THAT(error.what() + error.hint(), Not(HasSubstr("secret")));
  }
}

}  // namespace
}  // namespace eros::google
