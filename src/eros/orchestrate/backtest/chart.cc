#include "eros/orchestrate/backtest/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace eros::orchestrate::backtest {
namespace {

constexpr double left = 56, right = 600, top = 56, bottom = 330, width = 760, height = 380;
// Okabe and Ito's colours, which people with any colour vision tell apart.
constexpr std::array colours = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                "#E69F00", "#56B4E9", "#999999", "#F0E442"};

struct Scale {
  double low = 0.0, high = 0.1, step = 0.1;
  std::size_t weeks = 1;
  double x(std::size_t week) const {
    const double last = weeks > 1 ? static_cast<double>(weeks - 1) : 1.0;
    return left + (right - left) * static_cast<double>(week) / last;
  }
  double y(double gain) const { return bottom - (bottom - top) * (gain - low) / (high - low); }
};

// Steps of 10, 20, 50 or 100 % that give at most ten lines.
Scale scale_of(const Comparison& comparison) {
  Scale scale;
  scale.weeks = comparison.weeks;
  double low = 0.0, high = 0.1;
  for (const ArmSummary& arm : comparison.arms) {
    for (const std::optional<double>& gain : arm.weekly_revenue_uplift) {
      low = std::min(low, gain.value_or(0.0));
      high = std::max(high, gain.value_or(0.0));
    }
  }
  for (const double step : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0}) {
    scale.step = step;
    scale.low = std::floor(low / step) * step;
    scale.high = std::ceil(high / step) * step;
    if ((scale.high - scale.low) / step < 10.5) break;
  }
  return scale;
}

std::string axes(const Comparison& comparison, const Scale& scale) {
  std::string svg;
  const int lines = static_cast<int>(std::lround((scale.high - scale.low) / scale.step));
  for (int i = 0; i <= lines; ++i) {
    const double gain = scale.low + i * scale.step;
    svg += fmt::format(
        "<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#888\" "
        "stroke-opacity=\"{}\"/>\n<text x=\"{}\" y=\"{:.1f}\" "
        "text-anchor=\"end\">{:+.0f}%</text>\n",
        left, right, scale.y(gain), scale.y(gain), std::abs(gain) < 1e-9 ? 0.9 : 0.25, left - 6,
        scale.y(gain) + 4, 100.0 * gain);
  }
  for (std::size_t week = 0; week<comparison.weeks; week += comparison.weeks> 13 ? 4 : 1) {
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                       scale.x(week), bottom + 18, week + 1);
  }
  return svg + fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">week</text>\n",
                           (left + right) / 2, bottom + 38);
}

// Weeks without a gain are left out.
std::string line(const ArmSummary& arm, const Scale& scale, const char* colour) {
  std::string points;
  for (std::size_t week = 0; week < arm.weekly_revenue_uplift.size(); ++week) {
    const std::optional<double>& gain = arm.weekly_revenue_uplift[week];
    if (!gain) continue;
    points +=
        fmt::format("{}{:.1f},{:.1f}", points.empty() ? "" : " ", scale.x(week), scale.y(*gain));
  }
  return fmt::format("<polyline fill=\"none\" stroke=\"{}\" stroke-width=\"2\" points=\"{}\"/>\n",
                     colour, points);
}

std::string legend(const ArmSummary& arm, std::size_t place, const char* colour) {
  const double y = top + 12 + 22.0 * static_cast<double>(place);
  return fmt::format(
      "<line x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"3\"/>\n"
      "<text x=\"{}\" y=\"{}\">{} {:+.1f}%</text>\n",
      right + 14, right + 32, y, y, colour, right + 38, y + 4, arm.arm,
      100.0 * arm.revenue_over_random->mean);
}

}  // namespace

std::string chart_svg(const Comparison& comparison) {
  const Scale scale = scale_of(comparison);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"sans-serif\" "
      "font-size=\"12\" fill=\"#777\">\n"
      "<text x=\"{}\" y=\"20\" font-size=\"15\">Revenue over random captions at random "
      "hours</text>\n"
      "<text x=\"{}\" y=\"38\">simulated: {}, {} {}, {} {}</text>\n",
      width, height, left, left, comparison.preset, comparison.pages,
      comparison.pages == 1 ? "page" : "pages", comparison.seeds.size(),
      comparison.seeds.size() == 1 ? "seed" : "seeds");
  svg += axes(comparison, scale);
  std::size_t place = 0;
  for (const ArmSummary& arm : comparison.arms) {
    if (!arm.revenue_over_random) continue;
    const char* colour = colours[place % colours.size()];
    svg += line(arm, scale, colour) + legend(arm, place++, colour);
  }
  return svg + "</svg>\n";
}

}  // namespace eros::orchestrate::backtest
