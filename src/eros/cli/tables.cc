#include "eros/cli/tables.h"

#include <algorithm>

#include "eros/base/text.h"

namespace eros::cli {
namespace {

constexpr int gap = 2;
constexpr int least_flexible = 12;

std::vector<int> widths_of(const Table& table, int line_width) {
  std::vector<int> widths;
  for (const Column& column : table.columns) widths.push_back(base::display_width(column.title));
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], base::display_width(row[i]));
    }
  }
  int total = gap * (static_cast<int>(widths.size()) - 1);
  for (int width : widths) total += width;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (!table.columns[i].flexible || total <= line_width) continue;
    widths[i] = std::max(std::min(widths[i], least_flexible), widths[i] - (total - line_width));
  }
  return widths;
}

std::string line_of(const std::vector<std::string>& cells, const Table& table,
                    const std::vector<int>& widths) {
  std::string line;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) line.append(gap, ' ');
    line += table.columns[i].align == Align::left ? pad_right(cells[i], widths[i])
                                                  : pad_left(cells[i], widths[i]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string render_table(const Table& table, const Style& style) {
  const std::vector<int> widths = widths_of(table, style.width);
  std::vector<std::string> titles;
  std::string rule;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    titles.push_back(table.columns[i].title);
    if (i > 0) rule.append(gap, ' ');
    for (int cell = 0; cell < widths[i]; ++cell) rule += "─";
  }
  std::string out = paint(line_of(titles, table, widths), Ink::bold, style) + '\n' +
                    paint(rule, Ink::dim, style) + '\n';
  for (const auto& row : table.rows) out += line_of(row, table, widths) + '\n';
  return out;
}

}  // namespace eros::cli
