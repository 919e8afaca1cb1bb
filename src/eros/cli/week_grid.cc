#include "eros/cli/week_grid.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "eros/base/text.h"
#include "eros/cli/figures.h"
#include "eros/cli/tables.h"

namespace eros::cli {
namespace {

constexpr int days_shown = 7;
constexpr int wide_cell = 13;
constexpr int short_cell = 10;
constexpr int wide_needs = 1 + days_shown * (wide_cell + 1) - 1;

struct DayPart {
  const char* name;
  int from_hour;
  int to_hour;
};
constexpr std::array<DayPart, 4> day_parts = {
    {{"night", 0, 6}, {"morning", 6, 12}, {"afternoon", 12, 17}, {"evening", 17, 24}}};

using Day = std::vector<const WeekMessage*>;

std::array<Day, days_shown> by_day(const WeekView& week) {
  std::array<Day, days_shown> days;
  for (const WeekMessage& message : week.messages) {
    const auto offset = (std::chrono::floor<base::days>(message.local) - week.start).count();
    if (offset >= 0 && offset < days_shown)
      days[static_cast<std::size_t>(offset)].push_back(&message);
  }
  return days;
}

Day within(const Day& day, const DayPart& part) {
  Day chosen;
  for (const WeekMessage* message : day) {
    const int hour = base::hour_of(message->local);
    if (hour >= part.from_hour && hour < part.to_hour) chosen.push_back(message);
  }
  return chosen;
}

// What stands after the time: the tier and price of a PPV, or that it is free.
std::string label(const WeekMessage& message, bool wide) {
  if (message.type == model::MessageType::bump) {
    const char* mark = message.is_follow_up ? "↳" : "·";
    return wide ? fmt::format("{} bump", mark) : mark;
  }
  const std::string_view name = model::csv_name(message.tier);
  const std::string price =
      wide ? fmt::format("${}", message.price) : std::to_string(message.price);
  const std::string tier = wide ? std::string(model::to_string(message.tier).substr(0, 3))
                                : std::string(name.substr(0, 1));
  // A price of three digits takes the space before it.
  const char* space = price.size() > (wide ? 3u : 2u) ? "" : " ";
  return tier + space + price;
}

std::string cell(const WeekMessage& message, bool wide, const Style& style) {
  const int width = wide ? wide_cell : short_cell;
  const Ink ink =
      ink_of(message.type == model::MessageType::bump ? model::Tier::bump : message.tier);
  return clock_text(message.local) + ' ' +
         paint(pad_right(label(message, wide), width - 6), ink, style);
}

void trim_and_end(std::string& line) {
  line.erase(line.find_last_not_of(' ') + 1);
  line += '\n';
}

std::string rule(std::string_view name, const char* stroke, int width, const Style& style) {
  std::string text(name);
  for (int i = base::display_width(name); i < width; ++i) text += stroke;
  return ' ' + paint(text, Ink::dim, style) + '\n';
}

// One line of plain cells, one a day.
template <typename CellOf>
std::string day_line(int width, CellOf cell_of) {
  std::string line;
  for (std::size_t day = 0; day < days_shown; ++day) line += ' ' + pad_right(cell_of(day), width);
  trim_and_end(line);
  return line;
}

std::string part_lines(const std::array<Day, days_shown>& days, const DayPart& part, bool wide,
                       const Style& style) {
  std::array<Day, days_shown> columns;
  std::size_t tallest = 0;
  for (std::size_t day = 0; day < days_shown; ++day) {
    columns[day] = within(days[day], part);
    tallest = std::max(tallest, columns[day].size());
  }
  std::string out;
  const std::string blank(static_cast<std::size_t>(wide ? wide_cell : short_cell), ' ');
  for (std::size_t row = 0; row < tallest; ++row) {
    std::string line;
    for (const Day& column : columns) {
      line += ' ' + (row < column.size() ? cell(*column[row], wide, style) : blank);
    }
    trim_and_end(line);
    out += line;
  }
  return out;
}

std::string totals(const std::array<Day, days_shown>& days, int width, bool wide) {
  const auto counts = [&](std::size_t day) {
    int ppv = 0;
    for (const WeekMessage* m : days[day]) ppv += m->type == model::MessageType::ppv ? 1 : 0;
    const int bump = static_cast<int>(days[day].size()) - ppv;
    return wide ? fmt::format("{} PPV + {}", ppv, bump) : fmt::format("{} + {}", ppv, bump);
  };
  const auto expected = [&](std::size_t day) {
    double sum = 0.0;
    for (const WeekMessage* m : days[day]) sum += m->expected_revenue.value_or(0.0);
    return sum > 0.0 ? money_text(sum) : std::string("-");
  };
  return day_line(width, counts) + day_line(width, expected);
}

std::string key(bool wide) {
  return wide ? " bud mid pre lux vip: PPV, price   · bump   ↳ bump: follow-up   below: counts, "
                "expected\n"
              : " B M P L V: PPV by tier, price   ·: bump   ↳: follow-up   below: expected\n";
}

std::string warning_lines(const WeekView& week, const Style& style) {
  std::string out;
  for (const std::string& warning : week.warnings) {
    out += wrap("! " + one_line(warning), style.width, 1);
  }
  return out;
}

}  // namespace

std::string week_heading(const WeekView& week, const Style& style) {
  const int year = static_cast<int>(std::chrono::year_month_day(week.start).year());
  std::string out = fmt::format(" {}  week of {} {}  {}\n",
                                paint(base::shorten(week.page_name, 24), Ink::bold, style),
                                long_day(week.start), year, paint(week.timezone, Ink::dim, style));
  out += fmt::format(
      " {} zone · {} account · {} + {} · expected {} · {}\n",
      paint(model::to_string(week.zone), ink_of(week.zone), style),
      model::to_string(week.account_size), amount_text(week.ppv, "PPV", "PPVs"),
      amount_text(week.bump, "bump", "bumps"), money_text(week.expected_revenue),
      week.validation_ok ? week.status : week.status + paint(", breaks a rule", Ink::red, style));
  if (week.revenue_a_week) {
    out += fmt::format(" Lately the page earned {} a week.\n", money_text(week.revenue_a_week));
  }
  return out;
}

std::string week_grid(const WeekView& week, const Style& style) {
  const bool wide = style.width >= wide_needs;
  const int width = wide ? wide_cell : short_cell;
  const int line = days_shown * (width + 1) - 1;
  const auto days = by_day(week);
  std::string out = week_heading(week, style) + '\n';
  const std::string names = day_line(width, [&](std::size_t day) {
    return short_day(week.start + base::days{static_cast<int>(day)});
  });
  out += paint(std::string_view(names).substr(0, names.size() - 1), Ink::bold, style) + '\n';
  for (const DayPart& part : day_parts) {
    const std::string lines = part_lines(days, part, wide, style);
    if (!lines.empty()) out += rule(std::string(part.name) + ' ', "┄", line, style) + lines;
  }
  return out + rule("", "─", line, style) + totals(days, width, wide) +
         paint(key(wide), Ink::dim, style) + warning_lines(week, style);
}

std::string week_list(const WeekView& week, const Style& style) {
  Table table;
  table.columns = {{"Day"},
                   {"Time"},
                   {"Type"},
                   {"Tier"},
                   {"Price", Align::right},
                   {"Expected", Align::right},
                   {"Text", Align::left, true}};
  for (const WeekMessage& m : week.messages) {
    const bool paid = m.type == model::MessageType::ppv;
    const char* free_kind = m.is_follow_up ? "Bump ↳" : "Bump";
    table.rows.push_back({short_day(std::chrono::floor<base::days>(m.local)), clock_text(m.local),
                          paid ? "PPV" : free_kind, std::string(model::csv_name(m.tier)),
                          paid ? fmt::format("${}", m.price) : "",
                          paid ? money_text(m.expected_revenue) : "", m.text});
  }
  return week_heading(week, style) + '\n' + render_table(table, style) + warning_lines(week, style);
}

}  // namespace eros::cli
