#include "eros/google/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "google/key_file.h"
#include "google/scripted.h"

namespace eros::google {
namespace {

using base::Error;
using base::ErrorCode;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using namespace std::chrono_literals;

std::string token_answer(const std::string& token, int seconds = 3'600) {
  return R"({"access_token": ")" + token + R"(", "expires_in": )" + std::to_string(seconds) + "}";
}

class Token : public ::testing::Test {
 protected:
  TokenSource source(const Credentials& credentials) {
    return {credentials, "https://scope.example", world_.outside()};
  }
  static Credentials service_account() {
    return parse_credentials(testing::KeyFile().json(), "key.json");
  }
  testing::Scripted world_;
};

TEST_F(Token, IsKeptUntilShortlyBeforeItExpires) {
  auto tokens = source(service_account());
  world_.answer(200, token_answer("first"));
  EXPECT_EQ(tokens.token(), "first");
  world_.now += 3'600s - 226s;
  EXPECT_EQ(tokens.token(), "first");
  EXPECT_EQ(world_.requests.size(), 1u);
  world_.now += 1s;  // 3 min 45 s before the end
  world_.answer(200, token_answer("second"));
  EXPECT_EQ(tokens.token(), "second");
}

TEST_F(Token, OneThatWasRefusedIsFetchedAnew) {
  auto tokens = source(service_account());
  world_.answer(200, token_answer("first"));
  world_.answer(200, token_answer("second"));
  EXPECT_EQ(tokens.token(), "first");
  tokens.refuse("some other");
  EXPECT_EQ(tokens.token(), "first");
  tokens.refuse("first");
  EXPECT_EQ(tokens.token(), "second");
}

TEST_F(Token, AServiceAccountSendsASignedStatement) {
  auto tokens = source(service_account());
  world_.answer(200, token_answer("t"));
  tokens.token();
  const auto& request = world_.requests.front();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://oauth2.example/token");
  EXPECT_THAT(request.headers, Contains("Content-Type: application/x-www-form-urlencoded"));
  EXPECT_THAT(request.body,
              StartsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
                         "&assertion=ey"));
}

TEST_F(Token, AUserSendsTheRefreshToken) {
  auto tokens = source(AuthorizedUser{"id", "sec/ret", "re fresh", "https://user.example/token"});
  world_.answer(200, token_answer("t"));
  tokens.token();
  EXPECT_EQ(
      world_.requests.front().body,
      "grant_type=refresh_token&client_id=id&client_secret=sec%2Fret&refresh_token=re%20fresh");
}

TEST_F(Token, AMachineAsksItsMetadataServer) {
  auto tokens = source(MetadataServer{"metadata.google.internal"});
  world_.answer(200, token_answer("t"));
  EXPECT_EQ(tokens.token(), "t");
  const auto& request = world_.requests.front();
  EXPECT_THAT(request.url, StartsWith("http://metadata.google.internal/computeMetadata/v1/instance/"
                                      "service-accounts/default/token"));
  EXPECT_THAT(request.headers, Contains("Metadata-Flavor: Google"));
}

TEST_F(Token, ABusyEndpointIsAskedAgainAndARefusalIsNot) {
  for (const int status : {408, 429, 500, 503, 504}) {
    auto tokens = source(service_account());
    world_.answer(status, "");
    world_.answer(200, token_answer("t"));
    EXPECT_EQ(tokens.token(), "t") << status;
  }
  auto tokens = source(AuthorizedUser{"id", "hush", "hush-hush", "https://user.example/token"});
  world_.answer(400,
                R"({"error": "invalid_grant", "error_description": "Token has been revoked."})");
  try {
    tokens.token();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::failed);
    EXPECT_STREQ(error.what(), "the access token: Token has been revoked. (invalid_grant)");
    EXPECT_THAT(error.hint(), HasSubstr("gcloud auth"));
    EXPECT_THAT(error.what() + error.hint(), Not(HasSubstr("hush")));
  }
  EXPECT_EQ(world_.left(), 0u);
}

TEST_F(Token, NoAnswerMeansBusyOrNoCredentials) {
  world_.always([](const auto&) -> HttpResponse { throw NoAnswer("no route"); });
  try {
    source(service_account()).token();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::busy);
  }
  EXPECT_EQ(world_.requests.size(), 6u);
  try {
    source(MetadataServer{"metadata.google.internal"}).token();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::failed);
    EXPECT_THAT(error.what(), HasSubstr("no Google credentials"));
  }
}

}  // namespace
}  // namespace eros::google
