#pragma once
#include "eros/store/engine.h"

namespace eros::cli {

// Ctrl-C and SIGTERM. Call once, before any thread is started: the signals are taken by a thread
// of their own, which asks the watched engine to stop its statement. The statement then fails, its
// transaction is rolled back, and the program leaves through its ordinary way out, so that the
// store is closed cleanly. A second signal, or one while no engine is watched, ends the program
// at once; the store is then as after a crash: consistent.
void take_interrupts();
bool interrupted();

// While it lives, an interrupt stops the statements of this engine.
class InterruptScope {
 public:
  explicit InterruptScope(store::Engine& engine);
  ~InterruptScope();
  InterruptScope(const InterruptScope&) = delete;
  InterruptScope& operator=(const InterruptScope&) = delete;
};

}  // namespace eros::cli
