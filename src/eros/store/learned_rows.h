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
model::Learned load_learned(Engine& engine, base::Instant as_of);
// The same of each of the pages, in their order.
std::vector<model::LearnedPage> load_learned_pages(Engine& engine,
                                                   std::span<const std::string> page_names,
                                                   base::Instant as_of);

}  // namespace eros::store
