#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "eros/orchestrate/import_files.h"
#include "eros/store/duckdb_engine.h"
#include "store/scratch.h"

// A program killed in the middle of an import leaves the store as it was before, or after.
namespace eros::orchestrate {
namespace {

constexpr int rows = 20'000;
constexpr base::Instant as_of = std::chrono::sys_days(std::chrono::year(2026) / 11 / 17);

void write_messages(const std::string& path, int batch) {
  std::ofstream out(path);
  out << "page,text,sent_at,sent,views,purchases,revenue\n";
  for (int i = 0; i < rows; ++i) {
    out << "page_" << batch << ",Tea no. " << i << ",2026-10-01T10:00:00,100,50,5,75\n";
  }
}

store::Store open(const std::string& path) {
  return store::Store::open(path, {.create = true, .external_access = true});
}

std::int64_t number(store::Store& store, const std::string& sql) {
  const auto cursor = store::as_duckdb(store.engine(), "a test").query_text(sql);
  cursor->next();
  return cursor->integer(0);
}

[[noreturn]] void import_and_exit(const std::string& path, const std::string& file) {
  {
    auto store = open(path);
    import_files(store, model::ImportKind::messages, {file}, {as_of, std::nullopt, nullptr});
  }
  _exit(0);
}

TEST(ImportCrash, AKilledImportLeavesAllOrNothing) {
  testing::Scratch scratch;
  const auto path = scratch.file("store.duckdb");
  const auto file = scratch.file("messages.csv");
  std::int64_t before = 0;
  for (int batch = 0; batch < 12; ++batch) {
    write_messages(file, batch);
    const auto child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) import_and_exit(path, file);
    std::this_thread::sleep_for(std::chrono::milliseconds(40 * batch));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);

    auto store = open(path);
    const auto after = number(store, "SELECT count(*) FROM mass_messages");
    EXPECT_TRUE(after == before || after == before + rows) << before << " became " << after;
    EXPECT_EQ(number(store, "SELECT count(DISTINCT page_name) FROM mass_messages"),
              number(store, "SELECT count(*) FROM creators"));
    EXPECT_EQ(number(store, "SELECT count(DISTINCT row_id) FROM mass_messages"), after);
    before = after;
  }
}

}  // namespace
}  // namespace eros::orchestrate
