#pragma once
#include <string>
#include <string_view>
#include <vector>

// The rules of docs/architecture.md on which module may use which, as a check of source texts.
namespace eros::architecture {

// What breaks a rule in one source file. `path` is relative to src/eros ("analysis/report.cc");
// `text` is the file's content. Each finding reads "path:line: what is wrong"; none: all is well.
std::vector<std::string> check_source(std::string_view path, std::string_view text);

// The floor of a module (the first part of a path); the program's main file stands on the top.
// -1 for a module that the rules do not know.
int floor_of(std::string_view module);

}  // namespace eros::architecture
