#pragma once
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "gtest/gtest.h"
#include "paths.h"

// Comparison with a file of tests/<module>/golden. With EROS_UPDATE_GOLDEN=1 in the environment
// the file is written instead; look at the difference before it is committed.
namespace eros::tests {

inline void expect_golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(paths::source_dir) + "/tests/" + name;
  if (std::getenv("EROS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path << " is missing";
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(actual, expected) << "differs from " << path;
}

}  // namespace eros::tests
