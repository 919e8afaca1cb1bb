#include "eros/cli/context.h"

#include <unistd.h>

namespace eros::cli {

OpenedStore Context::open_store(bool create, bool external_access) const {
  store::OpenOptions options;
  options.create = create;
  options.external_access = external_access;
  options.busy_wait = std::chrono::seconds(settings.store.busy_wait_seconds);
  return {store_location, options};
}

void Context::note(const std::string& text) const {
  if (!quiet) err << text << '\n';
}

void Context::progress(const std::string& text) const {
  if (!quiet && isatty(STDERR_FILENO)) err << "\r\033[K" << text << std::flush;
}

void Context::end_progress() const {
  if (!quiet && isatty(STDERR_FILENO)) err << "\r\033[K" << std::flush;
}

}  // namespace eros::cli
