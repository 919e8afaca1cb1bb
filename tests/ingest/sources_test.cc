#include "eros/ingest/sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "eros/base/error.h"
#include "eros/ingest/scan.h"
#include "eros/ingest/utf8.h"

namespace eros::ingest {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;
namespace fs = std::filesystem;

class Sources : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "sources-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string file(const std::string& name, const std::string& content) {
    const auto path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  static std::string refusal(const std::string& path) {
    try {
      open_source(path);
    } catch (const base::Error& error) {
      EXPECT_EQ(error.code(), base::ErrorCode::failed);
      return error.what();
    }
    return "it was opened";
  }
  fs::path folder_;
};

TEST_F(Sources, RefusesWhatIsNoTextWithAReason) {
  EXPECT_THAT(refusal((folder_ / "none.csv").string()), HasSubstr("no such file"));
  EXPECT_THAT(refusal(folder_.string()), HasSubstr("folder"));
  EXPECT_THAT(refusal(file("wide.csv", "\xFF\xFEp\0a\0"s)), HasSubstr("UTF-16"));
  EXPECT_THAT(refusal(file("packed.csv", "\x1F\x8B\x08"s)), HasSubstr("compressed"));
  EXPECT_THAT(refusal(file("book.csv", "PK\x03\x04"s)), HasSubstr("Excel"));
  EXPECT_THAT(refusal(file("picture.csv", std::string(300, '\0'))), HasSubstr("not text"));
  EXPECT_THAT(refusal(file("plain.parquet", "page,message\n")), HasSubstr("not a Parquet"));
}

TEST_F(Sources, TellsTheFormatByContentThenByName) {
  EXPECT_EQ(open_source(file("a.csv", "page\n")).format(), model::FileFormat::csv);
  EXPECT_EQ(open_source(file("a.jsonl", "oops")).format(), model::FileFormat::ndjson);
  EXPECT_EQ(open_source(file("a.txt", "  {\"page\":1}")).format(), model::FileFormat::ndjson);
  EXPECT_EQ(open_source(file("a.csv", "PAR1....")).format(), model::FileFormat::parquet);
}

TEST_F(Sources, StaysReadableWhenTheNameIsGone) {
  const auto path = file("a[1]*.csv", "page\nfern\n");
  const auto source = open_source(path);
  fs::remove(path);
  EXPECT_EQ(source.text(), "page\nfern\n");
  std::ifstream again(source.path());
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(again), {}), "page\nfern\n");
}

TEST_F(Sources, ACleanFileIsReadAsItIsAndADirtyOneFromACopy) {
  const auto clean = open_source(file("clean.csv", "a,b\n1,\"2\n3\"\n"));
  const auto clean_scan = scan(clean);
  EXPECT_EQ(clean_scan.file.path, clean.path());
  EXPECT_EQ(clean_scan.records, 1);
  const auto dirty = open_source(file("dirty.csv",
                                      "\xEF\xBB\xBF"
                                      "a;b\r\n\r\n1;2\r\nonly\r\n\xC3(;4\r\n5;\"6\"\r\n"));
  const auto dirty_scan = scan(dirty);
  EXPECT_EQ(dirty_scan.records, 4);
  EXPECT_EQ(dirty_scan.broken, 2);
  EXPECT_EQ(dirty_scan.file.records, 2);
  std::ifstream copy(dirty_scan.file.path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(copy), {}),
            "\"a\",\"b\"\n\"1\",\"2\"\n\"5\",\"6\"\n");
}

TEST(Utf8, KnowsGoodFromBad) {
  EXPECT_TRUE(is_valid_utf8("plain, \xC3\xA9\xE2\x98\x80\xF0\x9F\x8C\x99 and so on"));
  for (const auto* bad :
       {"\xC3", "\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "12345678\xFF"}) {
    EXPECT_FALSE(is_valid_utf8(bad));
  }
}

}  // namespace
}  // namespace eros::ingest
