#pragma once
#include "eros/cli/style.h"

namespace eros::cli {

// How results look here: the terminal's width, and colours unless stdout is a pipe or NO_COLOR is
// set (no-color.org).
Style terminal_style();

}  // namespace eros::cli
