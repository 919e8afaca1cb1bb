#include "eros/cli/interrupt.h"

#include <unistd.h>

#include <csignal>
#include <ctime>
#include <mutex>
#include <string_view>
#include <thread>

#include "eros/base/error.h"
#include "eros/store/temporary_folder.h"

namespace eros::cli {
namespace {

std::mutex watched_mutex;
store::Engine* watched = nullptr;
bool was_interrupted = false;

constexpr timespec pause_between = {.tv_sec = 0, .tv_nsec = 20'000'000};
constexpr int patience = 150;  // pauses: three seconds

[[noreturn]] void leave_at_once() {
  constexpr std::string_view text = "eros: interrupted; nothing of the unfinished step was saved\n";
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

InterruptScope::InterruptScope(store::Engine& engine) {
  const std::lock_guard lock(watched_mutex);
  watched = &engine;
}

InterruptScope::~InterruptScope() {
  const std::lock_guard lock(watched_mutex);
  watched = nullptr;
}

}  // namespace eros::cli
