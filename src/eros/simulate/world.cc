#include "eros/simulate/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "eros/base/error.h"
#include "eros/simulate/calibration.h"
#include "eros/simulate/days.h"

namespace eros::simulate {
namespace {

constexpr std::array timezones = {"America/Los_Angeles", "America/New_York", "America/Chicago",
                                  "America/Denver", "Europe/London"};

// Half of a bank's bumps, of which people choose a week's by hand, are more than a page needs.
constexpr int least_captions = 300;

void check(const WorldRequest& request) {
  const auto refuse = [](const std::string& what) {
    throw base::Error(base::ErrorCode::usage, "a simulated agency needs " + what,
                      "choose other numbers of pages, weeks or captions");
  };
  if (request.pages < 1 || request.pages > 10'000) refuse("1 to 10,000 pages");
  if (request.weeks < 1 || request.weeks > 520) refuse("1 to 520 weeks");
  if (request.captions < least_captions || request.captions > 1'000'000) {
    refuse(fmt::format("{} to 1,000,000 captions", least_captions));
  }
  if (base::iso_weekday(request.first_day) != 1) refuse("a Monday to begin on");
}

PageWorld make_page(const World& world, const std::vector<double>& platform, std::uint32_t number) {
  const WorldRequest& request = world.request;
  const Ranges& ranges = request.preset.ranges;
  const PageParameters parameters = draw_page(ranges, request.seed, number);
  const std::string scope = fmt::format("simulate|page {}", number);
  return {
      .number = number,
      .name = fmt::format("page_{:04}", number + 1),
      .timezone = timezones[number % timezones.size()],
      .parameters = parameters,
      .weekday_hours = HourProfile(parameters, false),
      .weekend_hours = HourProfile(parameters, true),
      .appeal = Appeal(world.parameters,
                       ranges.are_labels_shuffled ? 0.0 : 1.0 - world.parameters.shared_share,
                       world.captions, request.weeks, request.seed, (scope + "|appeal").c_str()),
      .days = page_days(world.parameters, parameters, platform, request.first_day, request.seed,
                        number),
      .fans = make_fans(parameters, base::RandomStream(request.seed, scope + "|fans"))};
}

}  // namespace

int usual_captions(int pages) { return std::max(least_captions, 100 * pages); }

World make_world(const WorldRequest& request) {
  check(request);
  const Ranges& ranges = request.preset.ranges;
  const WorldParameters parameters = draw_world(ranges, request.seed);
  std::vector<SimulatedCaption> captions =
      make_captions(request.captions, parameters.caption_turnover, request.weeks, request.seed);
  Appeal appeal(parameters, ranges.are_labels_shuffled ? 0.0 : parameters.shared_share, captions,
                request.weeks, request.seed, "simulate|appeal");
  World world{request, parameters, std::move(captions), std::move(appeal), {}};
  const std::vector<double> platform =
      platform_days(ranges, parameters, request.first_day, 7 * request.weeks, request.seed);
  for (std::uint32_t number = 0; number < static_cast<std::uint32_t>(request.pages); ++number) {
    world.pages.push_back(make_page(world, platform, number));
    calibrate(world, world.pages.back());
  }
  return world;
}

}  // namespace eros::simulate
