#include "eros/schedule/assignment.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace eros::schedule {
namespace {

Gains random_gains() {
  Gains gains;
  gains.rows = *rc::gen::inRange<std::size_t>(1, 6);
  gains.columns = *rc::gen::inRange<std::size_t>(gains.rows, 8);
  for (std::size_t n = 0; n < gains.rows * gains.columns; ++n) {
    gains.value.push_back(*rc::gen::inRange(-50, 100) / 8.0);  // ties included
  }
  return gains;
}

std::vector<double> random_prices(const Gains& gains) {
  std::vector<double> prices;
  for (std::size_t n = 0; n < gains.columns; ++n) {
    prices.push_back(*rc::gen::inRange(0, 80) / 8.0);
  }
  return prices;
}

double best_by_trying(const Gains& gains) {
  std::vector<std::size_t> columns(gains.columns);
  std::iota(columns.begin(), columns.end(), 0U);
  double best = -1e9;
  do {
    double value = 0.0;
    for (std::size_t row = 0; row < gains.rows; ++row) value += gains.row(row)[columns[row]];
    best = std::max(best, value);
  } while (std::next_permutation(columns.begin(), columns.end()));
  return best;
}

RC_GTEST_PROP(Assignment, IsTheBestFromAnyPrices, ()) {
  const Gains gains = random_gains();
  const Assignment found = best_assignment(gains, random_prices(gains));
  double value = 0.0;
  std::vector<bool> taken(gains.columns);
  for (std::size_t row = 0; row < gains.rows; ++row) {
    const std::size_t column = found.column_of_row[row];
    RC_ASSERT(!taken[column]);
    taken[column] = true;
    value += gains.row(row)[column];
  }
  RC_ASSERT(std::abs(value - best_by_trying(gains)) < 1e-9);
  RC_ASSERT(std::abs(value - found.value) < 1e-9);
}

RC_GTEST_PROP(Assignment, IsProvedByItsPrices, ()) {
  const Gains gains = random_gains();
  const Assignment found = best_assignment(gains, random_prices(gains));
  std::vector<bool> taken(gains.columns);
  for (std::size_t row = 0; row < gains.rows; ++row) taken[found.column_of_row[row]] = true;
  for (std::size_t column = 0; column < gains.columns; ++column) {
    RC_ASSERT(found.column_price[column] >= 0.0);
    if (!taken[column]) RC_ASSERT(found.column_price[column] < 1e-9);
    for (std::size_t row = 0; row < gains.rows; ++row) {
      const double slack =
          found.row_price[row] + found.column_price[column] - gains.row(row)[column];
      RC_ASSERT(slack > -1e-9);
      if (found.column_of_row[row] == column) RC_ASSERT(slack < 1e-9);
    }
  }
}

}  // namespace
}  // namespace eros::schedule
