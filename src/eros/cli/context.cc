#include "eros/cli/context.h"

#include <unistd.h>

#include "eros/cli/dumb_terminal.h"

namespace eros::cli {
namespace {

bool can_rewrite_a_line() { return isatty(STDERR_FILENO) && !is_dumb_terminal(); }

}  // namespace

OpenedStore Context::open_store(bool create, bool external_access) const {
  return {store_location,
          {.create = create,
           .external_access = external_access,
           .busy_wait = std::chrono::seconds(settings.store.busy_wait_seconds)}};
}

store::Store Context::open_store_beside() const {
  return store::Store::open(store_location,
                            {.busy_wait = std::chrono::seconds(settings.store.busy_wait_seconds)});
}

void Context::flush() const {
  if (out.flush()) return;
  throw base::Error(base::ErrorCode::failed, "the result could not be written to standard output",
                    "Is the disk full, or what reads it closed? Make room, or send it elsewhere.");
}

void Context::note(const std::string& text) const {
  if (!quiet) err << text << '\n';
}

void Context::progress(const std::string& text) const {
  if (!quiet && can_rewrite_a_line()) err << "\r\033[K" << text << std::flush;
}

void Context::end_progress() const {
  if (!quiet && can_rewrite_a_line()) err << "\r\033[K" << std::flush;
}

}  // namespace eros::cli
