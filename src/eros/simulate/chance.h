#pragma once
#include <cstdint>

#include "eros/base/random.h"

// Draws by inverse distribution functions: a draw is a monotone function of one uniform number, so
// that two policies which meet the same luck with nearly the same odds get nearly the same outcome.
// That is what common random numbers need; samplers by rejection do not have it.
namespace eros::simulate {

// In [0, 1), from 32 bits.
inline double uniform_of(std::uint32_t bits) { return bits * 0x1p-32; }

// The smallest k with P(X <= k) > uniform. Time: linear in k.
std::int32_t binomial_at(double uniform, std::int32_t trials, double probability);
std::int32_t poisson_at(double uniform, double mean);  // at most 64

// A standard normal draw (ziggurat; same values on every platform).
double normal(base::Draws& draws);

}  // namespace eros::simulate
