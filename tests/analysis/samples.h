#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <optional>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/rollup.h"

// Small pieces that the tests of this module are written with.
namespace eros::analysis::testing {

inline model::Moments moments_of(const std::vector<double>& values) {
  model::Moments moments;
  long double sum = 0.0L;
  long double squares = 0.0L;
  for (double value : values) {
    ++moments.n;
    sum += value;
    squares += static_cast<long double>(value) * value;
  }
  moments.sum = static_cast<double>(sum);
  moments.sum_squares = static_cast<double>(squares);
  return moments;
}

// n values whose mean is `mean`.
inline model::Sum sum_around(std::int64_t n, double mean) {
  return {n, static_cast<double>(n) * mean};
}

// n values whose mean is `mean`, half of them `spread` above and half below; n even.
inline model::Moments moments_around(std::int64_t n, double mean, double spread) {
  const auto count = static_cast<double>(n);
  return {n, count * mean, count * (mean * mean + spread * spread)};
}

inline base::LocalDay day(int year, unsigned month, unsigned day_of_month) {
  using namespace std::chrono;
  return base::LocalDay{std::chrono::year{year} / std::chrono::month{month} /
                        std::chrono::day{day_of_month}};
}

// A Tuesday far from any holiday.
inline base::LocalDay some_today() { return day(2026, 10, 6); }

// A day with `messages` PPVs, all with this unlock rate and EMV.
inline model::DayRollup flat_day(base::LocalDay when, double unlock, double emv,
                                 std::int64_t messages = 1) {
  model::DayRollup result{when, {}};
  result.rollup.messages = messages;
  result.rollup.paid = messages;
  result.rollup.unlock = sum_around(messages, unlock);
  result.rollup.emv = sum_around(messages, emv);
  return result;
}

// Relative to 1e-9, and to 1e-12 near zero.
inline ::testing::AssertionResult agrees(double ours, double reference) {
  if (std::abs(ours - reference) <= 1e-9 * std::abs(reference) + 1e-12) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure()
         << ours << " differs from " << reference << " by " << ours - reference;
}

}  // namespace eros::analysis::testing
