#include "bigquery/emulator.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "eros/google/outside.h"
#include "paths.h"

namespace eros::testing {
namespace {

// A port that is free now. Somebody may take it before the emulator does; then that one fails.
int free_port() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no free port");
  }
  close(listener);
  return ntohs(address.sin_port);
}

// Without a collector it only grows, and the larger it is the slower.
constexpr std::int64_t most_memory = 2'000'000'000;

}  // namespace

std::optional<std::string> bigquery_tool(const std::string& name) {
  const auto path = std::filesystem::path(paths::source_dir) / "build/tools" / name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path.string();
}

Emulator* Emulator::get() {
  static const auto emulator = [] {
    const auto program = bigquery_tool("bigquery-emulator");
    return std::unique_ptr<Emulator>(program ? new Emulator(*program) : nullptr);
  }();
  if (emulator) emulator->rest();
  return emulator.get();
}

Emulator::Emulator(std::string program)
    : program_(std::move(program)), port_(free_port()), grpc_port_(free_port()) {
  host_ = "127.0.0.1:" + std::to_string(port_);
  setenv("BIGQUERY_EMULATOR_HOST", host_.c_str(), 1);
  setenv("EROS_LEDGER", "/dev/null", 1);
  start();
}

Emulator::~Emulator() { stop(); }

void Emulator::start() {
  const auto port = "--port=" + std::to_string(port_);
  const auto grpc_port = "--grpc-port=" + std::to_string(grpc_port_);
  const auto database = "--database=" + folder_.file("emulator.db");
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // it never outlives the tests
    // Its parser's objects are freed by Go's collector while they are in use: no collector.
    setenv("GOGC", "off", 1);
    const int log = open((program_ + ".log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(log, 1);
    dup2(log, 2);
    execl(program_.c_str(), "bigquery-emulator", "--project=test", "--host=127.0.0.1", port.c_str(),
          grpc_port.c_str(), database.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  wait_until_it_answers();
}

void Emulator::stop() const {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void Emulator::rest() {
  std::ifstream statm("/proc/" + std::to_string(pid_) + "/statm");
  std::int64_t all = 0, resident = 0;
  statm >> all >> resident;
  if (resident * sysconf(_SC_PAGESIZE) < most_memory) return;
  stop();
  start();
}

void Emulator::wait_until_it_answers() const {
  const auto outside = google::real_outside();
  for (int tries = 0; tries < 600; ++tries) {
    google::HttpRequest request;
    request.url = "http://" + host_ + "/bigquery/v2/projects/test/datasets";
    try {
      if (outside.transport(request).status == 200) return;
    } catch (const google::NoAnswer&) {
      // Not yet.
    }
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  throw std::runtime_error("the emulator does not answer");
}

std::string Emulator::fresh_store() {
  const auto dataset = "t" + std::to_string(++stores_);
  google::HttpRequest request;
  request.method = "POST";
  request.url = "http://" + host_ + "/bigquery/v2/projects/test/datasets";
  request.headers = {"Content-Type: application/json"};
  request.body = R"({"datasetReference":{"projectId":"test","datasetId":")" + dataset + R"("}})";
  const auto answer = google::real_outside().transport(request);
  if (answer.status != 200) throw std::runtime_error("no dataset: " + answer.body);
  return "bigquery://test/" + dataset;
}

}  // namespace eros::testing
