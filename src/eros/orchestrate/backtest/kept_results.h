#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "eros/orchestrate/backtest/backtest.h"

namespace eros::orchestrate::backtest {

// Finished results in a folder, one file each, so that a long back-test can be cut off and taken up
// again. A result that was computed under other sizes or settings, or by another version, is not
// found.
class KeptResults {
 public:
  // Throws Error(failed) if the folder cannot be made.
  explicit KeptResults(const Request& request);
  std::optional<ArmResult> find(std::uint64_t seed, const Arm& arm) const;
  void keep(const ArmResult& result, const Arm& arm) const;

 private:
  std::filesystem::path path(std::uint64_t seed, const std::string& arm) const;
  std::string circumstances(const Arm& arm) const;
  const Request* request_;
};

}  // namespace eros::orchestrate::backtest
