#include "eros/google/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "google/scripted.h"

namespace eros::google {
namespace {

using base::Error;
using base::ErrorCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

constexpr const char* token_answer = R"({"access_token": "secret-token", "expires_in": 3600})";

std::string refusal(const std::string& reason, const std::string& message = "No.") {
  return R"({"error": {"code": 1, "message": ")" + message + R"(", "errors": [{"reason": ")" +
         reason + R"("}]}})";
}

class SessionTest : public ::testing::Test {
 protected:
  testing::Scripted world_;
  Session open_{std::nullopt, "scope", world_.outside()};

  ApiCall call(std::chrono::seconds patience = 600s) {
    return {.what = "the thing",
            .url = "https://api.example/thing",
            .give_up_at = world_.now + patience};
  }
};

TEST_F(SessionTest, SendsItsTokenAndReadsTheAnswer) {
  Session session(MetadataServer{"metadata"}, "scope", world_.outside());
  world_.answer(200, token_answer);
  world_.answer(200, R"({"x": 1})");
  EXPECT_EQ(session.call(call()), (nlohmann::json{{"x", 1}}));
  EXPECT_THAT(world_.requests.back().headers, Contains("Authorization: Bearer secret-token"));
  world_.answer(204, "");
  EXPECT_EQ(session.call(call()), nlohmann::json::object());
}

TEST_F(SessionTest, AnEmulatorGetsNoToken) {
  world_.answer(200, "{}");
  open_.call(call());
  EXPECT_THAT(world_.requests.back().headers, Not(Contains(HasSubstr("Authorization"))));
}

TEST_F(SessionTest, ATokenThatIsNotAcceptedIsRefreshedTwiceAtMost) {
  Session session(MetadataServer{"metadata"}, "scope", world_.outside());
  for (int i = 0; i < 3; ++i) {
    world_.answer(200, token_answer);
    world_.answer(401, refusal("authError", "Invalid Credentials"));
  }
  try {
    session.call(call());
    FAIL();
  } catch (const ApiFailure& failure) {
    EXPECT_EQ(failure.error().status, 401);
    EXPECT_STREQ(failure.what(), "the thing: Invalid Credentials (authError)");
  }
  EXPECT_EQ(world_.left(), 0u);
}

TEST_F(SessionTest, WhatCanPassIsTriedAgainWithGrowingPauses) {
  world_.answer(503, "<html>");
  world_.answer(403, refusal("rateLimitExceeded"));
  world_.lose_answer();
  world_.answer(429, "");
  world_.answer(200, R"({"done": true})");
  EXPECT_EQ(open_.call(call())["done"], true);
  // 1, 2, 4 and 8 s, and a quarter more by a draw of a half.
  EXPECT_EQ(world_.slept(), 18'750ms);
}

TEST_F(SessionTest, WhatCannotPassIsNot) {
  for (const auto* reason : {"invalidQuery", "accessDenied", "quotaExceeded", "notFound"}) {
    world_.answer(400, refusal(reason));
    EXPECT_THROW(open_.call(call()), ApiFailure) << reason;
  }
  EXPECT_TRUE(world_.pauses.empty());
}

TEST_F(SessionTest, GivesUpInTime) {
  world_.always([](const auto&) { return HttpResponse{503, ""}; });
  try {
    open_.call(call(30s));
    FAIL();
  } catch (const ApiFailure& failure) {
    EXPECT_EQ(failure.code(), ErrorCode::busy);
    EXPECT_EQ(failure.error().reason, "backendError");
  }
  EXPECT_LE(world_.slept(), 30s);
  EXPECT_GE(world_.slept(), 15s);
  world_.always([](const auto&) -> HttpResponse { throw NoAnswer("Could not connect"); });
  try {
    open_.call(call(30s));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::busy);
    EXPECT_THAT(error.what(), HasSubstr("Could not connect"));
  }
}

TEST_F(SessionTest, StopsWhenTold) {
  world_.answer_by([&](const auto& request) -> HttpResponse {
    EXPECT_FALSE(request.stop->load());
    open_.stop();
    EXPECT_TRUE(request.stop->load());
    return {503, ""};
  });
  EXPECT_THROW(open_.call(call()), Stopped);
  EXPECT_THROW(open_.call(call()), Stopped);
  open_.resume();
  world_.answer(200, "{}");
  open_.call(call());
}

TEST_F(SessionTest, WhatIsNotStoppableGoesOutWhileAStopIsAskedFor) {
  open_.stop();
  auto last_word = call();
  last_word.is_stoppable = false;
  world_.answer(200, "{}");
  open_.call(last_word);
  EXPECT_EQ(world_.requests.back().stop, nullptr);
}

TEST_F(SessionTest, TellsWhereNothingWasSentForWantOfAToken) {
  Session session(MetadataServer{"metadata"}, "scope", world_.outside());
  world_.answer(400, R"({"error": "invalid_grant"})");
  EXPECT_THROW(session.call(call()), NotSent);
  world_.answer(200, token_answer);
  world_.answer(401, refusal("authError", "Invalid Credentials"));
  world_.answer(400, R"({"error": "invalid_grant"})");
  EXPECT_THROW(session.call(call()), ApiFailure) << "the first try was sent";
}

TEST(ApiErrors, AreReadFromEveryFormOfBody) {
  const auto error = parse_api_error(403, refusal("accessDenied", "No access."));
  EXPECT_EQ(error.reason, "accessDenied");
  EXPECT_EQ(error.message, "No access.");
  EXPECT_EQ(parse_api_error(502, "<html>").reason, "badGateway");
  EXPECT_EQ(parse_api_error(500, R"({"error": {"message": "m"}})").reason, "backendError");
  EXPECT_EQ(parse_api_error(409, R"({"error": 7})").reason, "duplicate");
  EXPECT_EQ(parse_api_error(400, "[]").message, "HTTP status 400");
}

TEST(BackoffPauses, DoubleUpToALimitAndVary) {
  std::vector<std::int64_t> pauses;
  for (int retry = 0; retry < 8; ++retry) pauses.push_back(pause_before({}, retry, 0.0).count());
  EXPECT_THAT(pauses, ElementsAre(1'000, 2'000, 4'000, 8'000, 16'000, 32'000, 32'000, 32'000));
  EXPECT_EQ(pause_before({}, 0, 0.999).count(), 1'499);
  EXPECT_EQ(pause_before({}, 1'000, 0.0).count(), 32'000);
}

}  // namespace
}  // namespace eros::google
