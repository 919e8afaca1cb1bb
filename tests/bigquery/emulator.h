#pragma once
#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>

#include "store/scratch.h"

// BigQuery's emulator, started for the tests of this program and stopped at its end.
namespace eros::testing {

// Where `./run` put a tool; nothing where it is not built. In CI (the variable CI is set) that is a
// failure of the test that asks, elsewhere the test is to be skipped.
std::optional<std::string> bigquery_tool(const std::string& name);

class Emulator {
 public:
  // The one of this process, started at the first call; null where it is not built. Also sets
  // BIGQUERY_EMULATOR_HOST, and a ledger of its own.
  static Emulator* get();
  ~Emulator();
  Emulator(const Emulator&) = delete;
  Emulator& operator=(const Emulator&) = delete;

  // Starts it anew, with all that it holds, if it has grown large: it gives no memory back. Called
  // by `get`; for no moment when a request is under way.
  void rest();
  const std::string& host() const { return host_; }
  // A dataset that nobody has used, as a store's location: bigquery://test/tN.
  std::string fresh_store();

 private:
  explicit Emulator(std::string program);
  void start();
  void stop() const;
  void wait_until_it_answers() const;

  std::string program_;
  Scratch folder_;  // of its database
  int port_ = 0;
  int grpc_port_ = 0;
  std::string host_;
  pid_t pid_ = -1;
  int stores_ = 0;
};

}  // namespace eros::testing

// Skips the test where the emulator is not built (see ./run test), but fails it in CI.
#define EROS_NEEDS_EMULATOR()                                                               \
  if (eros::testing::Emulator::get() == nullptr) {                                          \
    ASSERT_EQ(std::getenv("CI"), nullptr) << "CI needs build/tools/bigquery-emulator";      \
    GTEST_SKIP() << "build/tools/bigquery-emulator is not built: it needs Go (./run test)"; \
  }
