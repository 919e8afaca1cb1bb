#include "eros/store/duckdb_database.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "eros/base/error.h"
#include "eros/store/duckdb_errors.h"
#include "eros/store/store.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;
namespace fs = std::filesystem;

// Never destroyed: sessions of other threads may still be open when the process ends.
duckdb_instance_cache process_cache() {
  static const duckdb_instance_cache cache = duckdb_create_instance_cache();
  return cache;
}

std::string memory_limit() {
  constexpr long mebibyte = 1024L * 1024L;
  const long physical = sysconf(_SC_PHYS_PAGES) / (mebibyte / sysconf(_SC_PAGESIZE));
  return std::to_string(std::clamp(physical / 2, 256L, 2048L)) + "MiB";
}

duck::Config configuration(const OpenOptions& options) {
  duckdb_config raw = nullptr;
  if (duckdb_create_config(&raw) != DuckDBSuccess) throw std::bad_alloc();
  duck::Config config(raw);
  const auto set = [&](const char* name, const std::string& value) {
    if (duckdb_set_config(raw, name, value.c_str()) != DuckDBSuccess) {
      throw Error(ErrorCode::failed, std::string("this DuckDB does not know the option ") + name,
                  "Install the version that package-lock.json names.");
    }
  };
  set("enable_external_access", options.external_access ? "true" : "false");
  set("autoinstall_known_extensions", "false");
  set("autoload_known_extensions", "false");
  // 1.4 is the long-term release: a store made here opens with it and with everything later of
  // 1.x, so that going back one release of EROS never meets a file it cannot read.
  set("storage_compatibility_version", "v1.4.0");
  set("memory_limit", memory_limit());
  if (!options.spill_folder.empty()) set("temp_directory", options.spill_folder);
  return config;
}

// DuckDB shares work out by row groups of 122,880 rows. In a small store every table is one or two
// of these: a second thread then has nothing to do, and the first spends its time asking whether it
// is done. An import may fill a store, and a store that is not there yet is about to be filled.
unsigned threads_for(const std::string& path, const OpenOptions& options) {
  if (options.threads > 0) return options.threads;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  constexpr std::uintmax_t bytes_per_thread = std::uintmax_t{32} * 1024 * 1024;
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  if (error || options.external_access) return cores;
  return static_cast<unsigned>(std::min<std::uintmax_t>(cores, 1 + bytes / bytes_per_thread));
}

// Looks without opening: opening and closing the file would drop this process's lock on it, if
// the file is already open here.
void check_path(const std::string& path, bool create) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (fs::is_directory(status)) {
    throw Error(ErrorCode::failed, "the store '" + path + "' is a folder",
                "Name a file with --store.");
  }
  if (fs::exists(status)) {
    if (!fs::is_regular_file(status)) {
      throw Error(ErrorCode::failed, "the store '" + path + "' is not a regular file",
                  "Name a file with --store.");
    }
    if (access(path.c_str(), R_OK | W_OK) != 0) throw open_error(path, "Permission denied");
    if (!create && fs::file_size(path, error) == 0) {
      throw Error(ErrorCode::failed, "the store '" + path + "' is an empty file",
                  "Make the store with 'eros init'.");
    }
    return;
  }
  if (!create) {
    throw Error(ErrorCode::failed, "there is no store at '" + path + "'",
                "Make one with 'eros init', or name another with --store.");
  }
  const auto folder = fs::absolute(path, error).parent_path();
  if (!fs::is_directory(folder, error)) {
    throw Error(ErrorCode::failed,
                "the store '" + path + "' cannot be made: there is no folder " + folder.string(),
                "Make the folder first, or name another store with --store.");
  }
}

// Nothing is lost: it is empty, and DuckDB makes its own.
void remove_empty_file(const std::string& path) {
  std::error_code error;
  if (fs::is_regular_file(path, error) && fs::file_size(path, error) == 0) fs::remove(path, error);
}

void run(duckdb_connection connection, const std::string& sql) {
  duckdb_result result;
  const bool ok = duckdb_query(connection, sql.c_str(), &result) == DuckDBSuccess;
  const duck::Result owned(new duckdb_result(result));
  if (!ok) {
    throw_statement_error("setting up the store", duckdb_result_error_type(owned.get()),
                          duckdb_result_error(owned.get()));
  }
}

// The one whole number that `sql` gives; nothing where it gives none.
std::optional<std::int64_t> ask(duckdb_connection connection, const char* sql) {
  duckdb_result result;
  const bool ok = duckdb_query(connection, sql, &result) == DuckDBSuccess;
  const duck::Result owned(new duckdb_result(result));
  if (!ok || duckdb_row_count(owned.get()) != 1) return std::nullopt;
  return duckdb_value_int64(owned.get(), 0, 0);
}

