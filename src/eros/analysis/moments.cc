#include "eros/analysis/moments.h"

#include <cmath>

#include "eros/base/units.h"

namespace eros::analysis {
namespace {

// ab - cd to 1.5 units in the last place (Jeannerod, Louvet, Muller 2013, "Further analysis of
// Kahan's algorithm for the accurate computation of 2x2 determinants").
double difference_of_products(double a, double b, double c, double d) {
  const double cd = c * d;
  const double error = std::fma(-c, d, cd);
  return std::fma(a, b, -cd) + error;
}

}  // namespace

void add(model::Sum& total, const model::Sum& more) {
  total.n += more.n;
  total.sum += more.sum;
}

void add(model::Moments& total, const model::Moments& more) {
  total.n += more.n;
  total.sum += more.sum;
  total.sum_squares += more.sum_squares;
}

std::optional<double> mean(const model::Sum& sum) {
  return base::safe_divide(sum.sum, static_cast<double>(sum.n));
}

std::optional<double> mean(const model::Moments& moments) {
  return base::safe_divide(moments.sum, static_cast<double>(moments.n));
}

std::optional<double> variance(const model::Moments& moments) {
  if (moments.n < 2) return std::nullopt;
  return centred_squares(moments) / static_cast<double>(moments.n - 1);
}

double centred_squares(const model::Moments& moments) {
  if (moments.n < 1) return 0.0;
  constexpr double noise = 1e-10;  // (a hundred-thousandth)^2
  const double squares = centred_products(static_cast<double>(moments.n), moments.sum, moments.sum,
                                          moments.sum_squares);
  return squares > noise * moments.sum_squares ? squares : 0.0;
}

double centred_products(double n, double sum_x, double sum_y, double sum_xy) {
  return difference_of_products(n, sum_xy, sum_x, sum_y) / n;
}

}  // namespace eros::analysis
