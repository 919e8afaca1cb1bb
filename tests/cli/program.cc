#include "cli/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "paths.h"

namespace eros::testing {
namespace {

namespace fs = std::filesystem;

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::string& path, std::string_view content) {
  std::ofstream(path, std::ios::binary) << content;
}

std::vector<std::string> environment_of(const RunOptions& options) {
  std::map<std::string, std::string> all = {{"LANG", "C.UTF-8"}};
  for (const char* name : {"PATH", "HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) all[name] = value;
  }
  for (const auto& [name, value] : options.environment) all[name] = value;
  std::vector<std::string> lines;
  for (const auto& [name, value] : all) lines.push_back(name + "=" + value);
  return lines;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// In the child: only calls that are safe after fork.
[[noreturn]] void become_program(const std::string& folder, const std::string& input,
                                 const std::string& output, const std::string& error,
                                 char* const* arguments, char* const* environment) {
  const int in = open(input.c_str(), O_RDONLY);
  const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err = open(error.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || chdir(folder.c_str()) != 0) {
    _exit(126);
  }
  execve(paths::program, arguments, environment);
  _exit(127);
}

}  // namespace

RunningProgram::RunningProgram(const std::string& folder, const Arguments& arguments,
                               const RunOptions& options) {
  static int runs = 0;
  const std::string name = folder + "/run-" + std::to_string(runs++);
  output_path_ = name + ".out";
  error_path_ = name + ".err";
  const std::string stdout_path = options.output.empty() ? output_path_ : options.output;
  const std::string input_path = name + ".in";
  put(input_path, options.input);
  Arguments all = {"eros"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = environment_of(options);
  const std::vector<char*> argument_pointers = pointers_to(all);
  const std::vector<char*> environment_pointers = pointers_to(environment);
  pid_ = fork();
  if (pid_ == 0) {
    become_program(folder, input_path, stdout_path, error_path_, argument_pointers.data(),
                   environment_pointers.data());
  }
  if (pid_ < 0) throw std::runtime_error("cannot start the program");
}

RunningProgram::RunningProgram(RunningProgram&& other) noexcept
    : pid_(other.pid_),
      output_path_(std::move(other.output_path_)),
      error_path_(std::move(other.error_path_)) {
  other.pid_ = -1;
}

RunningProgram::~RunningProgram() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void RunningProgram::send(int signal) const { kill(pid_, signal); }

Outcome RunningProgram::wait() {
  using namespace std::chrono_literals;
  const auto deadline = std::chrono::steady_clock::now() + 300s;
  int status = 0;
  while (waitpid(pid_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline) kill(pid_, SIGKILL);
    std::this_thread::sleep_for(1ms);
  }
  pid_ = -1;
  Outcome outcome{.out = content_of(output_path_), .err = content_of(error_path_)};
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  return outcome;
}

Workplace::Workplace() {
  std::string name = (fs::temp_directory_path() / "eros-cli-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
}

Workplace::~Workplace() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Outcome Workplace::eros(const Arguments& arguments, const RunOptions& options) const {
  return start(arguments, options).wait();
}

RunningProgram Workplace::start(const Arguments& arguments, const RunOptions& options) const {
  return {folder_, arguments, options};
}

void Workplace::write(const std::string& name, std::string_view content) const {
  put(path(name), content);
}

std::string Workplace::read(const std::string& name) const { return content_of(path(name)); }

bool Workplace::has(const std::string& name) const { return fs::exists(path(name)); }

std::vector<std::string> Workplace::files() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("run-")) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

nlohmann::json json_of(const Outcome& outcome) {
  try {
    return nlohmann::json::parse(outcome.out);
  } catch (const nlohmann::json::exception& error) {
    ADD_FAILURE() << error.what() << "\nexit code " << outcome.exit_code
                  << "\nstdout: " << outcome.out << "\nstderr: " << outcome.err;
    return {};
  }
}

void expect_error(const Outcome& outcome, int exit_code, const std::string& what) {
  EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(outcome.err.find(what), std::string::npos) << outcome.err;
  EXPECT_TRUE(outcome.err.starts_with("eros: ")) << outcome.err;
  EXPECT_NE(outcome.err.find("\n  "), std::string::npos) << "no hint: " << outcome.err;
  for (const char* crash : {"terminate called", "internal error", "std::", "Stack Trace", "0x"}) {
    EXPECT_EQ(outcome.err.find(crash), std::string::npos) << outcome.err;
  }
}

}  // namespace eros::testing
