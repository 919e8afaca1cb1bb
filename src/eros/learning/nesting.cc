#include "eros/learning/nesting.h"

#include <algorithm>

namespace eros::learning {
namespace {

// The names that cells have there, and each cell's place among them.
void number_names(const std::vector<model::Cell>& cells, std::string model::Cell::*of,
                  std::vector<std::string>& names, std::vector<std::uint32_t>& number_of) {
  for (const model::Cell& cell : cells) names.push_back(cell.*of);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const model::Cell& cell : cells) {
    const auto place = std::lower_bound(names.begin(), names.end(), cell.*of);
    number_of.push_back(static_cast<std::uint32_t>(place - names.begin()));
  }
}

}  // namespace

Nesting nesting_of(const model::Observations& observations) {
  Nesting nesting;
  nesting.pages = observations.pages.size();
  nesting.cell_of = observations.cell_of;
  for (const model::Cell& cell : observations.cells) {
    nesting.tier_of.push_back(static_cast<std::uint32_t>(cell.tier));
  }
  number_names(observations.cells, &model::Cell::category, nesting.categories, nesting.category_of);
  number_names(observations.cells, &model::Cell::trigger, nesting.triggers, nesting.trigger_of);
  const auto size = static_cast<std::uint32_t>(observations.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    const bool is_new_caption = i == 0 || observations.caption[i] != observations.caption[i - 1];
    if (is_new_caption) {
      nesting.caption_begin.push_back(static_cast<std::uint32_t>(nesting.pair_page.size()));
    }
    if (is_new_caption || observations.page[i] != observations.page[i - 1]) {
      nesting.pair_begin.push_back(i);
      nesting.pair_page.push_back(observations.page[i]);
    }
  }
  nesting.pair_begin.push_back(size);
  nesting.caption_begin.push_back(static_cast<std::uint32_t>(nesting.pair_page.size()));
  return nesting;
}

}  // namespace eros::learning
