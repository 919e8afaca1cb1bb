#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "eros/store/duckdb_handles.h"
#include "eros/store/engine.h"

namespace eros::store {

// A cursor over a materialised DuckDB result: it reads chunk by chunk without copying text, and
// nothing that runs on the same connection disturbs it. Column types that Rows has no getter for
// (lists, structs, ...) must be cast in the SQL; reading one throws Error(failed).
class DuckDBRows : public Rows {
 public:
  // `keep_alive` is what must outlive the result (the database).
  DuckDBRows(duck::Result result, std::shared_ptr<const void> keep_alive);

  bool next() override;
  bool is_null(int column) const override;
  bool flag(int column) const override;
  std::int64_t integer(int column) const override;
  double real(int column) const override;
  std::string_view text(int column) const override;
  base::Instant instant(int column) const override;
  base::LocalDay day(int column) const override;
  base::Money money(int column) const override;
  const std::vector<std::string>& names() const override { return names_; }

 private:
  struct Column {
    duckdb_type type = DUCKDB_TYPE_INVALID;
    duckdb_type stored_as = DUCKDB_TYPE_INVALID;  // the integer type under a DECIMAL
    int scale = 0;
    const void* data = nullptr;
    const std::uint64_t* validity = nullptr;
  };
  template <typename T>
  const T& value(const Column& column) const {
    return static_cast<const T*>(column.data)[row_];
  }
  const Column& at(int column) const;
  [[noreturn]] void refuse(int column, const char* wanted) const;
  bool load_chunk();

  std::shared_ptr<const void> keep_alive_;
  duck::Result result_;
  duck::Chunk chunk_;
  std::vector<Column> columns_;
  std::vector<std::string> names_;
  idx_t rows_in_chunk_ = 0;
  idx_t row_ = 0;
};

}  // namespace eros::store
