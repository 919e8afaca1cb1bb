#pragma once
#include <optional>
#include <string>
#include <vector>

#include "eros/base/calendar.h"
#include "eros/simulate/audience.h"

// A simulated agency as the CSV files that `eros import` takes, headers included.
namespace eros::simulate {

std::string creators_csv(const World& world);
// The captions that the bank has in `week`, and those that it had, which are inactive now; only
// those that came or went after the week `since`, if one is given.
std::string captions_csv(const World& world, int week, std::optional<int> since = {});
std::string messages_header();
// A page's messages with numbers in [first, last) as they stand now, in order of time; those whose
// local time does not exist (the clocks skip it) are left out.
void append_messages(std::string& csv, const Audience& audience, std::size_t first,
                     std::size_t last);

// The instant at which the page's clocks show this minute of the world; nothing where they skip it.
std::optional<base::Instant> instant_of(const World& world, const PageWorld& page,
                                        std::int64_t minute);
// The minute of the world that the page's clocks show.
std::int64_t minute_of(const World& world, base::LocalTime local);

}  // namespace eros::simulate
