#include "eros/orchestrate/demo_agency.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "eros/base/csv.h"
#include "eros/base/random.h"
#include "eros/orchestrate/demo_captions.h"

namespace eros::orchestrate {
namespace {

constexpr int history_days = 120;
constexpr int tired_days = 7;

struct DemoPage {
  const char* name;
  const char* display_name;
  const char* timezone;
  int audience;
  double view_rate;
  double conversion;  // at a price of 22
  int ppv_a_week;
  int bumps_a_week;
  std::array<int, 5> tier_weights;  // budget ... vip, in percent
  double tired_view = 1.0;          // factors of the last week
  double tired_conversion = 1.0;
};

constexpr std::array<int, 5> thrifty = {65, 25, 10, 0, 0};
constexpr std::array<int, 5> ordinary = {35, 40, 20, 5, 0};
constexpr std::array<int, 5> generous = {10, 25, 40, 18, 7};

constexpr std::array<DemoPage, 12> pages = {{
    {"acorn_bakery", "Acorn Bakery", "America/New_York", 9'000, 0.38, 0.0075, 12, 8, ordinary},
    {"birch_choir", "Birch Choir", "America/Chicago", 380, 0.41, 0.019, 6, 4, thrifty},
    {"cedar_runs", "Cedar Runs", "America/Los_Angeles", 1'900, 0.40, 0.012, 8, 6, thrifty},
    {"clover_garden", "Clover Garden", "Europe/London", 31'000, 0.35, 0.008, 16, 12, ordinary},
    {"fern_and_paws", "Fern and Paws", "America/Los_Angeles", 112'000, 0.33, 0.0065, 21, 16,
     ordinary},
    {"hazel_books", "Hazel Books", "Europe/Paris", 2'300, 0.42, 0.011, 8, 6, ordinary},
    {"ivy_kitchen", "Ivy Kitchen", "America/Denver", 12'500, 0.36, 0.006, 11, 8, generous},
    {"juniper_sketches", "Juniper Sketches", "America/Los_Angeles", 14'000, 0.37, 0.007, 14, 8,
     ordinary, 0.60, 1.70},  // far fewer look, those who do buy: YELLOW
    {"maple_guitar", "Maple Guitar", "America/Toronto", 34'000, 0.34, 0.0055, 15, 11, generous},
    {"poppy_paints", "Poppy Paints", "Australia/Sydney", 420, 0.44, 0.016, 5, 4, ordinary},
    {"sorrel_yoga", "Sorrel Yoga", "Asia/Tokyo", 1'500, 0.39, 0.013, 9, 7, generous},
    {"willow_travels", "Willow Travels", "America/New_York", 16'000, 0.37, 0.0075, 14, 9, ordinary,
     0.56, 0.45},  // far fewer look and buy: RED
}};

constexpr std::array<double, 5> tier_prices = {15, 25, 40, 60, 100};

struct Hour {
  int hour;
  double effect;  // on conversion
};
constexpr std::array<Hour, 8> hours = {{{9, 1.00},
                                        {11, 0.94},
                                        {13, 0.96},
                                        {15, 0.90},
                                        {17, 1.00},
                                        {19, 1.12},
                                        {20, 1.14},
                                        {21, 1.06}}};

// 1 on average, between 1 - spread and 1 + spread, nearer values more likely.
double noise(base::Draws& draws, double spread) {
  return 1.0 + spread * (draws.uniform() + draws.uniform() - 1.0);
}

// A whole number whose mean is `value`.
std::int64_t whole(double value, base::Draws& draws) {
  return static_cast<std::int64_t>(std::floor(value + draws.uniform()));
}

using CaptionsByTier = std::array<std::vector<const DemoCaption*>, 6>;

CaptionsByTier by_tier(const std::vector<DemoCaption>& captions) {
  CaptionsByTier tiers;
  for (const DemoCaption& caption : captions) {
    tiers[static_cast<std::size_t>(caption.tier)].push_back(&caption);
  }
  return tiers;
}

model::Tier draw_tier(const DemoPage& page, base::Draws& draws) {
  int left = static_cast<int>(draws.uniform() * 100.0);
  for (std::size_t tier = 0; tier < page.tier_weights.size(); ++tier) {
    left -= page.tier_weights[tier];
    if (left < 0) return static_cast<model::Tier>(tier);
  }
  return model::Tier::budget;
}

struct DemoMessage {
  base::Instant at;
  std::vector<std::string> fields;
};

DemoMessage make_message(const DemoPage& page, const CaptionsByTier& captions, model::Tier tier,
                         base::Instant at, double hour_effect, bool tired, base::Draws& draws) {
  const auto& choice = captions[static_cast<std::size_t>(tier)];
  const DemoCaption& caption =
      *choice[static_cast<std::size_t>(draws.uniform() * static_cast<double>(choice.size()))];
  const bool paid = tier != model::Tier::bump;
  const std::int64_t sent = whole(page.audience * noise(draws, 0.04), draws);
  const double view_rate = page.view_rate * noise(draws, 0.08) * (tired ? page.tired_view : 1.0);
  const std::int64_t viewed = std::min(sent, whole(static_cast<double>(sent) * view_rate, draws));
  std::int64_t purchased = 0;
  const double price = paid ? tier_prices[static_cast<std::size_t>(tier)] : 0.0;
  if (paid) {
    // Dearer captions sell less often, so that a message's EMV hangs on its caption, not its tier.
    const double conversion = page.conversion * std::sqrt(22.0 / price) * caption.quality *
                              hour_effect * noise(draws, 0.12) *
                              (tired ? page.tired_conversion : 1.0);
    purchased = std::min(viewed, whole(static_cast<double>(viewed) * conversion, draws));
  }
  return {
      at,
      {page.name, caption.text, base::format_instant(at), fmt::format("{:.2f}", price),
       std::to_string(sent), std::to_string(viewed), std::to_string(purchased),
       fmt::format("{:.2f}", static_cast<double>(purchased) * price),
       std::string(model::to_string(paid ? model::MessageType::ppv : model::MessageType::bump))}};
}

// The messages of one local day, none later than as-of.
void add_day(std::vector<DemoMessage>& messages, const DemoPage& page, const base::Zone& zone,
             const CaptionsByTier& captions, base::LocalDay day, int day_number,
             base::Instant as_of, base::Draws& draws) {
  const bool tired = day_number >= history_days - tired_days;
  // So many a day that every week has its number.
  const auto of_day = [&](int a_week) {
    return (day_number + 1) * a_week / 7 - day_number * a_week / 7;
  };
  const int ppv = of_day(page.ppv_a_week);
  const int total = ppv + of_day(page.bumps_a_week);
  const auto first = static_cast<std::size_t>(draws.uniform() * hours.size());
  for (int i = 0; i < total; ++i) {
    // Steps of three go through all eight hours before one comes again.
    const Hour& hour = hours[(first + static_cast<std::size_t>(i) * 3) % hours.size()];
    const auto minute = static_cast<int>(draws.uniform() * 60.0);
    const base::LocalTime local = day + base::hours{hour.hour} + base::minutes{minute};
    const model::Tier tier = i < ppv ? draw_tier(page, draws) : model::Tier::bump;
    const std::optional<base::Instant> at = zone.to_instant(local);
    if (!at || *at > as_of) continue;
    messages.push_back(make_message(page, captions, tier, *at, hour.effect, tired, draws));
  }
}

std::string page_messages(const DemoPage& page, const CaptionsByTier& captions, base::Instant as_of,
                          std::uint64_t seed) {
  const base::Zone zone = base::Zone::find(page.timezone);
  const base::RandomStream stream(seed, fmt::format("demo|{}", page.name));
  const base::LocalDay first = zone.local_day(as_of) - base::days{history_days};
  std::vector<DemoMessage> messages;
  for (int n = 0; n <= history_days; ++n) {
    base::Draws draws = stream.at(static_cast<std::uint64_t>(n));
    add_day(messages, page, zone, captions, first + base::days{n}, n, as_of, draws);
  }
  std::ranges::stable_sort(messages, {}, &DemoMessage::at);
  std::string csv;
  for (const DemoMessage& message : messages) base::append_csv_record(csv, message.fields);
  return csv;
}

std::string captions_csv(const std::vector<DemoCaption>& captions) {
  std::string csv =
      "caption_id,caption_text,price_tier,content_category,psychological_trigger,has_urgency\n";
  for (const DemoCaption& caption : captions) {
    base::append_csv_record(
        csv, std::vector<std::string>{std::to_string(caption.id), caption.text,
                                      std::string(model::to_string(caption.tier)), caption.category,
                                      caption.trigger, caption.has_urgency ? "TRUE" : "FALSE"});
  }
  return csv;
}

}  // namespace

DemoAgency make_demo_agency(base::Instant as_of, std::uint64_t seed) {
  const std::vector<DemoCaption> captions = demo_captions(seed);
  const CaptionsByTier tiers = by_tier(captions);
  DemoAgency agency;
  agency.captions_csv = captions_csv(captions);
  agency.creators_csv = "page_name,display_name,timezone\n";
  agency.messages_csv =
      "page_name,message,sending_time,price,sent_count,viewed_count,purchased_count,earnings,"
      "message_type\n";
  for (const DemoPage& page : pages) {
    base::append_csv_record(agency.creators_csv,
                            std::vector<std::string>{page.name, page.display_name, page.timezone});
    agency.messages_csv += page_messages(page, tiers, as_of, seed);
    agency.page_names.emplace_back(page.name);
  }
  return agency;
}

}  // namespace eros::orchestrate
