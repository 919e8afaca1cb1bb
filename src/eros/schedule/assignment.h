#pragma once
#include <span>
#include <vector>

namespace eros::schedule {

// What each row (slot) gains by each column (caption); row-major.
struct Gains {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> value;

  std::span<const double> row(std::size_t at) const {
    return std::span(value).subspan(at * columns, columns);
  }
};

// Every row with a column of its own, for the greatest sum. The prices prove it: for all pairs
// row_price + column_price >= gain, with equality where assigned; column_price >= 0, and 0 where
// the column is left over. The sum of all prices is `value`.
struct Assignment {
  std::vector<std::size_t> column_of_row;
  std::vector<double> row_price;
  std::vector<double> column_price;
  double value = 0.0;
};

// The Hungarian method by shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987), from
// column prices `start` (>= 0, one a column): zeros, or the prices of like gains, from which it is
// much quicker. At least as many columns as rows. Cost: rows^2 x columns at most.
Assignment best_assignment(const Gains& gains, std::vector<double> start);

}  // namespace eros::schedule
