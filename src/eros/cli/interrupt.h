#pragma once
#include <string_view>

#include "eros/store/engine.h"

namespace eros::cli {

// Ctrl-C and SIGTERM. Call once, before any thread is started: the signals are taken by a thread
// of their own, which asks the watched engine to stop its statements. The statement then fails, its
// transaction is rolled back, and the program leaves through its ordinary way out, so that the
// store is closed cleanly. A second signal, one while no engine is watched, or three seconds in
// which the program has not left, end it at once, with exit code 1 and a sentence; the store is
// then as after a crash: consistent.
void take_interrupts();
bool interrupted();
// What to tell who interrupted: a line. Of a store in BigQuery, that its job may still be saved.
std::string_view interrupted_text();

// While it lives, an interrupt stops the statements of this engine.
class InterruptScope {
 public:
  explicit InterruptScope(store::Engine& engine);
  ~InterruptScope();
  InterruptScope(const InterruptScope&) = delete;
  InterruptScope& operator=(const InterruptScope&) = delete;
};

}  // namespace eros::cli
