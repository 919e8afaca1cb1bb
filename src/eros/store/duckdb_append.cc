#include "eros/store/duckdb_append.h"

#include <algorithm>
#include <cstring>

#include "eros/base/error.h"
#include "eros/store/duckdb_handles.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;

duckdb_type type_of(const Column& column) {
  constexpr duckdb_type types[] = {DUCKDB_TYPE_BIGINT, DUCKDB_TYPE_DOUBLE, DUCKDB_TYPE_VARCHAR};
  return types[column.index()];
}

std::size_t size_of(const Column& column) {
  return std::visit([](const auto& values) { return values.size(); }, column);
}

// Copies `count` values from `begin` on into a vector of a chunk.
struct Copier {
  duckdb_vector vector;
  std::size_t begin;
  std::size_t count;

  template <typename T>
  void operator()(const std::vector<T>& values) const {
    std::memcpy(duckdb_vector_get_data(vector), values.data() + begin, count * sizeof(T));
  }
  void operator()(const std::vector<std::string>& values) const {
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& text = values[begin + i];
      duckdb_vector_assign_string_element_len(vector, i, text.data(), text.size());
    }
  }
};

[[noreturn]] void refuse(const NewRows& rows, const char* why) {
  throw Error(ErrorCode::failed,
              "rows for the table '" + std::string(rows.table) +
                  "' are refused by the database: " + (why == nullptr ? "" : why));
}

duck::Chunk chunk_for(const NewRows& rows) {
  std::vector<duck::Type> owned;
  std::vector<duckdb_logical_type> types;
  for (const Column& column : rows.columns) {
    owned.emplace_back(duckdb_create_logical_type(type_of(column)));
    types.push_back(owned.back().get());
  }
  return duck::Chunk(duckdb_create_data_chunk(types.data(), types.size()));
}

}  // namespace

void append_rows(duckdb_connection connection, const NewRows& rows) {
  const std::size_t size = rows.columns.empty() ? 0 : size_of(rows.columns.front());
  for (const Column& column : rows.columns) {
    if (size_of(column) != size) refuse(rows, "its columns differ in length");
  }
  if (size == 0) return;
  duckdb_appender raw = nullptr;
  const auto made =
      duckdb_appender_create(connection, nullptr, std::string(rows.table).c_str(), &raw);
  const duck::Appender appender(raw);
  if (made != DuckDBSuccess) refuse(rows, duckdb_appender_error(raw));
  const duck::Chunk chunk = chunk_for(rows);
  const std::size_t most = duckdb_vector_size();
  for (std::size_t begin = 0; begin < size; begin += most) {
    const std::size_t count = std::min(most, size - begin);
    for (std::size_t c = 0; c < rows.columns.size(); ++c) {
      std::visit(Copier{duckdb_data_chunk_get_vector(chunk.get(), c), begin, count},
                 rows.columns[c]);
    }
    duckdb_data_chunk_set_size(chunk.get(), count);
    if (duckdb_append_data_chunk(raw, chunk.get()) != DuckDBSuccess) {
      refuse(rows, duckdb_appender_error(raw));
    }
    duckdb_data_chunk_reset(chunk.get());
  }
  if (duckdb_appender_flush(raw) != DuckDBSuccess) refuse(rows, duckdb_appender_error(raw));
}

}  // namespace eros::store
