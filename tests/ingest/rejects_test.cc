#include "eros/ingest/rejects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace eros::ingest {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Rejects : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "rejects-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  fs::path folder_;
};

TEST_F(Rejects, AreSeenWhenTheyAreKeptAndNotBefore) {
  {
    RejectsFile file(path("r.csv"), {"text"}, false);
    file.add({"", 7, "odd", {"Tea"}, ""});
    file.flush();
    EXPECT_FALSE(fs::exists(path("r.csv")));
    EXPECT_EQ(file.keep(), "");
    EXPECT_THAT(content_of(path("r.csv")), HasSubstr("7,odd,Tea"));
  }
  { const RejectsFile forgotten(path("s.csv"), {}, false); }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(Rejects, LieBesideTheirPlaceWhereThatIsTakenMeanwhile) {
  std::string place;
  {
    RejectsFile file(path("r.csv"), {"text"}, false);
    file.add({"", 7, "odd", {"Tea"}, ""});
    file.flush();
    fs::create_directory(path("r.csv"));
    EXPECT_THAT(file.keep(), HasSubstr("directory"));
    place = file.path();
  }
  EXPECT_NE(place, path("r.csv"));
  EXPECT_THAT(content_of(place), HasSubstr("7,odd,Tea"));
}

}  // namespace
}  // namespace eros::ingest
