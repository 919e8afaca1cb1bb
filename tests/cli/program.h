#pragma once
#include <sys/types.h>

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The real program, run as people run it.
namespace eros::testing {

using Arguments = std::vector<std::string>;

// What a run of the program left.
struct Outcome {
  int exit_code = -1;  // -1: a signal ended it
  int signal = 0;
  std::string out;
  std::string err;
};

struct RunOptions {
  std::string input;   // stdin
  std::string output;  // a file or device for stdout; empty: it is kept in the outcome
  std::map<std::string, std::string>
      environment;  // added to PATH, HOME and LANG, which is all else
};

// A run that has not ended; it is killed if nobody waits for it.
class RunningProgram {
 public:
  RunningProgram(const std::string& folder, const Arguments& arguments, const RunOptions& options);
  ~RunningProgram();
  RunningProgram(RunningProgram&& other) noexcept;
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  pid_t pid() const { return pid_; }
  void send(int signal) const;
  // Waits for the end, at most five minutes; a program that hangs is killed and counts as SIGKILL.
  Outcome wait();

 private:
  pid_t pid_ = -1;
  std::string output_path_;
  std::string error_path_;
};

// A temporary folder to run the program in, removed with everything in it.
class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  Outcome eros(const Arguments& arguments, const RunOptions& options = {}) const;
  RunningProgram start(const Arguments& arguments, const RunOptions& options = {}) const;

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  void write(const std::string& name, std::string_view content) const;
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;
  // Sorted; without those that begin with "run-", which hold the outputs of running programs.
  std::vector<std::string> files() const;

 private:
  std::string folder_;
};

// The stdout of a run as JSON; fails the test, with what the run said, if it is not.
nlohmann::json json_of(const Outcome& outcome);

// Checks that an error was told as it should be: the exit code, nothing on stdout, what was wrong
// (`what` occurs in it) and a second, indented line with what to do, and no sign of a crash.
void expect_error(const Outcome& outcome, int exit_code, const std::string& what);

}  // namespace eros::testing
