#pragma once
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/inputs.h"
#include "eros/store/engine.h"

namespace eros::store {

// What the messages of a window say.
struct MessageHistories {
  std::vector<model::PageHistory> pages;
  // BigQuery, which is paid by the reading, tells with the same reading what DuckDB is asked for by
  // statements of their own: each page's uses within the window, newest first, and the days of the
  // whole agency.
  struct Along {
    std::vector<std::vector<model::CaptionUse>> uses;
    std::vector<model::AgencyDay> days;
  };
  std::optional<Along> along;
};

// The histories of the pages, in the order of `page_names`, from the messages in (since, as_of]:
// one query for any number of pages. A page without messages has an empty history. RPRs above
// 10^5 and EMVs above 10^8 count as that (sql/queries/rollup.sql says why). A message whose caption
// is not in the bank has no tier and so no row in `categories`; everything else counts it. The uses
// told along are those since `use_since`, and the latest seven of each page.
MessageHistories load_histories(Engine& engine, const std::vector<std::string>& page_names,
                                base::Instant since, base::Instant as_of, base::Instant use_since);

}  // namespace eros::store