// A copy that broke off opens without a word as long as nothing reads what is missing, and an empty
// tail looks like an empty store. Each block in use has its room behind the file's three headers.
void refuse_cut_file(const std::string& path, duckdb_connection connection) {
  const auto needed = ask(connection,
                          "SELECT (3 * 4096 + used_blocks * block_size)::BIGINT "
                          "FROM pragma_database_size()");
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  if (!needed || error || std::cmp_greater_equal(bytes, *needed)) return;
  throw Error(ErrorCode::failed,
              "the store '" + path + "' is cut short: it has " + std::to_string(bytes) +
                  " bytes and uses at least " + std::to_string(*needed),
              "A copy may have broken off: copy it again, or restore it from a backup.");
}

// DuckDB opens a file of data that it can read, as CSV, in a database in memory, where nothing that
// is stored would stay.
void refuse_data_file(const std::string& path, duckdb_connection connection) {
  const auto is_file = ask(connection,
                           "SELECT 1 FROM duckdb_databases() "
                           "WHERE database_name = current_database() AND path IS NOT NULL");
  if (!is_file) throw open_error(path, "not a valid DuckDB database file");
}

bool is_configured(duckdb_connection connection) {
  return ask(connection, "SELECT 1 WHERE current_setting('lock_configuration')::VARCHAR = 'true'")
      .has_value();
}

DuckDBSession connect(duckdb_database raw) {
  DuckDBSession session{std::make_shared<duck::Database>(raw), {}};
  duckdb_connection connection = nullptr;
  if (duckdb_connect(raw, &connection) != DuckDBSuccess) {
    throw Error(ErrorCode::failed, "DuckDB gives no connection");
  }
  session.connection.reset(connection);
  return session;
}

// The last of it: nothing of the configuration can be changed afterwards.
void configure(duckdb_connection connection, unsigned threads) {
  run(connection, "SET GLOBAL threads = " + std::to_string(threads));
  run(connection, "SET GLOBAL TimeZone = 'UTC'");
  run(connection, "SET GLOBAL lock_configuration = true");
}

DuckDBSession open_in_memory(const OpenOptions& options) {
  duckdb_database raw = nullptr;
  char* message = nullptr;
  const auto state = duckdb_open_ext(nullptr, &raw, configuration(options).get(), &message);
  const duck::Text owned_message(message);
  if (state != DuckDBSuccess) {
    throw Error(ErrorCode::failed, std::string("no store in memory can be made: ") +
                                       (message == nullptr ? "unknown reason" : message));
  }
  DuckDBSession session = connect(raw);
  configure(session.connection.get(), threads_for("", options));
  return session;
}

// One try. Returns DuckDB's message if it failed.
std::optional<std::string> try_open(const std::string& path, duckdb_config config,
                                    DuckDBSession& session) {
  duckdb_database raw = nullptr;
  char* message = nullptr;
  const auto state =
      duckdb_get_or_create_from_cache(process_cache(), path.c_str(), &raw, config, &message);
  const duck::Text owned_message(message);
  if (state != DuckDBSuccess) return message == nullptr ? "unknown reason" : message;
  session = connect(raw);
  return std::nullopt;
}

}  // namespace

DuckDBSession open_session(const std::string& path, const OpenOptions& options) {
  if (!options.spill_folder.empty()) return open_in_memory(options);
  check_path(path, options.create);
  if (options.create) remove_empty_file(path);
  // One file, one name: the cache tells instances apart by path.
  std::error_code error;
  const auto canonical = fs::weakly_canonical(path, error);
  const std::string name = error ? path : canonical.string();
  const auto config = configuration(options);
  const unsigned threads = threads_for(path, options);

  const auto deadline = std::chrono::steady_clock::now() + options.busy_wait;
  auto pause = std::chrono::milliseconds(10);
  for (;;) {
    static std::mutex opening;  // a session is configured before the next one looks at it
    std::unique_lock lock(opening);
    DuckDBSession session;
    const auto failure = try_open(name, config.get(), session);
    if (!failure) {
      if (!is_configured(session.connection.get())) {
        refuse_data_file(path, session.connection.get());
        refuse_cut_file(path, session.connection.get());
        configure(session.connection.get(), threads);
      }
      return session;
    }
    lock.unlock();
    const auto now = std::chrono::steady_clock::now();
    if (!is_held_by_other_process(*failure) || now >= deadline) throw open_error(path, *failure);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - now);
    std::this_thread::sleep_for(std::min(pause, left + std::chrono::milliseconds(1)));
    pause = std::min(pause * 2, std::chrono::milliseconds(500));
  }
}

}  // namespace eros::store
