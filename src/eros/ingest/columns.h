#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eros/model/import.h"

namespace eros::ingest {

// A column of a kind of file, under its own name, which is that of the store.
struct Column {
  std::string_view name;
  std::vector<std::string_view> other_names;  // lower case
};

// The columns that a kind of file may have.
const std::vector<Column>& columns_of(model::ImportKind kind);

// Which of a file's columns is which, by name: without regard to case, surrounding blanks, and
// whether words are parted by blanks, dots, dashes or underscores. A column's own name goes before
// its other names, and of spellings of one name that with small letters and underscores. In NDJSON
// a column has all its names, for every line has keys of its own.
struct Mapping {
  model::ColumnMap columns;
  std::vector<std::string> absent;   // columns of the kind that the file has not
  std::vector<std::string> ignored;  // the file's names that mean nothing here
};

// Throws Error(failed) if a required column is missing, naming it and what was found.
Mapping map_columns(model::ImportKind kind, model::FileFormat format, const std::string& file_name,
                    std::span<const std::string> names);

}  // namespace eros::ingest
