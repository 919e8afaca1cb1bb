#include "schedule/caption_week.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

#include "eros/schedule/selection.h"

namespace eros::schedule::testing {
namespace {

constexpr int unlimited = 1000;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed * 0x9E3779B97F4A7C15U) {}
  int from(int low, int high) {  // both included
    return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  double unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  bool chance(double p) { return unit() < p; }
  double normal() {  // Irwin and Hall's sum: near enough
    double sum = -6.0;
    for (int n = 0; n < 12; ++n) sum += unit();
    return sum;
  }

 private:
  std::mt19937_64 engine_;
};

CaptionWeek::Kind kind_of(std::uint64_t number) {
  if (number <= 100) return CaptionWeek::Kind::tiny;
  if (number <= 250) return CaptionWeek::Kind::small;
  if (number <= 400) return CaptionWeek::Kind::full;
  return CaptionWeek::Kind::tight;
}

struct Shape {
  int slots = 0;
  int candidates = 0;
  int bank = 0;  // captions that the candidates are the best of
  int categories = 12;
  int triggers = 7;
  double untriggered = 0.3;
  double urgent = 0.2;
  bool is_luxury = false;
  bool is_learned = true;  // scores and slot values as the planner sees them, else any
};

Shape shape_of(CaptionWeek::Kind kind, Dice& dice) {
  Shape shape;
  shape.is_learned = dice.chance(0.5);
  shape.is_luxury = dice.chance(0.2);
  switch (kind) {
    case CaptionWeek::Kind::tiny:
      shape.slots = dice.from(1, 6);
      shape.candidates = dice.from(shape.slots, 12);
      shape.bank = shape.candidates;
      shape.categories = dice.from(1, 4);
      shape.triggers = dice.from(1, 4);
      break;
    case CaptionWeek::Kind::small:
      shape.slots = dice.from(5, 10);
      shape.candidates = dice.from(30, 60);
      shape.bank = shape.candidates * dice.from(1, 10);
      break;
    case CaptionWeek::Kind::full:
      shape.slots = 25;
      shape.candidates = 200;
      shape.bank = shape.candidates * dice.from(1, 10);
      break;
    case CaptionWeek::Kind::tight:
      shape.slots = dice.from(15, 25);
      shape.candidates = dice.from(40, 200);
      shape.bank = shape.candidates * dice.from(1, 5);
      shape.categories = dice.from(3, 5);
      shape.triggers = dice.from(4, 7);
      shape.untriggered = 0.1 * dice.from(0, 2);
      shape.urgent = 0.1 * dice.from(2, 6);
      break;
  }
  return shape;
}

// Of 100 PPVs, by segment: SPEC 7.
struct Split {
  int budget;
  int mid;
};
constexpr std::array<Split, 3> splits = {{{60, 30}, {30, 45}, {15, 35}}};

std::array<int, 3> shares_of(int n, const Split& split) {
  std::array<int, 3> shares = {n * split.budget / 100, n * split.mid / 100, 0};
  shares[2] = n - shares[0] - shares[1];
  return shares;
}

Candidate caption(const Shape& shape, int quota, Dice& dice) {
  Candidate made;
  made.score = shape.is_learned ? 0.45 + 0.08 * dice.normal() : 1.1 * dice.unit() - 0.1;
  made.tier = made.quota = quota;
  // A luxury page's premium share may be served by luxury and vip captions (SPEC 7).
  if (quota == 2 && shape.is_luxury) made.tier = dice.from(2, 4);
  made.category = dice.from(1, shape.categories);
  made.trigger = dice.chance(shape.untriggered) ? 0 : dice.from(1, shape.triggers);
  made.urgent = dice.chance(shape.urgent);
  return made;
}

BudgetLeft budgets(const Shape& shape, CaptionWeek::Kind kind, Dice& dice) {
  // SPEC 7's budgets, less what other plans have used in a tight week.
  constexpr std::array limits = {3, 5, 4, 4, 6, 7, 2};
  BudgetLeft left;
  left.urgent = 5;
  left.category.assign(static_cast<std::size_t>(shape.categories) + 1, 20);
  left.category[0] = unlimited;
  left.trigger.assign(static_cast<std::size_t>(shape.triggers) + 1, unlimited);
  for (std::size_t at = 1; at < left.trigger.size(); ++at) left.trigger[at] = limits[at - 1];
  if (kind == CaptionWeek::Kind::full || kind == CaptionWeek::Kind::small) return left;
  left.urgent = dice.from(0, 5);
  for (std::size_t at = 1; at < left.trigger.size(); ++at) left.trigger[at] -= dice.from(0, 2);
  for (std::size_t at = 1; at < left.category.size(); ++at) left.category[at] = dice.from(3, 20);
  return left;
}

std::vector<double> slot_values(const Shape& shape, Dice& dice) {
  std::array<double, 6> hours{};
  for (double& hour : hours) hour = 0.8 + 0.8 * dice.unit();
  std::vector<double> values;
  for (int n = 0; n < shape.slots; ++n) {
    const double hour = hours[static_cast<std::size_t>(dice.from(0, 5))];
    values.push_back(shape.is_learned ? hour * (1.0 + 1e-3 * dice.unit()) : 0.5 + dice.unit());
  }
  return values;
}

}  // namespace

