#include "eros/cli/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <mutex>
#include <string_view>
#include <thread>

#include "eros/base/error.h"
#include "eros/store/bigquery/engine.h"
#include "eros/store/temporary_folder.h"

namespace eros::cli {
namespace {

std::mutex watched_mutex;
store::Engine* watched = nullptr;
bool was_interrupted = false;
std::atomic<bool> is_elsewhere = false;  // the last engine watched: its jobs outlive this program

constexpr timespec pause_between = {.tv_sec = 0, .tv_nsec = 20'000'000};
constexpr int patience = 150;  // pauses: three seconds

[[noreturn]] void leave_at_once() {
  const std::string_view text = interrupted_text();
  store::remove_temporary_folders();
  // There is nobody to tell if even this cannot be written.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
  _exit(static_cast<int>(base::ErrorCode::failed));
}

// False while no engine is watched.
bool stop_statement() {
  const std::lock_guard lock(watched_mutex);
  if (watched == nullptr) return false;
  was_interrupted = true;
  watched->interrupt();
  return true;
}

void wait_for_signals(sigset_t signals) {
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) continue;
  if (!stop_statement()) leave_at_once();
  // Asked again and again: a statement that ended just now is followed by others. A program that
  // waits for something else, its input for example, is not waited for.
  for (int asked = 0; asked < patience;) {
    if (sigtimedwait(&signals, nullptr, &pause_between) > 0) break;
    if (stop_statement()) ++asked;
  }
  leave_at_once();
}

}  // namespace

void take_interrupts() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread(wait_for_signals, signals).detach();
}

bool interrupted() {
  const std::lock_guard lock(watched_mutex);
  return was_interrupted;
}

std::string_view interrupted_text() {
  return is_elsewhere
             ? "eros: interrupted; a job that BigQuery has begun may still finish and be saved\n"
             : "eros: interrupted; nothing of the unfinished step was saved\n";
}

InterruptScope::InterruptScope(store::Engine& engine) {
  const std::lock_guard lock(watched_mutex);
  watched = &engine;
  is_elsewhere = dynamic_cast<store::BigQueryEngine*>(&engine) != nullptr;
}

InterruptScope::~InterruptScope() {
  const std::lock_guard lock(watched_mutex);
  watched = nullptr;
}

}  // namespace eros::cli
