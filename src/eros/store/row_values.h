#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "eros/base/error.h"
#include "eros/store/engine.h"

// Reading one column of a row where NULL has a meaning or a word stands for a value.
namespace eros::store {

inline std::string text_or_empty(const Rows& rows, int column) {
  return rows.is_null(column) ? std::string() : std::string(rows.text(column));
}

inline double real_or(const Rows& rows, int column, double otherwise) {
  return rows.is_null(column) ? otherwise : rows.real(column);
}

inline std::optional<double> optional_real(const Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.real(column);
}

inline std::optional<int> optional_int(const Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return static_cast<int>(rows.integer(column));
}

// A stored word by its parser, e.g. word(text, model::parse_tier). Throws Error(failed) for a
// word that the program does not know: somebody else wrote to the store.
template <typename Parser>
auto word(std::string_view text, Parser parse) {
  if (const auto value = parse(text)) return *value;
  throw base::Error(base::ErrorCode::failed,
                    "the store holds a word that is not known here: '" + std::string(text) + "'",
                    "Was the store written by another program?");
}

}  // namespace eros::store
