#pragma once
#include <string>

#include "eros/model/settings.h"

namespace eros::cli {

// Reads a TOML file of settings (docs/cli.md lists them). What the file does not name keeps its
// default. Throws Error(usage) for a file that cannot be read, is not TOML, has an unknown key, or
// a value of the wrong kind or out of range; the message names the key and the line.
model::Settings read_settings(const std::string& path);

}  // namespace eros::cli
