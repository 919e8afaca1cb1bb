#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/base/units.h"
#include "eros/model/words.h"

namespace eros::model {

// What captions share: their tier, category and trigger.
struct Cell {
  Tier tier = Tier::mid;
  std::string category;  // empty: none
  std::string trigger;   // empty: none
  // NOLINTNEXTLINE(modernize-use-nullptr): found in the code that the compiler writes
  auto operator<=>(const Cell&) const = default;
};

// PPVs whose caption is in the bank, as columns of one length: what `learn` fits its model to.
// In order of caption, page, time.
struct Observations {
  base::Instant as_of;
  // What the numbers below stand for.
  std::vector<std::string> pages;         // by name; some may have no observation
  std::vector<base::CaptionId> captions;  // ascending; each has an observation
  std::vector<std::uint32_t> cell_of;     // of each caption, an index into `cells`
  std::vector<Cell> cells;

  std::size_t size() const { return at.size(); }
  std::vector<std::uint32_t> caption;
  std::vector<std::uint32_t> page;
  std::vector<base::Instant> at;
  std::vector<std::uint8_t> slot;  // local hour, + 24 on weekends
  std::vector<std::int32_t> day;   // local day, days since 1970-01-01
  std::vector<double> sent;        // fans that it was sent to, above 0
  std::vector<double> audience;    // fans who could buy, above 0
  std::vector<double> purchases;   // 0 or more
  std::vector<double> price;       // of one purchase, above 0
  std::vector<double> earnings;  // what it brought, 0 or more: less than sold if others take a cut
};

}  // namespace eros::model
