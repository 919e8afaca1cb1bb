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

// Appends one value, by its type, which the database casts to the column's.
struct ValueAppender {
  duckdb_appender appender;

  duckdb_state operator()(std::monostate) const { return duckdb_append_null(appender); }
  duckdb_state operator()(bool value) const { return duckdb_append_bool(appender, value); }
  duckdb_state operator()(std::int64_t value) const { return duckdb_append_int64(appender, value); }
  duckdb_state operator()(double value) const { return duckdb_append_double(appender, value); }
  duckdb_state operator()(const std::string& value) const {
    return duckdb_append_varchar_length(appender, value.data(), value.size());
  }
  duckdb_state operator()(base::Instant value) const {
    return duckdb_append_timestamp(appender, {value.time_since_epoch().count()});
  }
  duckdb_state operator()(base::LocalDay value) const {
    return duckdb_append_date(appender,
                              {static_cast<std::int32_t>(value.time_since_epoch().count())});
  }
  template <typename T>
  duckdb_state operator()(const std::vector<T>&) const {
    return DuckDBError;  // lists are for statements
  }
};

[[noreturn]] void refuse(std::string_view table, const char* why) {
  throw Error(ErrorCode::failed,
              "rows for the table '" + std::string(table) +
                  "' are refused by the database: " + (why == nullptr ? "" : why));
}

duck::Appender appender_for(duckdb_connection connection, std::string_view table) {
  duckdb_appender raw = nullptr;
  const auto made = duckdb_appender_create(connection, nullptr, std::string(table).c_str(), &raw);
  duck::Appender appender(raw);
  if (made != DuckDBSuccess) refuse(table, duckdb_appender_error(raw));
  return appender;
}

void flush(duckdb_appender appender, std::string_view table) {
  if (duckdb_appender_flush(appender) != DuckDBSuccess) {
    refuse(table, duckdb_appender_error(appender));
  }
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
    if (size_of(column) != size) refuse(rows.table, "its columns differ in length");
  }
  if (size == 0) return;
  const duck::Appender appender = appender_for(connection, rows.table);
  const duck::Chunk chunk = chunk_for(rows);
  const std::size_t most = duckdb_vector_size();
  for (std::size_t begin = 0; begin < size; begin += most) {
    const std::size_t count = std::min(most, size - begin);
    for (std::size_t c = 0; c < rows.columns.size(); ++c) {
      std::visit(Copier{duckdb_data_chunk_get_vector(chunk.get(), c), begin, count},
                 rows.columns[c]);
    }
    duckdb_data_chunk_set_size(chunk.get(), count);
    if (duckdb_append_data_chunk(appender.get(), chunk.get()) != DuckDBSuccess) {
      refuse(rows.table, duckdb_appender_error(appender.get()));
    }
    duckdb_data_chunk_reset(chunk.get());
  }
  flush(appender.get(), rows.table);
}

void append_rows(duckdb_connection connection, const Records& records) {
  const duck::Appender appender = appender_for(connection, records.table);
  const ValueAppender append{appender.get()};
  for (const auto& row : records.rows) {
    for (const Value& value : row) {
      if (std::visit(append, value) != DuckDBSuccess) {
        refuse(records.table, duckdb_appender_error(appender.get()));
      }
    }
    if (duckdb_appender_end_row(appender.get()) != DuckDBSuccess) {
      refuse(records.table, duckdb_appender_error(appender.get()));
    }
  }
  flush(appender.get(), records.table);
}

}  // namespace eros::store
