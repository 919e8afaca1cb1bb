#include "eros/cli/commands/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace eros::cli {

Style terminal_style() {
  Style style;
  if (!isatty(STDOUT_FILENO)) return style;
  style.colour = std::getenv("NO_COLOR") == nullptr;
  winsize window{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
    style.width = window.ws_col;
  return style;
}

}  // namespace eros::cli
