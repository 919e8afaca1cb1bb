#pragma once
#include <span>
#include <string>
#include <vector>

#include "eros/model/inputs.h"
#include "eros/store/store.h"

namespace eros::cli {

// What a person typed as a page, normalised. Throws Error(usage) if it cannot be a page name.
std::string page_argument(const std::string& text);

// The page as `creators` has it. Throws Error(failed) for a page that the store does not have,
// naming those with similar names.
model::Page find_page(store::Store& store, const std::string& page_name);
// The inputs of one page; throws as find_page.
model::PageInputs load_page(store::Store& store, const std::string& page_name, base::Instant as_of,
                            int lookback_days, std::optional<base::LocalDay> start);

// A date argument. Throws Error(usage) for anything but YYYY-MM-DD.
base::LocalDay day_argument(const std::string& option, const std::string& text);

// The Monday after as-of's day on the page's clocks: the week that is planned by default.
base::LocalDay next_monday(base::Instant as_of, const std::string& timezone);

}  // namespace eros::cli
