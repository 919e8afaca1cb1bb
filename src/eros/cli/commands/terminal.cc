#include "eros/cli/commands/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "eros/cli/dumb_terminal.h"

namespace eros::cli {

Style terminal_style() {
  Style style;
  if (!isatty(STDOUT_FILENO)) return style;
  style.colour = std::getenv("NO_COLOR") == nullptr && !is_dumb_terminal();
  winsize window{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
    style.width = window.ws_col;
  return style;
}

}  // namespace eros::cli