CaptionWeek::CaptionWeek(std::uint64_t week_number) : number(week_number), kind(kind_of(number)) {
  Dice dice(number);
  const Shape shape = shape_of(kind, dice);
  const auto shares = shares_of(shape.slots, splits[static_cast<std::size_t>(dice.from(0, 2))]);
  std::vector<Candidate> picked;
  std::vector<Candidate> alternates;
  for (int quota = 2; quota >= 0; --quota) {
    const int share = shares[static_cast<std::size_t>(quota)];
    std::vector<Candidate> bank;
    for (int n = shape.bank * share / shape.slots; n > 0; --n) {
      bank.push_back(caption(shape, quota, dice));
    }
    std::stable_sort(bank.begin(), bank.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    const int offered = shape.candidates * share / shape.slots;
    for (int n = 0; n < offered; ++n) {
      (n < share ? picked : alternates).push_back(bank[static_cast<std::size_t>(n)]);
    }
  }
  candidates.picked = picked.size();
  candidates.ppv = std::move(picked);
  candidates.ppv.insert(candidates.ppv.end(), alternates.begin(), alternates.end());
  picks.resize(candidates.ppv.size());
  for (std::size_t at = 0; at < picks.size(); ++at) {
    picks[at].text_group = static_cast<std::uint32_t>(at);
    candidates.ppv[at].pick = &picks[at];
  }
  candidates.left = budgets(shape, kind, dice);
  slots = slot_values(shape, dice);
  selected = select_ppvs(candidates, shape.slots);
  slots.resize(selected.size());
}

SequenceProblem CaptionWeek::problem() const {
  SequenceProblem problem{candidates, {}, slots};
  for (const std::size_t at : selected) {
    ++problem.shares.of[static_cast<std::size_t>(candidates.ppv[at].quota)];
  }
  return problem;
}

std::string CaptionWeek::text() const {
  const BudgetLeft& left = candidates.left;
  std::string out = fmt::format("week {} {} {} {}\n", number, to_string(kind), slots.size(),
                                candidates.ppv.size());
  out += fmt::format("slots {}\n", fmt::join(slots, " "));
  out += fmt::format("shares {}\n", fmt::join(problem().shares.of, " "));
  out += fmt::format("left {} | {} | {}\n", left.urgent, fmt::join(left.category, " "),
                     fmt::join(left.trigger, " "));
  for (const Candidate& caption : candidates.ppv) {
    out += fmt::format("{} {} {} {} {} {}\n", caption.score, caption.quota, caption.tier,
                       caption.category, caption.trigger, caption.urgent ? 1 : 0);
  }
  return out;
}

std::string_view to_string(CaptionWeek::Kind kind) {
  switch (kind) {
    case CaptionWeek::Kind::tiny:
      return "tiny";
    case CaptionWeek::Kind::small:
      return "small";
    case CaptionWeek::Kind::full:
      return "full";
    case CaptionWeek::Kind::tight:
      return "tight";
  }
  return "";
}

}  // namespace eros::schedule::testing
