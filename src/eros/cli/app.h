#pragma once
#include <ostream>

namespace eros::cli {

// The command line (SPEC 12): reads the options, runs the command, and turns every outcome into
// an exit code. Results go to `out`, everything else to `err`.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace eros::cli
