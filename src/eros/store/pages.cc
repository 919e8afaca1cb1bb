#include "eros/store/page_rows.h"
#include "eros/store/row_values.h"
#include "eros/store/store.h"

namespace eros::store {

model::Page read_page(const Rows& rows) {
  model::Page page;
  page.page_name = rows.text(0);
  page.display_name = rows.text(1);
  page.timezone = rows.text(2);
  page.quiet_start = static_cast<int>(rows.integer(3));
  page.quiet_end = static_cast<int>(rows.integer(4));
  page.is_active = rows.flag(5);
  if (!rows.is_null(6)) page.segment_override = word(rows.text(6), model::parse_segment);
  page.max_messages_per_day = optional_int(rows, 7);
  page.min_gap_minutes = optional_int(rows, 8);
  return page;
}

std::vector<model::Page> Store::pages() {
  std::vector<model::Page> pages;
  const auto rows = engine_->query({"pages"});
  while (rows->next()) pages.push_back(read_page(*rows));
  return pages;
}

std::optional<model::Page> Store::page(const std::string& page_name) {
  const auto rows =
      engine_->query({"pages_named", {{"pages", std::vector<std::string>{page_name}}}});
  if (!rows->next()) return std::nullopt;
  return read_page(*rows);
}

std::vector<std::string> Store::similar_pages(const std::string& page_name) {
  std::vector<std::string> names;
  const auto rows = engine_->query({"similar_pages", {{"page_name", page_name}}});
  while (rows->next()) names.emplace_back(rows->text(0));
  return names;
}

}  // namespace eros::store
