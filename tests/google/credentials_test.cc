#include "eros/google/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "eros/base/error.h"
#include "google/key_file.h"
#include "google/scripted.h"
#include "store/scratch.h"

namespace eros::google {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* user_json =
    R"({"type": "authorized_user", "client_id": "id", "client_secret": "hush",
        "refresh_token": "hush-hush"})";

class CredentialsPlaces : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    const auto path = scratch_.file(name);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path) << text;
    return path;
  }
  testing::Scratch scratch_;
  testing::Scripted world_;
};

TEST_F(CredentialsPlaces, TheNamedFileComesFirstThenTheVariableThenGcloudThenTheMachine) {
  const testing::KeyFile key;
  const auto outside = world_.outside();
  EXPECT_EQ(std::get<MetadataServer>(find_credentials({}, outside)).host,
            "metadata.google.internal");
  world_.variables["GCE_METADATA_HOST"] = "127.0.0.1:80";
  EXPECT_EQ(std::get<MetadataServer>(find_credentials({}, outside)).host, "127.0.0.1:80");

  write("home/.config/gcloud/application_default_credentials.json", user_json);
  world_.variables["HOME"] = scratch_.file("home");
  EXPECT_EQ(std::get<AuthorizedUser>(find_credentials({}, outside)).refresh_token, "hush-hush");
  world_.variables["CLOUDSDK_CONFIG"] = scratch_.file("elsewhere");
  EXPECT_TRUE(std::holds_alternative<MetadataServer>(find_credentials({}, outside)));

  world_.variables["GOOGLE_APPLICATION_CREDENTIALS"] = write("key.json", key.json());
  EXPECT_EQ(std::get<ServiceAccount>(find_credentials({}, outside)).client_email,
            "planner@agency.example");
  EXPECT_TRUE(std::holds_alternative<AuthorizedUser>(
      find_credentials(write("user.json", user_json), outside)));
}

TEST_F(CredentialsPlaces, AFileThatIsNamedMustBeThere) {
  world_.variables["GOOGLE_APPLICATION_CREDENTIALS"] = scratch_.file("none.json");
  try {
    find_credentials({}, world_.outside());
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("none.json"));
    EXPECT_THAT(error.hint(), HasSubstr("GOOGLE_APPLICATION_CREDENTIALS"));
  }
}

TEST(Credentials, WhatIsWrongWithAFileIsSaidWithoutItsSecrets) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"hush", "is not JSON"},
      {R"({"client_secret": "hush"})", "lacks 'type'"},
      {R"({"type": "authorized_user", "client_id": "id", "client_secret": "hush"})",
       "lacks 'refresh_token'"},
      {R"({"type": "service_account", "client_email": "a@b", "private_key": "hush"})",
       "lacks 'private_key_id'"},
      {R"({"type": "external_account", "secret": "hush"})", "'external_account'"},
  };
  for (const auto& [text, expected] : files) {
    try {
      parse_credentials(text, "key.json");
      FAIL() << text;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("key.json"));
      EXPECT_THAT(error.what(), HasSubstr(expected));
      EXPECT_THAT(error.what() + error.hint(), Not(HasSubstr("hush")));
    }
  }
}

}  // namespace
}  // namespace eros::google
