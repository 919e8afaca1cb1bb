#include "eros/cli/interrupt.h"

#include <unistd.h>
#include <csignal>
#include <mutex>
#include <thread>

namespace eros::cli {
namespace {

std::mutex watched_mutex;
store::Engine* watched = nullptr;
bool was_interrupted = false;

void wait_for_signals(sigset_t signals) {
  int signal = 0;
  while (sigwait(&signals, &signal) == 0) {
    const std::lock_guard lock(watched_mutex);
    if (watched == nullptr || was_interrupted) _exit(128 + signal);
    was_interrupted = true;
    watched->interrupt();
  }
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
