#include "eros/schedule/fewest_breaks.h"

#include <array>
#include <cmath>
#include <utility>

#include "eros/base/random.h"
#include "eros/model/volume.h"
#include "eros/schedule/patterns.h"

namespace eros::schedule {
namespace {

// In breaks: at first one more is often taken, in the end hardly ever.
constexpr double first_temperature = 1.0;
constexpr double last_temperature = 0.1;

class Annealing {
 public:
  Annealing(const Candidates& candidates, std::vector<std::size_t> order)
      : captions_(candidates.ppv),
        patterns_(captions_),
        left_(candidates.left),
        order_(std::move(order)) {
    std::vector<bool> used(captions_.size());
    for (const std::size_t caption : order_) {
      used[caption] = true;
      left_.take(captions_[caption]);
    }
    for (std::size_t caption = 0; caption < captions_.size(); ++caption) {
      if (!used[caption]) unused(caption).push_back(caption);
    }
    breaks_ = count_breaks();
  }

  std::vector<std::size_t> best_of(int steps) {
    std::vector<std::size_t> best = order_;
    int fewest = breaks_;
    for (int step = 0; step < steps && fewest > 0; ++step) {
      temperature_ = first_temperature * std::pow(last_temperature / first_temperature,
                                                  step / static_cast<double>(steps));
      draws_() % 2 == 0 ? try_swap() : try_replacement();
      if (breaks_ >= fewest) continue;
      fewest = breaks_;
      best = order_;
    }
    return best;
  }

 private:
  // The unused captions of a caption's share.
  std::vector<std::size_t>& unused(std::size_t caption) {
    return unused_[static_cast<std::size_t>(captions_[caption].quota)];
  }

  std::size_t any_of(const std::vector<std::size_t>& these) { return draws_() % these.size(); }

  int count_breaks() const {
    int breaks = 0;
    for (std::size_t at = 0; at < order_.size(); ++at) breaks += patterns_.breaks_from(order_, at);
    return breaks;
  }

  // Is the order, as it is now, to be kept?
  bool accepts() {
    const int breaks = count_breaks();
    const int more = breaks - breaks_;
    if (more > 0 && draws_.uniform() >= std::exp(-more / temperature_)) return false;
    breaks_ = breaks;
    return true;
  }

  void try_swap() {
    std::size_t& a = order_[any_of(order_)];
    std::size_t& b = order_[any_of(order_)];
    std::swap(a, b);
    if (!accepts()) std::swap(a, b);
  }

  void try_replacement() {
    std::size_t& out = order_[any_of(order_)];
    std::vector<std::size_t>& others = unused(out);
    if (others.empty()) return;
    std::size_t& in = others[any_of(others)];
    left_.give_back(captions_[out]);
    std::swap(in, out);
    const bool is_kept = left_.refuses(captions_[out]).empty() && accepts();
    if (!is_kept) std::swap(in, out);
    left_.take(captions_[out]);
  }

  std::span<const Candidate> captions_;
  Patterns patterns_;
  BudgetLeft left_;
  std::vector<std::size_t> order_;
  std::array<std::vector<std::size_t>, model::paid_tiers.size()> unused_;  // by share
  int breaks_ = 0;
  double temperature_ = first_temperature;
  base::Draws draws_ = base::RandomStream(0, "fewest breaks").at(0);
};

}  // namespace

std::vector<std::size_t> fewest_breaks(const Candidates& candidates, std::vector<std::size_t> order,
                                       int steps) {
  return Annealing(candidates, std::move(order)).best_of(steps);
}

}  // namespace eros::schedule
