#include "schedule/optimal_captions.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace eros::schedule::testing {

Optima optimal_captions(const std::string& source_dir) {
  std::ifstream file(source_dir + "/tests/schedule/reference/optimal_captions.csv");
  std::string line;
  if (!std::getline(file, line)) throw std::runtime_error("optimal_captions.csv cannot be read");
  Optima weeks;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string number;
    std::string broken;
    std::string optimum;
    OptimalCaptions week;
    std::getline(fields, number, ',');
    std::getline(fields, week.digest, ',');
    std::getline(fields, broken, ',');
    std::getline(fields, optimum, ',');
    week.broken_patterns = std::stoi(broken);
    week.optimum = std::stod(optimum);
    weeks.emplace(std::stoull(number), week);
  }
  return weeks;
}

}  // namespace eros::schedule::testing
