#pragma once
#include <cstdint>
#include <vector>

#include "eros/base/random.h"
#include "eros/simulate/parameters.h"

namespace eros::simulate {

// Who the fans of a page are, as columns. A fan stands for one person on a small page; on a large
// one for several of a kind, who look at the same times and share tastes and memories but choose
// each for themselves. A page has `most_fans` at most, plus what keeps a fan under a thousand
// people; sampling them adds about 1/sqrt(most_fans) to the noise of a send's counts, well under
// the over-dispersion of sends.
struct Fans {
  static constexpr std::int64_t most_fans = 400;
  static constexpr std::size_t categories = 8;
  static constexpr std::size_t triggers = 8;

  std::vector<std::int32_t> people;   // sum: the audience
  std::vector<float> visits_a_day;    // of each person; log-normal, log-sd 0.5
  std::vector<float> opening;         // log odds, about 0
  std::vector<float> log_spend;       // readiness to buy, log of a factor of mean 1
  std::vector<float> elasticity;      // about the page's, sd 0.2
  std::vector<float> budget;          // money, in proportion to readiness
  std::vector<float> category_taste;  // by fan, category: log of a factor
  std::vector<float> trigger_taste;   // by fan, trigger; 0 for none

  std::size_t size() const { return people.size(); }
  double taste(std::size_t fan, std::size_t category, std::size_t trigger) const {
    return category_taste[fan * categories + category] + trigger_taste[fan * triggers + trigger];
  }
};

Fans make_fans(const PageParameters& page, const base::RandomStream& stream);
// Another fan takes the place of this one; `week` tells those that follow each other apart.
void replace_fan(Fans& fans, std::size_t fan, int week, const PageParameters& page,
                 const base::RandomStream& stream);

}  // namespace eros::simulate
