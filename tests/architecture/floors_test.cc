#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "architecture/floor_rules.h"
#include "paths.h"

namespace eros::architecture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Floors, EverySourceKeepsTheRules) {
  const std::filesystem::path root = std::filesystem::path(paths::source_dir) / "src" / "eros";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".h" && extension != ".cc")) continue;
    ++files;
    const std::string path = entry.path().lexically_relative(root).generic_string();
    for (const std::string& finding : check_source(path, content_of(entry.path()))) {
      ADD_FAILURE() << "src/eros/" << finding;
    }
  }
  EXPECT_GT(files, 20u) << "the sources were not found under " << root;
}

// The check itself, on sources that break each rule.
TEST(FloorRules, AllowLowerFloorsAndOneself) {
  EXPECT_THAT(check_source("analysis/report.cc",
                           "#include \"eros/analysis/report.h\"\n#include <vector>\n"
                           "#include \"eros/base/text.h\"\n#include \"eros/model/report.h\"\n"),
              IsEmpty());
  EXPECT_THAT(check_source("orchestrate/plan_page.cc",
                           "#include \"eros/captions/pick.h\"\n#include \"eros/store/store.h\"\n"),
              IsEmpty());
  EXPECT_THAT(check_source("main.cc", "#include \"eros/cli/app.h\"\n"), IsEmpty());
  EXPECT_THAT(check_source("cli/commands/show.cc", "#include <iostream>\n"), IsEmpty());
}

TEST(FloorRules, NameFileAndLineOfAWrongInclude) {
  EXPECT_THAT(check_source("model/page.h", "#pragma once\n\n#include \"eros/store/store.h\"\n"),
              ElementsAre("model/page.h:3: model includes store: a higher floor"));
  EXPECT_THAT(
      check_source("captions/pick.cc", "  #  include \"eros/schedule/slots.h\""),
      ElementsAre("captions/pick.cc:1: captions includes schedule: a module of the same floor"));
  EXPECT_THAT(check_source("store/store.cc", "#include \"eros/analysis/report.h\""),
              ElementsAre(HasSubstr("input and output know no decisions")));
  EXPECT_THAT(check_source("exports/csv.cc", "#include <eros/store/store.h>"),
              ElementsAre(HasSubstr("exports includes store: a module of the same floor")));
  EXPECT_THAT(check_source("captions/policies/beta.cc", "#include \"eros/cli/app.h\""),
              ElementsAre(HasSubstr("a higher floor")));
  EXPECT_THAT(check_source("store/store.cc", "#include \"eros/elsewhere/thing.h\""),
              ElementsAre(HasSubstr("no such module")));
}

// What proves that planning pays must not share a line with the planning.
TEST(FloorRules, KeepTheSimulatorApartFromWhatItJudges) {
  EXPECT_THAT(check_source("simulate/audience.cc",
                           "#include \"eros/base/random.h\"\n#include \"eros/model/words.h\"\n"),
              IsEmpty());
  for (const char* room : {"analysis", "volume", "captions", "schedule", "store", "exports"}) {
    const std::string line = "#include \"eros/" + std::string(room) + "/a.h\"";
    EXPECT_EQ(check_source("simulate/audience.cc", line).size(), 1u) << room;
  }
  for (const char* room : {"analysis", "volume", "captions", "schedule"}) {
    EXPECT_THAT(check_source(std::string(room) + "/a.cc", "#include \"eros/simulate/world.h\""),
                ElementsAre(HasSubstr("a higher floor")));
  }
}

TEST(FloorRules, KeepServicesOutOfTheCore) {
  EXPECT_THAT(check_source("captions/pick.cc", "#include \"eros/google/session.h\""),
              ElementsAre(HasSubstr("decisions know no services")));
  EXPECT_THAT(check_source("model/page.h", "#include \"eros/google/session.h\""),
              ElementsAre(HasSubstr("a module of the same floor")));
  EXPECT_THAT(check_source("store/bigquery/client.h", "#include \"eros/google/session.h\""),
              IsEmpty());
  EXPECT_THAT(check_source("google/outside.cc", "auto t = std::chrono::system_clock::now();"),
              IsEmpty());
}

TEST(FloorRules, KeepClocksChanceAndFilesOutOfTheCore) {
  for (const char* line :
       {"std::random_device device;", "#include <ctime>",
        "auto now = std::chrono::system_clock::now();", "auto t = steady_clock::now();",
        "#include <fstream>", "#include <iostream>", "#include <duckdb.h>"}) {
    for (const char* file :
         {"base/text.cc", "analysis/a.cc", "volume/b.h", "captions/c.cc", "schedule/d.h"}) {
      EXPECT_EQ(check_source(file, line).size(), 1u) << file << ": " << line;
    }
    EXPECT_THAT(check_source("store/store.cc", line), IsEmpty()) << line;
  }
  EXPECT_THAT(check_source("analysis/a.cc", "int days;  // never system_clock::now()\n"),
              IsEmpty());
}

TEST(FloorRules, RefuseLongFilesAndVagueNames) {
  const auto lines = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "\n";
    return text;
  };
  EXPECT_THAT(check_source("base/text.cc", lines(400)), IsEmpty());
  EXPECT_THAT(check_source("base/text.cc", lines(401)), ElementsAre(HasSubstr("400 lines")));
  for (const char* path : {"base/string_utils.h", "model/helpers.h", "cli/common.cc",
                           "store/lock_manager.cc", "base/misc.h"}) {
    EXPECT_EQ(check_source(path, "").size(), 1u) << path;
  }
  EXPECT_EQ(check_source("toolbox/a.h", "").size(), 1u);
}

}  // namespace
}  // namespace eros::architecture
