#pragma once

// Where tests find what they read and run. In a source file of their own (made by CMake), so that
// no compile command holds a path of this machine and compiled tests can be shared between copies
// of the project.
namespace eros::paths {

extern const char* const source_dir;  // of the project
extern const char* const program;     // the built `eros`

}  // namespace eros::paths
