#include "eros/store/duckdb_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <fstream>
#include <thread>

#include "eros/base/error.h"
#include "eros/store/store.h"
#include "store/scratch.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class DuckDB : public ::testing::Test {
 protected:
  testing::Scratch scratch_;
  std::string path_ = scratch_.file("store.duckdb");

  std::unique_ptr<DuckDBEngine> open(OpenOptions options = {.create = true}) {
    return std::make_unique<DuckDBEngine>(path_, options);
  }
  // The Error that opening gives.
  Error refusal(OpenOptions options = {}) {
    try {
      open(options);
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "it was opened";
    return {ErrorCode::nothing, ""};
  }
  static std::int64_t number(DuckDBEngine& engine, const std::string& sql) {
    const auto rows = engine.query_text(sql);
    EXPECT_TRUE(rows->next());
    return rows->integer(0);
  }
};

TEST_F(DuckDB, RunsAScriptOnceAConnection) {
  const std::string script =
      "CREATE TEMP MACRO twice(x) AS 2 * x; CREATE TEMP TABLE one AS SELECT 1;";
  const auto engine = open();
  engine->run_script_once(script);
  engine->run_script_once(script);  // would fail: both are there
  EXPECT_EQ(number(*engine, "SELECT twice(21)"), 42);
  const auto other = open();
  EXPECT_THROW(number(*other, "SELECT twice(21)"), Error);
  other->run_script_once(script);
  EXPECT_EQ(number(*other, "SELECT twice(21)"), 42);
}

TEST_F(DuckDB, TriesAScriptAgainThatFailed) {
  const auto engine = open();
  EXPECT_THROW(engine->run_script_once("SELECT * FROM numbers"), Error);
  engine->run_script("CREATE TEMP TABLE numbers AS SELECT 1");
  EXPECT_NO_THROW(engine->run_script_once("SELECT * FROM numbers"));
}

TEST_F(DuckDB, ReadsEveryNumberType) {
  const auto engine = open();
  for (const auto* type :
       {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL(4,0)", "DECIMAL(38,0)"}) {
    const auto rows = engine->query_text(std::string("SELECT CAST(-100 AS ") + type + ")");
    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->integer(0), -100) << type;
    EXPECT_EQ(rows->real(0), -100.0) << type;
  }
  for (const auto* type : {"UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"}) {
    EXPECT_EQ(number(*engine, std::string("SELECT CAST(200 AS ") + type + ")"), 200) << type;
  }
  EXPECT_EQ(number(*engine, "SELECT (-9223372036854775808)::HUGEINT"), INT64_MIN);
  EXPECT_THROW(number(*engine, "SELECT 9223372036854775808::HUGEINT"), Error);
  EXPECT_THROW(number(*engine, "SELECT 18446744073709551615::UBIGINT"), Error);
  EXPECT_THROW(number(*engine, "SELECT 18446744073709551616::UHUGEINT"), Error);
}

