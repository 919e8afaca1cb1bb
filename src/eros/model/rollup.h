#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/model/learned.h"
#include "eros/model/words.h"

// What the engine reduces the messages of a lookback window to. Every sum is exact in the engine
// (integers or decimals), so neither threads nor the order of rows can change a figure.
namespace eros::model {

// Over a set of values: how many and their sum, for a mean.
struct Sum {
  std::int64_t n = 0;
  double sum = 0.0;
};

// The same with the sum of their squares, for a variance.
struct Moments {
  std::int64_t n = 0;
  double sum = 0.0;
  double sum_squares = 0.0;
};

// One group of a page's messages. Performance is that of paid messages: a free message earns
// nothing by design and would only dilute it. A group holds what is read of it, the rest is empty:
// a day no paid and earnings, a trigger no earnings, conversion, unlock and squares of RPR, a
// category no conversion, EMV, unlock and squares of RPR, an hour only viewed, purchased and RPR;
// rpr_recent and below only the page's total and its categories.
struct Rollup {
  std::int64_t messages = 0;  // paid and free
  std::int64_t paid = 0;      // PPVs
  std::int64_t viewed = 0;    // of PPVs, as are the next two
  std::int64_t purchased = 0;
  double earnings = 0.0;
  Moments rpr;     // earnings / sent, PPVs with sent > 0; squares of days, weekdays and hours only
  Sum conversion;  // purchased / viewed, PPVs with viewed > 0
  Sum emv;         // conversion x earnings, PPVs with viewed > 0
  Sum unlock;      // viewed / sent, all messages with sent > 0
  Sum rpr_recent;  // of the last 30 days
  Sum rpr_prior;   // of the 30 days before those
  // Of price against conversion, PPVs with viewed > 0 and a price.
  Moments price;
  Moments price_conversion;               // .sum is the sum of conversion over the same messages
  double price_conversion_product = 0.0;  // sum of price x conversion
};

struct PageRollup {
  Rollup total;
  std::int64_t max_sent = 0;                     // largest sent_count, of all messages
  double revenue = 0.0;                          // of all messages
  std::optional<base::Instant> last_message_at;  // at or before as-of
};
struct DayRollup {
  base::LocalDay day;
  Rollup rollup;
  double revenue = 0.0;  // of all messages
};
struct TriggerRollup {
  std::string trigger;  // never empty
  Rollup rollup;
};
struct CategoryRollup {
  std::string category;  // empty where the caption has none or the message no caption
  Tier tier;
  Rollup rollup;
};
struct WeekdayRollup {
  int iso_weekday = 1;  // Monday 1 ... Sunday 7
  Rollup rollup;
  std::optional<double> median_rpr;
};
struct HourRollup {
  bool weekend = false;
  int hour = 0;
  Rollup rollup;
};

// All that the analysis of one page reads.
struct PageHistory {
  std::string page_name;
  PageRollup page;
  std::vector<DayRollup> days;             // by day, days with messages only
  std::vector<TriggerRollup> triggers;     // by trigger
  std::vector<CategoryRollup> categories;  // by category, tier
  std::vector<WeekdayRollup> weekdays;     // by weekday
  std::vector<HourRollup> hours;           // by weekend, hour
  std::vector<HourEffect> learned_hours;   // by slot; empty where nothing was learned
};

}  // namespace eros::model
