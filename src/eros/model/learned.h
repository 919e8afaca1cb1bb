#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/base/units.h"
#include "eros/model/observations.h"
#include "eros/model/words.h"

// What `learn` makes of the messages (docs/learning.md): a Gaussian hierarchical model of the log
// revenue per fan reached. Everything here is on that log scale, if it does not say otherwise.
namespace eros::model {

// How much of the spread of log revenue each level explains. 0: nothing is shared there.
struct VarianceComponents {
  double noise = 0.15;         // between sends alike in all below, beyond chance in the count
  double page_caption = 0.04;  // of a caption between pages
  double caption = 0.08;       // of captions of one cell
  double cell = 0.02;          // of cells of one tier, category and trigger
  double category = 0.01;      // of categories
  double trigger = 0.01;       // of triggers
  double page = 0.25;
  double page_tier = 0.02;      // of a tier between pages
  double page_category = 0.01;  // of a category between pages: what their fans like
  double page_trigger = 0.01;   // of a trigger between pages
  double page_month = 0.02;     // of a page over time: four weeks each
  double day = 0.01;            // of all pages on one day
  double hour = 0.02;           // of hours, all pages
  double page_hour = 0.02;      // of an hour between pages
};

struct TierEffect {
  Tier tier = Tier::mid;
  double mean = 0.0;
  double variance = 0.0;
  std::int64_t observations = 0;
};
struct CellEffect {
  Cell cell;
  double mean = 0.0;       // the tier's included
  double variance = 0.0;   // of its posterior
  double own_share = 0.0;  // of the mean: from its own data; the rest is the tier's
  std::int64_t observations = 0;
};
struct CaptionEffect {
  base::CaptionId caption_id{};
  double mean = 0.0;       // across pages; tier and cell included
  double variance = 0.0;   // of its posterior, were the cell's mean known
  double own_share = 0.0;  // of the mean: from its own data; the rest is its cell's
  std::int64_t observations = 0;
  std::int64_t pages = 0;
};
// What captions of one category or trigger bring more than others: on all pages, or, beyond that,
// on one, whose fans like them more; of a tier, on one page.
struct TasteEffect {
  std::uint32_t page = 0;  // index into Learned::pages; not used where it is all pages'
  Attribute attribute = Attribute::category;
  std::string name;  // the tier's, category's or trigger's; may be empty
  double mean = 0.0;
  double own_share = 0.0;  // of what it would be by its own data alone
};
struct PageEffect {
  std::string page_name;
  double mean = 0.0;
  double variance = 0.0;
  double audience = 0.0;  // mean fans reached by one PPV of the last 30 days with any
  std::int64_t observations = 0;
};
// A caption on a page.
struct PageCaptionEffect {
  std::uint32_t page = 0;  // index into Learned::pages
  base::CaptionId caption_id{};
  float deviation = 0.0F;  // from page + caption
  float own_share = 0.0F;  // of page + caption + deviation: from the sends of this caption here
  float repeats = 0.0F;    // decayed count of its sends here, as of as-of
};
// The worth of an hour: a factor exp(mean) on revenue a fan that was sent the message.
struct HourEffect {
  std::uint32_t page = 0;  // index into Learned::pages; not used where it is all pages'
  std::uint8_t slot = 0;   // local hour, + 24 on weekends
  double mean = 0.0;       // a page's: all pages' part included
  double own_share = 0.0;  // of the mean: from this page's own data
  std::int64_t observations = 0;
};

struct Learned {
  base::Instant as_of;
  std::int64_t observations = 0;
  VarianceComponents variance;
  double repeat_coefficient = 0.0;  // what one repeat, just sent, adds
  double repeat_half_life_days = 42.0;
  // Where effects were found to drift: how soon an observation counts half.
  std::optional<double> half_life_days;
  double drift_z = 0.0;                          // of the test for it, in standard deviations
  double smearing = 1.0;                         // mean earnings over exp(mean log revenue)
  std::vector<TierEffect> tiers;                 // by tier; those with observations
  std::vector<CellEffect> cells;                 // by cell
  std::vector<TasteEffect> tastes;               // all pages', by attribute, name
  std::vector<CaptionEffect> captions;           // by caption_id
  std::vector<PageEffect> pages;                 // by name
  std::vector<PageCaptionEffect> page_captions;  // by page, caption_id
  std::vector<TasteEffect> page_tastes;          // by page, attribute, name
  std::vector<HourEffect> hours;                 // all pages', by slot
  std::vector<HourEffect> page_hours;            // by page, slot
};

// One page's part of it.
struct LearnedPage {
  double mean = 0.0;
  double audience = 0.0;                    // as in PageEffect; 0 where nothing was learned
  std::vector<PageCaptionEffect> captions;  // by caption_id
  std::vector<TasteEffect> tastes;          // by attribute, name
};

}  // namespace eros::model
