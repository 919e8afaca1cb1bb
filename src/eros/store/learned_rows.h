#pragma once
#include <span>
#include <string>
#include <vector>

#include "eros/model/learned.h"
#include "eros/store/engine.h"

// The tables of what was learned (sql/schema/0005_learned.sql) as rows to write and to read.
namespace eros::store {

// One entry a table.
std::vector<NewRows> learned_rows(const model::Learned& learned);

// What was learned at or before as-of, but for what is one page's; the defaults if nothing was.
// Without captions: hours only.
model::Learned load_learned(Engine& engine, base::Instant as_of, bool with_captions);
// What is one page's, its hours apart.
struct PageEffects {
  model::LearnedPage learned;
  std::vector<model::HourEffect> hours;  // by slot
};
// Of each of the pages, in their order.
std::vector<PageEffects> load_page_effects(Engine& engine, std::span<const std::string> page_names,
                                           base::Instant as_of);

}  // namespace eros::store
