#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "eros/store/row_values.h"
#include "eros/store/store.h"

namespace eros::store {
namespace {

using model::Observations;

struct Row {
  std::int64_t caption_id;
  std::int64_t at;  // microseconds
  std::uint32_t page;
  std::int32_t day;
  double sent;
  double audience;
  double purchases;
  double price;
  double earnings;
  std::uint8_t slot;
  // Whatever the order in which the engine gives them, and rows alike in all of this are alike.
  auto key() const {
    return std::tie(caption_id, page, at, audience, purchases, price, sent, earnings);
  }
};

std::vector<Row> read_rows(Engine& engine, base::Instant as_of, int days) {
  std::vector<Row> rows;
  const auto cursor =
      engine.query({"observations", {{"as_of", as_of}, {"since", as_of - base::days(days)}}});
  while (cursor->next()) {
    Row row{};
    row.caption_id = cursor->integer(0);
    row.page = static_cast<std::uint32_t>(cursor->integer(1));
    row.at = cursor->instant(2).time_since_epoch().count();
    row.slot = static_cast<std::uint8_t>(cursor->integer(3));
    row.day = static_cast<std::int32_t>(cursor->integer(4));
    row.audience = static_cast<double>(cursor->integer(5));
    row.purchases = static_cast<double>(cursor->integer(6));
    row.price = cursor->real(7);
    row.sent = static_cast<double>(cursor->integer(8));
    row.earnings = cursor->real(9);
    rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key() < b.key(); });
  return rows;
}

void add(const Row& row, Observations& observations) {
  observations.caption.push_back(static_cast<std::uint32_t>(observations.captions.size()) - 1);
  observations.page.push_back(row.page);
  observations.at.emplace_back(base::microseconds(row.at));
  observations.slot.push_back(row.slot);
  observations.day.push_back(row.day);
  observations.sent.push_back(row.sent);
  observations.audience.push_back(row.audience);
  observations.purchases.push_back(row.purchases);
  observations.price.push_back(row.price);
  observations.earnings.push_back(row.earnings);
}

// The cell of each caption that has an observation.
void read_cells(Engine& engine, Observations& observations) {
  observations.cell_of.assign(observations.captions.size(), 0);
  std::vector<model::Cell> cell_of_caption(observations.captions.size());
  std::map<model::Cell, std::uint32_t> numbers;
  const auto rows = engine.query({"observed_captions"});
  while (rows->next()) {
    const base::CaptionId id{rows->integer(0)};
    const auto found =
        std::lower_bound(observations.captions.begin(), observations.captions.end(), id);
    if (found == observations.captions.end() || *found != id) continue;
    model::Cell cell{word(rows->text(1), model::parse_tier), text_or_empty(*rows, 2),
                     text_or_empty(*rows, 3)};
    numbers.emplace(cell, 0);
    cell_of_caption[static_cast<std::size_t>(found - observations.captions.begin())] =
        std::move(cell);
  }
  for (auto& [cell, number] : numbers) {
    number = static_cast<std::uint32_t>(observations.cells.size());
    observations.cells.push_back(cell);
  }
  for (std::size_t k = 0; k < cell_of_caption.size(); ++k) {
    observations.cell_of[k] = numbers.at(cell_of_caption[k]);
  }
}

}  // namespace

Observations Store::observations(base::Instant as_of, int days) {
  Observations observations;
  observations.as_of = as_of;
  const auto pages = engine_->query({"learn_pages"});
  while (pages->next()) observations.pages.emplace_back(pages->text(0));
  for (const Row& row : read_rows(*engine_, as_of, days)) {
    const base::CaptionId id{row.caption_id};
    if (observations.captions.empty() || observations.captions.back() != id) {
      observations.captions.push_back(id);
    }
    add(row, observations);
  }
  read_cells(*engine_, observations);
  return observations;
}

}  // namespace eros::store