TEST_F(DuckDB, ReadsDecimalsOfEveryWidth) {
  const auto engine = open();
  for (const auto* type : {"DECIMAL(4,1)", "DECIMAL(9,4)", "DECIMAL(18,4)", "DECIMAL(38,15)"}) {
    const auto rows = engine->query_text(std::string("SELECT CAST(-12.5 AS ") + type + ")");
    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->real(0), -12.5) << type;
    EXPECT_THROW(rows->integer(0), Error) << type;
  }
  const auto rows = engine->query_text(
      "SELECT 99999999999999.9999::DECIMAL(18,4), sum(x), 1.5::FLOAT, 0.1::DECIMAL(4,4) "
      "FROM (VALUES (1.2345::DECIMAL(18,4)), (2.0)) t(x)");
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->money(0), base::Money{999'999'999'999'999'999});
  EXPECT_EQ(rows->money(1), base::Money{32'345});  // a sum is DECIMAL(38,4)
  EXPECT_EQ(rows->real(2), 1.5);
  EXPECT_EQ(rows->money(3), base::Money{1'000});
  EXPECT_THROW(rows->money(2), Error);
}

TEST_F(DuckDB, AWrongTypeNamesTheColumn) {
  const auto rows = open()->query_text("SELECT [1, 2] AS pair, 'x' AS word");
  ASSERT_TRUE(rows->next());
  try {
    rows->text(0);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("'pair'"));
  }
  EXPECT_THROW(rows->integer(1), Error);
}

TEST_F(DuckDB, RowsOutliveTheEngine) {
  auto engine = open();
  const auto rows = engine->query_text("SELECT repeat('long text ', 10) FROM range(5000)");
  engine.reset();
  int count = 0;
  while (rows->next()) count += rows->text(0).size() == 100 ? 1 : 0;
  EXPECT_EQ(count, 5000);
}

TEST_F(DuckDB, BadUtf8InAParameterIsAnError) {
  const auto engine = open();
  EXPECT_THROW(engine->query_text("SELECT $x::VARCHAR", {{"x", std::string("a\xff")}}), Error);
  EXPECT_THROW(
      engine->query_text("SELECT $x::VARCHAR[]", {{"x", std::vector<std::string>{"a\xff"}}}),
      Error);
  EXPECT_EQ(number(*engine, "SELECT 1"), 1);
}

TEST_F(DuckDB, ABrokenQueryStopsAtTheStartAndIsNamed) {
  const auto engine = open();
  const QuerySet queries = {{"fine", "SELECT 1"}, {"broken", "SELECT nothing FROM nowhere"}};
  try {
    engine->prepare(queries);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("'broken'"));
  }
}

// A plan kept from before the rows came would give "n" for "low" (duckdb/duckdb#23704).
TEST_F(DuckDB, AQueryPreparedBeforeTheRowsCameReadsThemRight) {
  const auto engine = open();
  engine->run_script("CREATE TABLE t (item VARCHAR, amount BIGINT)");
  const QuerySet queries = {
      {"sorted", "SELECT item, amount FROM t ORDER BY item, amount"},
      {"grouped",
       "SELECT item, sum(amount)::BIGINT FROM t WHERE amount < 5 GROUP BY 1 ORDER BY 1"}};
  engine->prepare(queries);
  for (const auto* name : {"sorted", "grouped"}) EXPECT_FALSE(engine->query({name})->next());
  engine->execute_text(
      "INSERT INTO t VALUES ('low', 1), ('a text that is longer than twelve', -7)");
  for (const auto* name : {"sorted", "grouped"}) {
    const auto rows = engine->query({name});
    ASSERT_TRUE(rows->next()) << name;
    EXPECT_EQ(rows->text(0), "a text that is longer than twelve") << name;
    EXPECT_EQ(rows->integer(1), -7) << name;
    ASSERT_TRUE(rows->next()) << name;
    EXPECT_EQ(rows->text(0), "low") << name;
    EXPECT_EQ(rows->integer(1), 1) << name;
  }
}

// DuckDB reports success for COMMIT of a transaction that an error has aborted, and keeps nothing.
TEST_F(DuckDB, AnErrorThatWorkSwallowsStillUndoesTheTransaction) {
  const auto engine = open();
  engine->run_script("CREATE TABLE t (i INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
  const auto work = [&] {
    engine->execute_text("INSERT INTO t VALUES (2)");
    try {
      engine->execute_text("INSERT INTO t VALUES (1)");  // the key is taken
    } catch (const Error&) {
    }
  };
  EXPECT_THROW(engine->atomically(work), Error);
  EXPECT_EQ(number(*engine, "SELECT count(*) FROM t"), 1);
  engine->atomically([&] { engine->execute_text("INSERT INTO t VALUES (3)"); });
  EXPECT_EQ(number(*engine, "SELECT count(*) FROM t"), 2);
}

TEST_F(DuckDB, AConflictIsRunAgainWhole) {
  const auto first = open();
  const auto second = open();
  first->run_script("CREATE TABLE guard (version BIGINT); INSERT INTO guard VALUES (0)");
  int runs = 0;
  std::thread other;
  first->atomically([&] {
    ++runs;
    // The snapshot is taken; then, on the first run, another writer gets in between.
    const auto before = number(*first, "SELECT version FROM guard");
    if (runs == 1) second->execute_text("UPDATE guard SET version = version + 10");
    first->execute_text("UPDATE guard SET version = $v + 1", {{"v", before}});
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(number(*second, "SELECT version FROM guard"), 11);
}

TEST_F(DuckDB, GivesUpOnAWriterThatNeverEnds) {
  const auto first = open();
  const auto second = open();
  first->run_script("CREATE TABLE guard (version BIGINT); INSERT INTO guard VALUES (0)");
  second->run_script("BEGIN; UPDATE guard SET version = 1");
  try {
    first->execute_text("UPDATE guard SET version = 2");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::busy);
  }
  second->run_script("ROLLBACK");
  EXPECT_EQ(first->execute_text("UPDATE guard SET version = 2"), 1);
}

TEST_F(DuckDB, TransactionsDoNotNest) {
  const auto engine = open();
  EXPECT_THROW(engine->atomically([&] { engine->atomically([] {}); }), Error);
  EXPECT_NO_THROW(engine->atomically([] {}));
}

TEST_F(DuckDB, TwoEnginesOfOneProcessShareTheInstance) {
  auto first = open();
  first->run_script("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1)");
  {
    fs::create_symlink(path_, scratch_.file("link.duckdb"));
    DuckDBEngine second(scratch_.file("link.duckdb"), {});
    second.execute_text("INSERT INTO t VALUES (2)");
    EXPECT_EQ(number(second, "SELECT count(*) FROM t"), 2);
  }
  EXPECT_EQ(number(*first, "SELECT count(*) FROM t"), 2);
  first.reset();
  EXPECT_EQ(number(*open({}), "SELECT count(*) FROM t"), 2);
}

TEST_F(DuckDB, LeavesNoWriteAheadFile) {
  auto engine = open();
  engine->run_script("CREATE TABLE t AS SELECT * FROM range(1000)");
  engine->execute_text("UPDATE t SET range = range + 1");
  EXPECT_TRUE(fs::exists(path_ + ".wal"));
  engine.reset();
  EXPECT_FALSE(fs::exists(path_ + ".wal"));
}

TEST_F(DuckDB, IsHardened) {
  const auto first = open();
  const auto second = open();
  for (const auto& engine : {first.get(), second.get()}) {
    EXPECT_THROW(engine->query_text("SELECT * FROM read_csv('/etc/passwd')"), Error);
    EXPECT_THROW(engine->run_script("ATTACH '" + scratch_.file("other.duckdb") + "'"), Error);
    EXPECT_THROW(engine->run_script("SET enable_external_access = true"), Error);
    EXPECT_THROW(engine->run_script("SET TimeZone = 'Asia/Tokyo'"), Error);
    EXPECT_THROW(engine->run_script("INSTALL httpfs"), Error);
    const auto rows = engine->query_text(
        "SELECT current_setting('TimeZone'), current_setting('storage_compatibility_version')");
    ASSERT_TRUE(rows->next());
    EXPECT_EQ(rows->text(0), "UTC");
    EXPECT_EQ(rows->text(1), "v1.4.0");
  }
}

TEST_F(DuckDB, ImportsMayReadFiles) {
  std::ofstream(scratch_.file("in.csv")) << "a,b\n1,2\n";
  const auto engine = open({.create = true, .external_access = true});
  EXPECT_EQ(
      number(*engine, "SELECT sum(a + b)::BIGINT FROM read_csv('" + scratch_.file("in.csv") + "')"),
      3);
  EXPECT_EQ(refusal().code(), ErrorCode::busy);  // open here, with other options
}

TEST_F(DuckDB, InterruptStopsTheStatement) {
  const auto engine = open();
  std::atomic<bool> done = false;
  std::thread stopper([&] {
    while (!done) {
      engine->interrupt();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  });
  try {
    engine->query_text(
        "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 7");
    ADD_FAILURE() << "it was not stopped";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("stopped on request"));
  }
  done = true;
  stopper.join();
}

TEST_F(DuckDB, RefusesWhatIsNoStore) {
  EXPECT_THAT(refusal().hint(), HasSubstr("eros init"));
  EXPECT_FALSE(fs::exists(path_));

  std::ofstream(path_) << "page_name,message\nnot a database\n" << std::string(20'000, '-');
  EXPECT_THAT(refusal().what(), HasSubstr("is not an EROS store"));
  EXPECT_EQ(refusal({.create = true}).code(), ErrorCode::failed);

  std::ofstream(path_, std::ios::trunc).close();
  EXPECT_THAT(refusal().what(), HasSubstr("empty"));

  fs::remove(path_);
  fs::create_directory(path_);
  EXPECT_THAT(refusal({.create = true}).what(), HasSubstr("is a folder"));

  path_ = scratch_.file("no/such/folder/store.duckdb");
  EXPECT_THAT(refusal({.create = true}).what(), HasSubstr("no folder"));
}

TEST_F(DuckDB, RefusesAFileThatWasCutShort) {
  open()->run_script("CREATE TABLE t AS SELECT sha256(range::VARCHAR) AS x FROM range(100000)");
  const auto whole = fs::file_size(path_);
  for (const int percent : {95, 50, 10}) {
    fs::resize_file(path_, whole * percent / 100);
    EXPECT_THAT(refusal().what(), HasSubstr("is cut short"));
    EXPECT_THAT(refusal().hint(), HasSubstr("backup"));
  }
}

TEST_F(DuckDB, RefusesAFormatOfTheFuture) {
  open()->run_script("CREATE TABLE t (i INTEGER)");
  // The file's first block: a checksum, the magic word, the format's number. The checksum is
  // the exclusive or over its words, each times a constant.
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  std::array<std::uint64_t, 3> words{};
  file.read(reinterpret_cast<char*>(words.data()), sizeof words);
  constexpr std::uint64_t factor = 0xbf58476d1ce4e5b9;
  words[0] ^= words[2] * factor;
  words[2] = 9'999;
  words[0] ^= words[2] * factor;
  file.seekp(0);
  file.write(reinterpret_cast<const char*>(words.data()), sizeof words);
  file.close();
  const auto error = refusal();
  EXPECT_THAT(error.what(), HasSubstr("newer version")) << error.what();
  EXPECT_THAT(error.hint(), HasSubstr("Update"));
}

TEST_F(DuckDB, WithoutPermission) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  open()->run_script("CREATE TABLE t (i INTEGER)");
  fs::permissions(path_, fs::perms::owner_read);
  EXPECT_THAT(refusal().hint(), HasSubstr("permissions"));
}

// Runs `hold` in another process that has the store open, until the returned pipe is closed.
class Holder {
 public:
  explicit Holder(const std::string& path) {
    int ready[2], finish[2];
    if (pipe(ready) != 0 || pipe(finish) != 0) throw std::runtime_error("no pipe");
    child_ = fork();
    if (child_ == 0) {
      close(finish[1]);
      char byte = 0;
      {
        const DuckDBEngine engine(path, {.create = true});
        if (write(ready[1], "r", 1) == 1 && read(finish[0], &byte, 1) < 0) byte = 1;
      }
      _exit(0);
    }
    close(ready[1]);
    close(finish[0]);
    finish_ = finish[1];
    char byte = 0;
    if (read(ready[0], &byte, 1) != 1) throw std::runtime_error("the holder failed");
    close(ready[0]);
  }
  ~Holder() { release(); }
  void release() {
    if (child_ == 0) return;
    close(finish_);
    waitpid(child_, nullptr, 0);
    child_ = 0;
  }
  pid_t pid() const { return child_; }

 private:
  pid_t child_ = 0;
  int finish_ = -1;
};

TEST_F(DuckDB, AStoreHeldByAnotherProcessIsNamedAfterTheWait) {
  Holder holder(path_);
  const auto error = refusal({.busy_wait = std::chrono::seconds(0)});
  EXPECT_EQ(error.code(), ErrorCode::busy);
  EXPECT_THAT(error.what(), HasSubstr(std::to_string(holder.pid())));
  EXPECT_FALSE(error.hint().empty());
}

TEST_F(DuckDB, AStoreHeldByAnotherProcessIsWaitedFor) {
  Holder holder(path_);
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    holder.release();
  });
  EXPECT_NO_THROW(open({.busy_wait = std::chrono::seconds(60)}));
  release.join();
}

}  // namespace
}  // namespace eros::store
