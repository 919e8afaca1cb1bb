#pragma once
#include <string>
#include <vector>

#include "eros/cli/style.h"

namespace eros::cli {

enum class Align { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
  // Shortened where the table would be wider than the terminal; at most one column a table.
  bool flexible = false;
};

struct Table {
  std::vector<Column> columns;
  // As many cells a row as there are columns; plain text, any Unicode, no colour codes.
  std::vector<std::vector<std::string>> rows;
};

// The table as aligned text: a line of titles, a rule, the rows; each line ends in a line feed and
// has no trailing spaces. Widths are terminal cells, so that wide and combining characters align.
std::string render_table(const Table& table, const Style& style);

}  // namespace eros::cli
