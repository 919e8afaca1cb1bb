#include "learning/generated.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <tuple>

namespace eros::learning {
namespace {

constexpr int days = 180;
constexpr std::array tiers = {model::Tier::budget, model::Tier::mid, model::Tier::premium};
constexpr std::array prices = {15.0, 25.0, 40.0};

struct Send {
  std::uint32_t caption;
  std::uint32_t page;
  base::Instant at;
  std::uint8_t slot;
  std::int32_t day;
  auto operator<=>(const Send&) const = default;
};

class Generator {
 public:
  explicit Generator(const World& world) : world_(world), draws_(world.seed, 0) {}

  Generated run() {
    make_names();
    std::vector<Send> sends = make_sends();
    std::sort(sends.begin(), sends.end());
    make_effects();
    for (const Send& send : sends) observe(send);
    return std::move(made_);
  }

 private:
  double normal(double variance) {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - draws_.uniform()));
    return std::sqrt(variance) * radius * std::cos(2.0 * std::numbers::pi * draws_.uniform());
  }
  std::uint32_t below(int limit) {
    return std::min(static_cast<std::uint32_t>(draws_.uniform() * limit),
                    static_cast<std::uint32_t>(limit - 1));
  }

  void make_names() {
    model::Observations& o = made_.observations;
    o.as_of = base::Instant(base::days(20'500));
    for (int p = 0; p < world_.pages; ++p) o.pages.push_back("page_" + std::to_string(1000 + p));
    for (const model::Tier tier : tiers) {
      for (int c = 0; c < world_.categories; ++c) {
        for (int t = 0; t < world_.triggers; ++t) {
          o.cells.push_back(
              {tier, "category " + std::to_string(c), "trigger " + std::to_string(t)});
        }
      }
    }
    for (int k = 0; k < world_.captions; ++k) {
      o.captions.push_back(base::CaptionId{k + 1});
      o.cell_of.push_back(below(static_cast<int>(o.cells.size())));
    }
  }

  std::vector<Send> make_sends() {
    std::vector<Send> sends;
    for (int p = 0; p < world_.pages; ++p) {
      for (int s = 0; s < world_.sends_per_page; ++s) {
        const auto day = static_cast<std::int32_t>(20'500 - 1 - below(days));
        const auto hour = static_cast<std::uint8_t>(below(48));
        sends.push_back({below(world_.captions), static_cast<std::uint32_t>(p),
                         base::Instant(base::days(day)) + base::hours(hour % 24), hour, day});
      }
    }
    return sends;
  }

  void make_effects() {
    const auto fill = [&](std::vector<double>& effects, std::size_t size, double variance) {
      for (std::size_t i = 0; i < size; ++i) effects.push_back(normal(variance));
    };
    fill(made_.cell_effect, made_.observations.cells.size(), world_.variance.cell);
    add_shared_tastes();
    for (const std::uint32_t cell : made_.observations.cell_of) {
      made_.caption_effect.push_back(made_.cell_effect[cell] + normal(world_.variance.caption));
    }
    fill(made_.page_effect, made_.observations.pages.size(), world_.variance.page);
    const std::size_t pages = made_.observations.pages.size();
    fill(page_tier_, tiers.size() * pages, world_.variance.page_tier);
    fill(made_.page_category_effect, static_cast<std::size_t>(world_.categories) * pages,
         world_.variance.page_category);
    fill(page_trigger_, static_cast<std::size_t>(world_.triggers) * pages,
         world_.variance.page_trigger);
    fill(hour_, 48, world_.variance.hour);
    fill(page_hour_, 48 * made_.observations.pages.size(), world_.variance.page_hour);
    fill(month_, 7 * made_.observations.pages.size(), world_.variance.page_month);
    fill(day_, days, world_.variance.day);
  }

  // Cells are in order of tier, category, trigger.
  void add_shared_tastes() {
    std::vector<double> category, trigger;
    for (int c = 0; c < world_.categories; ++c)
      category.push_back(normal(world_.variance.category));
    for (int t = 0; t < world_.triggers; ++t) trigger.push_back(normal(world_.variance.trigger));
    for (std::size_t cell = 0; cell < made_.cell_effect.size(); ++cell) {
      made_.cell_effect[cell] += category[category_of(cell)] + trigger[trigger_of(cell)];
    }
  }
  std::size_t trigger_of(std::size_t cell) const {
    return cell % static_cast<std::size_t>(world_.triggers);
  }
  std::size_t category_of(std::size_t cell) const {
    return cell / static_cast<std::size_t>(world_.triggers) %
           static_cast<std::size_t>(world_.categories);
  }
  double taste(std::size_t page, std::size_t cell) const {
    const auto tier = static_cast<std::size_t>(made_.observations.cells[cell].tier);
    return page_tier_[page * tiers.size() + tier] +
           made_.page_category_effect[page * static_cast<std::size_t>(world_.categories) +
                                      category_of(cell)] +
           page_trigger_[page * static_cast<std::size_t>(world_.triggers) + trigger_of(cell)];
  }

  void observe(const Send& send) {
    model::Observations& o = made_.observations;
    const bool is_same_pair =
        o.size() > 0 && o.caption.back() == send.caption && o.page.back() == send.page;
    if (!is_same_pair) {
      deviation_ = normal(world_.variance.page_caption);
      repeats_ = 0.0;
    } else {
      const double age = std::chrono::duration<double>(send.at - o.at.back()).count() / 86'400.0;
      repeats_ = (repeats_ + 1.0) * std::exp2(-age / 42.0);
    }
    const auto age = static_cast<std::size_t>(20'500 - 1 - send.day);
    const double log_rate = world_.log_rate + made_.caption_effect[send.caption] +
                            walk(send.caption, send.day) + made_.page_effect[send.page] +
                            taste(send.page, o.cell_of[send.caption]) + deviation_ +
                            hour_[send.slot] + page_hour_[send.page * 48 + send.slot] +
                            month_[send.page * 7 + age / 28] + day_[age] +
                            world_.repeat_coefficient * repeats_ + normal(world_.variance.noise);
    const double mean = world_.audience * std::exp(log_rate);
    std::poisson_distribution<int> count(mean);
    o.caption.push_back(send.caption);
    o.page.push_back(send.page);
    o.at.push_back(send.at);
    o.slot.push_back(send.slot);
    o.day.push_back(send.day);
    o.sent.push_back(10.0 * world_.audience);
    o.audience.push_back(world_.audience);
    o.purchases.push_back(count(draws_));
    o.price.push_back(prices[static_cast<std::size_t>(o.cells[o.cell_of[send.caption]].tier)]);
    o.earnings.push_back(world_.kept * o.purchases.back() * o.price.back());
  }

  // Where the caption has walked to by this day.
  double walk(std::uint32_t caption, std::int32_t day) {
    if (world_.drift_per_day == 0.0) return 0.0;
    std::vector<double>& path = paths_[caption];
    if (path.empty()) {
      path.push_back(0.0);
      for (int i = 1; i < days; ++i) path.push_back(path.back() + normal(world_.drift_per_day));
    }
    return path[static_cast<std::size_t>(day - (20'500 - days))];
  }

  const World& world_;
  base::Draws draws_;
  Generated made_;
  std::vector<double> page_tier_, page_trigger_, hour_, page_hour_, month_, day_;
  std::map<std::uint32_t, std::vector<double>> paths_;
  double deviation_ = 0.0;
  double repeats_ = 0.0;
};

}  // namespace

Generated generate(const World& world) { return Generator(world).run(); }

}  // namespace eros::learning
