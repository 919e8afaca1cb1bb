#include "eros/simulate/agency_files.h"

#include <fmt/format.h>

#include "eros/base/csv.h"
#include "eros/simulate/caption_texts.h"

namespace eros::simulate {

std::string creators_csv(const World& world) {
  std::string csv = "page_name,display_name,timezone\n";
  for (const PageWorld& page : world.pages) {
    csv += fmt::format("{},Page {},{}\n", page.name, page.number + 1, page.timezone);
  }
  return csv;
}

std::string captions_csv(const World& world, int week, std::optional<int> since) {
  std::string csv =
      "caption_id,caption_text,price_tier,content_category,psychological_trigger,has_urgency,"
      "is_active\n";
  const auto flag = [](bool value) { return value ? "TRUE" : "FALSE"; };
  for (const SimulatedCaption& caption : world.captions) {
    if (caption.first_week > week) continue;
    const bool has_gone = caption.last_week <= week && since && caption.last_week > *since;
    if (since && caption.first_week <= *since && !has_gone) continue;
    csv += fmt::format("{},", caption.id);
    base::append_csv_field(csv, caption.text);
    csv += fmt::format(",{},{},{},{},{}\n", model::to_string(caption.tier),
                       caption_categories()[caption.category].name,
                       caption_triggers()[caption.trigger], flag(caption.has_urgency),
                       flag(caption.is_active(week)));
  }
  return csv;
}

std::string messages_header() {
  return "row_id,page_name,message,caption_id,sending_time,price,sent_count,viewed_count,"
         "purchased_count,earnings,message_type\n";
}

void append_messages(std::string& csv, const Audience& audience, std::size_t first,
                     std::size_t last) {
  const World& world = audience.world();
  const PageWorld& page = audience.page();
  for (std::size_t i = first; i < last; ++i) {
    const Send& send = audience.sent(i);
    const Response& response = audience.response(i);
    const auto at = instant_of(world, page, send.minute);
    if (!at) continue;
    const SimulatedCaption& caption = world.captions[send.caption];
    csv += fmt::format("{}-{},{},", page.name, i + 1, page.name);
    base::append_csv_field(csv, caption.text);
    csv += fmt::format(
        ",{},{},{},{:.0f},{:.0f},{:.0f},{:.0f},{}\n", caption.id, base::format_instant(*at),
        send.price, response.sent, response.viewed, response.purchased,
        response.purchased * send.price,
        model::to_string(send.price > 0 ? model::MessageType::ppv : model::MessageType::bump));
  }
}

std::optional<base::Instant> instant_of(const World& world, const PageWorld& page,
                                        std::int64_t minute) {
  return base::Zone::find(page.timezone)
      .to_instant(world.request.first_day + base::minutes(minute));
}

std::int64_t minute_of(const World& world, base::LocalTime local) {
  return std::chrono::floor<base::minutes>(local - base::LocalTime(world.request.first_day))
      .count();
}

}  // namespace eros::simulate
