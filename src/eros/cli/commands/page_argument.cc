#include "eros/cli/commands/page_argument.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "eros/base/error.h"
#include "eros/base/text.h"

namespace eros::cli {

using base::Error;
using base::ErrorCode;

std::string page_argument(const std::string& text) {
  const auto page_name = base::normalise_page_name(text);
  if (!page_name)
    throw Error(ErrorCode::usage, fmt::format("'{}' cannot be a page name", text),
                "page names have 1 to 64 of a-z, 0-9, '_', '.' and '-'");
  return *page_name;
}

model::Page find_page(store::Store& store, const std::string& page_name) {
  if (auto page = store.page(page_name)) return *std::move(page);
  const auto similar = store.similar_pages(page_name);
  throw Error(ErrorCode::failed, fmt::format("the store has no page '{}'", page_name),
              similar.empty() ? "pages come with 'eros import messages' or 'eros import creators'"
                              : fmt::format("did you mean {}?", fmt::join(similar, ", ")));
}

model::PageInputs load_page(store::Store& store, const std::string& page_name, base::Instant as_of,
                            int lookback_days, std::optional<base::LocalDay> start) {
  find_page(store, page_name);
  const std::vector<std::string> names = {page_name};
  return std::move(store.load_pages(names, as_of, lookback_days, start).front());
}

base::LocalDay day_argument(const std::string& option, const std::string& text) {
  const auto day = base::parse_day(text);
  if (!day)
    throw Error(ErrorCode::usage, fmt::format("{} '{}' is not a date", option, text),
                "write it as 2026-11-23");
  return *day;
}

base::LocalDay next_monday(base::Instant as_of, const std::string& timezone) {
  const base::LocalDay today = base::Zone::find(timezone).local_day(as_of);
  return today + base::days(8 - base::iso_weekday(today));
}

}  // namespace eros::cli
