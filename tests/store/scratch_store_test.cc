#include "eros/store/scratch_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace eros::store {
namespace {

std::int64_t number(DuckDBEngine& engine, const std::string& sql) {
  const auto rows = engine.query_text(sql);
  EXPECT_TRUE(rows->next());
  return rows->integer(0);
}

TEST(ScratchStore, IsInMemory) {
  ScratchStore scratch;
  scratch.engine().execute_text("CREATE TABLE numbers AS SELECT * FROM range(100000)");
  scratch.engine().checkpoint();
  EXPECT_TRUE(std::filesystem::is_empty(scratch.folder()));
}

TEST(ScratchStore, IsApartFromAnother) {
  ScratchStore one;
  ScratchStore other;
  one.engine().execute_text("DELETE FROM holiday_calendar");
  EXPECT_EQ(number(one.engine(), "SELECT count(*) FROM holiday_calendar"), 0);
  EXPECT_GT(number(other.engine(), "SELECT count(*) FROM holiday_calendar"), 0);
}

TEST(ScratchStore, ReadsFiles) {
  ScratchStore scratch;
  const auto path = (scratch.folder() / "rows.csv").string();
  std::ofstream(path) << "n\n1\n2\n";
  EXPECT_EQ(number(scratch.engine(), "SELECT CAST(sum(n) AS BIGINT) FROM read_csv('" + path + "')"),
            3);
}

TEST(ScratchStore, PutsIntoItsFolderWhatMemoryCannotHold) {
  ScratchStore scratch(1);
  EXPECT_EQ(number(scratch.engine(), "SELECT CAST(current_setting('temp_directory') = '" +
                                         scratch.folder().string() + "' AS BIGINT)"),
            1);
}

TEST(ScratchStore, LeavesNoFolderBehind) {
  std::filesystem::path folder;
  {
    const ScratchStore scratch;
    folder = scratch.folder();
    ASSERT_TRUE(std::filesystem::exists(folder));
  }
  EXPECT_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace eros::store
