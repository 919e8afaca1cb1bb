#pragma once
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/rollup.h"
#include "eros/store/engine.h"

namespace eros::store {

// The histories of the pages, in the order of `page_names`, from the messages in (since, as_of]:
// one query for any number of pages. A page without messages has an empty history. RPRs above
// 10^5 and EMVs above 10^8 count as that (sql/queries/rollup.sql says why). A message whose caption
// is not in the bank has no tier and so no row in `categories`; everything else counts it.
std::vector<model::PageHistory> load_histories(Engine& engine,
                                               const std::vector<std::string>& page_names,
                                               base::Instant since, base::Instant as_of);

}  // namespace eros::store
