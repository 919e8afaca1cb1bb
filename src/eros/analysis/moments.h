#pragma once
#include <optional>

#include "eros/model/rollup.h"

// What the sums and moments of a rollup (n, sum, sum of squares) say. All sums of deviations come
// from Kahan's ab - cd, so that the usual cancellation of n * sum_squares - sum^2 costs nothing
// beyond the rounding of the sums themselves.
namespace eros::analysis {

// Adds the values behind `more` to those behind `total`.
void add(model::Sum& total, const model::Sum& more);
void add(model::Moments& total, const model::Moments& more);

// Nothing for n = 0.
std::optional<double> mean(const model::Sum& sum);
std::optional<double> mean(const model::Moments& moments);

// Sample variance (divisor n - 1); nothing for n < 2. Exactly 0 where the values differ by less
// than a hundred-thousandth of their root mean square: what is left there is the rounding of the
// sums, which engines keep to a fixed number of binary places.
std::optional<double> variance(const model::Moments& moments);

// Sum of (x - mean)^2, with the same rule for 0; 0 for n = 0.
double centred_squares(const model::Moments& moments);

// Sum of (x - mean of x)(y - mean of y), from n, the two sums and the sum of products.
double centred_products(double n, double sum_x, double sum_y, double sum_xy);

}  // namespace eros::analysis
