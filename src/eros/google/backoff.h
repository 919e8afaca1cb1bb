#pragma once
#include <algorithm>
#include <chrono>

namespace eros::google {

// How long to wait between tries. The defaults are what Google's service agreement asks for: a
// second at least, doubling to 32.
struct Backoff {
  std::chrono::milliseconds first{1'000};
  std::chrono::milliseconds most{32'000};
};

// The pause before a retry, the first being 0: first x 2^retry, at most `most`, and up to half as
// much again by `draw` from [0, 1), so that callers that failed together come back apart.
constexpr std::chrono::milliseconds pause_before(const Backoff& backoff, int retry, double draw) {
  const auto doubled = backoff.first * (1LL << std::min(retry, 30));
  const auto base = std::min<std::chrono::milliseconds>(doubled, backoff.most);
  return base + std::chrono::milliseconds(
                    static_cast<std::int64_t>(static_cast<double>(base.count()) * draw / 2.0));
}

}  // namespace eros::google
