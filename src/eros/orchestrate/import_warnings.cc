#include "eros/orchestrate/import_warnings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "eros/store/import.h"

namespace eros::orchestrate {

PageZones page_zones(store::Store& store) {
  PageZones zones;
  for (const auto& page : store.pages()) zones.emplace(page.page_name, page.timezone);
  return zones;
}

std::vector<std::string> changed_zones(store::Store& store, const PageZones& before) {
  const auto after = page_zones(store);
  std::vector<std::string> changed;
  for (const auto& [page, zone] : before) {
    const auto now = after.find(page);
    if (now != after.end() && now->second != zone) changed.push_back(page);
  }
  std::vector<std::string> warnings;
  if (changed.empty()) return warnings;
  for (const auto& [page, messages] : store::message_counts(store, changed)) {
    warnings.push_back(fmt::format(
        "the time zone of {} was {} and is {}, and {} of it {} there already. Times in files that "
        "have no offset were read in the old zone: do not import those files again, for each "
        "message would be there twice. If the old zone was wrong, make a new store and import "
        "creators before messages",
        page, before.at(page), after.at(page),
        messages == 1 ? "1 message" : fmt::format("{} messages", messages),
        messages == 1 ? "is" : "are"));
  }
  return warnings;
}

std::vector<std::string> unknown_pages(store::Store& store) {
  const std::vector<std::string> pages = store::unknown_restricted_pages(store);
  if (pages.empty()) return {};
  constexpr std::size_t most_named = 10;
  const auto named = std::span(pages).first(std::min(pages.size(), most_named));
  return {fmt::format(
      "restrictions of {} not known here yet: {}{}",
      pages.size() == 1 ? "a page that is" : fmt::format("{} pages that are", pages.size()),
      fmt::join(named, ", "), pages.size() > most_named ? ", ..." : "")};
}

std::string reworded_captions(const std::string& file, std::int64_t captions) {
  return fmt::format(
      "{}: {} of the bank {} another text now, for the file has one for the same caption_id. If "
      "its numbers are not the bank's, restore a backup and import it without caption_id",
      file, captions == 1 ? "1 caption" : fmt::format("{} captions", captions),
      captions == 1 ? "has" : "have");
}

}  // namespace eros::orchestrate
