#include "eros/exports/files.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "eros/base/error.h"

namespace eros::exports {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "eros_files_XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    directory_ = name;
  }
  void TearDown() override { fs::remove_all(directory_); }

  static std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(directory_), fs::directory_iterator()));
  }
  static void expect_refused(const fs::path& path, const std::string& why) {
    for (const bool trial : {true, false}) {
      try {
        trial ? check_writable(path) : write_file_atomically(path, "x");
        ADD_FAILURE() << path << " was not refused";
      } catch (const base::Error& error) {
        EXPECT_EQ(error.code(), base::ErrorCode::failed);
        EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
        EXPECT_FALSE(error.hint().empty());
      }
    }
  }
  fs::path directory_;
};

TEST_F(Files, WritesAndReplacesAndLeavesNothingElse) {
  const fs::path path = directory_ / "week.csv";
  write_file_atomically(path, "first");
  write_file_atomically(path, std::string("a\0b\n", 4));
  EXPECT_EQ(read(path), std::string("a\0b\n", 4));
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Files, KeepsTheModeOfAnExistingFile) {
  const fs::path path = directory_ / "week.csv";
  write_file_atomically(path, "first");
  ::chmod(path.c_str(), 0640);
  write_file_atomically(path, "second");
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777u, 0640u);
}

TEST_F(Files, FollowsASymbolicLink) {
  write_file_atomically(directory_ / "real.csv", "first");
  fs::create_symlink(directory_ / "real.csv", directory_ / "link.csv");
  write_file_atomically(directory_ / "link.csv", "second");
  EXPECT_TRUE(fs::is_symlink(directory_ / "link.csv"));
  EXPECT_EQ(read(directory_ / "real.csv"), "second");
}

TEST_F(Files, ANameOfTheGreatestLengthWorks) {
  const fs::path path = directory_ / std::string(255, 'n');
  check_writable(path);
  write_file_atomically(path, "x");
  EXPECT_EQ(read(path), "x");
}

TEST_F(Files, CheckingLeavesNothingAndChangesNothing) {
  check_writable(directory_ / "new.csv");
  EXPECT_EQ(entries(), 0u);
  write_file_atomically(directory_ / "old.csv", "old");
  check_writable(directory_ / "old.csv");
  EXPECT_EQ(read(directory_ / "old.csv"), "old");
}

TEST_F(Files, ADeviceIsWrittenTo) {
  check_writable("/dev/null");
  write_file_atomically("/dev/null", "x");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(Files, RefusesWhatCannotBeWritten) {
  expect_refused(directory_ / "missing" / "week.csv", "is not there");
  expect_refused(directory_, "it is a directory");
  expect_refused(directory_ / "", "it is a directory");
  expect_refused("", "name is empty");
  expect_refused("/proc/week.csv", "/proc/week.csv");  // not even root may
  EXPECT_EQ(entries(), 0u);
}

TEST_F(Files, RefusesADirectoryWithoutPermission) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  ::chmod(directory_.c_str(), 0500);
  expect_refused(directory_ / "week.csv", "Permission denied");
  ::chmod(directory_.c_str(), 0700);
}

// A disk of 64 KB, which only a child sees.
TEST_F(Files, AFullDiskIsToldWhenTried) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr const char* none = nullptr;
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(none, "/", none, MS_REC | MS_PRIVATE, none) != 0 ||
        ::mount("small", directory_.c_str(), "tmpfs", 0, "size=64k") != 0) {
      ::_exit(2);
    }
    try {
      check_writable(directory_ / "week.csv");
    } catch (const base::Error& error) {
      ::_exit(error.hint().starts_with("Free some space") && entries() == 0 ? 0 : 1);
    }
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 2) GTEST_SKIP() << "only root may mount a small disk";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(Files, AFullDeviceIsAnErrorAndSaysSo) {
  EXPECT_THROW(write_file_atomically("/dev/full", "x"), base::Error);
}

}  // namespace
}  // namespace eros::exports
