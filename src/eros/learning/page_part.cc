#include "eros/learning/page_part.h"

#include <algorithm>

namespace eros::learning {

PagePart page_part(const model::Learned& learned, std::string_view page_name) {
  PagePart part;
  const auto page = std::ranges::lower_bound(learned.pages, page_name, {}, [](const auto& effect) {
    return std::string_view(effect.page_name);
  });
  if (page == learned.pages.end() || page->page_name != page_name) return part;
  const auto number = static_cast<std::uint32_t>(page - learned.pages.begin());
  part.page.mean = page->mean;
  part.page.audience = page->audience;
  const auto first =
      std::ranges::lower_bound(learned.page_captions, number, {}, &model::PageCaptionEffect::page);
  const auto last =
      std::ranges::upper_bound(learned.page_captions, number, {}, &model::PageCaptionEffect::page);
  part.page.captions.assign(first, last);
  for (const model::TasteEffect& taste : learned.page_tastes) {
    if (taste.page == number) part.page.tastes.push_back(taste);
  }
  for (const model::HourEffect& hour : learned.page_hours) {
    if (hour.page == number) part.hours.push_back(hour);
  }
  return part;
}

}  // namespace eros::learning
