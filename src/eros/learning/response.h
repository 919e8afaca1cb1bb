#pragma once
#include <vector>

#include "eros/model/observations.h"

namespace eros::learning {

// Each observation's log revenue per fan, and its variance by chance alone.
struct Response {
  std::vector<double> value;
  std::vector<double> variance;  // above 0
};

// log((purchases + 1/2) x price / audience), made straight around the fitted value: where few
// purchases are expected the logarithm of a count is bent and tells less, so that value and
// variance are divided by its slope there (one step of iterated least squares, as McCullagh and
// Nelder 1989, ch. 2.5, with the count's logarithm in the count's place). With ten purchases
// expected it is the plain formula to 1 %.
// `fitted`: the expected log revenue per fan of each observation. Linear time.
void linearise(const model::Observations& observations, const std::vector<double>& fitted,
               Response& response);

// To start from: each observation's tier-wide and page-wide mean rates of sale.
std::vector<double> first_guess(const model::Observations& observations);

}  // namespace eros::learning
