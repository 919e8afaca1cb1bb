#pragma once
#include <array>
#include <vector>

#include "eros/simulate/audience.h"

namespace eros::simulate {

// How much of a caption's appeal is known: all, or all but what it does on one page alone, beyond
// its category and trigger (what can be learned from its sends on other pages).
enum class Known { all, pooled };

// What is to be expected of a page's audience as it is now: what an oracle knows. Myopic: it knows
// today's memories and tiredness, not what today's sends will make of them.
class ExpectedResponse {
 public:
  // The audience must outlive it.
  explicit ExpectedResponse(const Audience& audience);
  explicit ExpectedResponse(const Audience&&) = delete;

  // The chance that a person who meets the caption in an average place of the inbox buys, at the
  // tier's price and today's state: the logit averaged over the people. The average over people is
  // tabulated by category and trigger at steps of appeal, and interpolated (error under 1 %).
  double purchase(std::uint32_t caption, int week, Known known = Known::all) const;
  // The attention that a message sent at this hour meets, over the mean of all hours.
  double hour(bool weekend, int hour) const {
    return hours_[weekend][static_cast<std::size_t>(hour)];
  }

 private:
  static constexpr std::size_t steps = 9;
  using Steps = std::array<double, steps>;
  void set_hours();
  void set_purchases();

  const Audience* audience_;
  std::array<std::array<double, 24>, 2> hours_{};
  std::vector<Steps> log_purchase_;  // by tier, category, trigger
};

}  // namespace eros::simulate
