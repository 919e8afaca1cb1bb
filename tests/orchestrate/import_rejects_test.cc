// Where rejected rows go.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "eros/base/error.h"
#include "orchestrate/import_store.h"

namespace eros::orchestrate {
namespace {

using eros::testing::counts;
using eros::testing::ImportStore;
using model::ImportKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

class ImportRejects : public ::testing::Test {
 protected:
  model::ImportResult captions(const std::vector<std::string>& files,
                               const std::optional<std::string>& rejects) {
    return import_files(*store_, ImportKind::captions, files,
                        {ImportStore::as_of, rejects, nullptr});
  }
  ImportStore store_;
};

TEST_F(ImportRejects, EveryFileHasARejectsFileOfItsOwn) {
  const auto one = store_.file("c.csv", "caption_text,price_tier\nTea,odd\n");
  fs::create_directory(store_.path("other"));
  const auto result = captions({one, one, store_.path("other") + "/../c.csv"}, std::nullopt);
  EXPECT_EQ(result.rejects_file, one + ".rejects.csv");
  EXPECT_THAT(result.warnings,
              ElementsAre(HasSubstr("c.csv.rejects.2.csv"), HasSubstr("c.csv.rejects.3.csv")));
  for (const auto* name : {"c.csv.rejects.csv", "c.csv.rejects.2.csv", "c.csv.rejects.3.csv"}) {
    EXPECT_THAT(ImportStore::content_of(store_.path(name)), HasSubstr("Tea")) << name;
  }
}

TEST_F(ImportRejects, ALinkIsFollowedAndStays) {
  const auto file = store_.file("c.csv", "caption_text,price_tier\nTea,odd\n");
  store_.file("real.csv", "old");
  fs::create_symlink("real.csv", store_.path("link.csv"));
  captions({file}, store_.path("link.csv"));
  EXPECT_TRUE(fs::is_symlink(store_.path("link.csv")));
  EXPECT_THAT(ImportStore::content_of(store_.path("real.csv")), HasSubstr("Tea"));
}

TEST_F(ImportRejects, WhatIsNoFileIsWrittenToAndStays) {
  const auto file = store_.file("c.csv", "caption_text,price_tier\nTea,odd\n");
  fs::create_symlink("/dev/null", store_.path("nowhere"));
  EXPECT_EQ(counts(captions({file}, store_.path("nowhere"))), "1/0/0/0/1");
  EXPECT_TRUE(fs::is_symlink(store_.path("nowhere")));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));

  const auto pipe = store_.path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  ASSERT_GE(reader, 0);
  EXPECT_EQ(captions({file}, pipe).rejects_file, pipe);
  std::string got(1000, 0);
  got.resize(static_cast<std::size_t>(std::max<ssize_t>(0, read(reader, got.data(), got.size()))));
  close(reader);
  EXPECT_THAT(got, HasSubstr("Tea"));
  EXPECT_TRUE(fs::is_fifo(pipe));
}

TEST_F(ImportRejects, ThoseOfAPipeLieInTheCurrentFolder) {
  const auto file = store_.file("c.csv", "caption_text,price_tier\nTea,odd\n");
  const auto here = fs::current_path();
  fs::create_directory(store_.path("here"));
  fs::current_path(store_.path("here"));
  // As a shell hands on the output of a command: <(cat c.csv).
  const int descriptor = open(file.c_str(), O_RDONLY);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const auto content = ImportStore::content_of(file);
  ASSERT_EQ(write(ends[1], content.data(), content.size()), std::ssize(content));
  close(ends[1]);
  close(descriptor);
  const auto result = captions({"/dev/fd/" + std::to_string(ends[0])}, std::nullopt);
  close(ends[0]);
  fs::current_path(here);
  EXPECT_EQ(result.rejects_file, "stdin.rejects.csv");
  EXPECT_THAT(ImportStore::content_of(store_.path("here/stdin.rejects.csv")), HasSubstr("Tea"));
}

TEST_F(ImportRejects, ANameThatIsTooLongIsTold) {
  const auto file =
      store_.file(std::string(246, 'c') + ".csv", "caption_text,price_tier\nTea,odd\n");
  try {
    captions({file}, std::nullopt);
    FAIL() << "it was imported";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("too long"));
    EXPECT_THAT(error.hint(), HasSubstr("--rejects"));
  }
}

TEST_F(ImportRejects, AColumnNamedTwiceLosesNothingInASharedFile) {
  const auto one =
      store_.file("one.csv", "caption_text,price_tier,note,note\nTea,odd,left,right\n");
  const auto two = store_.file("two.csv", "note,caption_text,price_tier\nsingle,Cake,odd\n");
  captions({one, two}, store_.path("all.csv"));
  EXPECT_EQ(ImportStore::content_of(store_.path("all.csv")),
            "file,line,reason,caption_text,price_tier,note,note,raw_row\n" + one +
                ",2,\"price_tier: none of budget, mid, premium, luxury, vip, "
                "bump\",Tea,odd,left,right,\n" +
                two +
                ",2,\"price_tier: none of budget, mid, premium, luxury, vip, "
                "bump\",Cake,odd,single,,\n");
}

}  // namespace
}  // namespace eros::orchestrate
