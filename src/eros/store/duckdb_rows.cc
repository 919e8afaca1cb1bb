#include "eros/store/duckdb_rows.h"

#include <array>
#include <cassert>
#include <limits>

#include "eros/base/error.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;

__extension__ using Wide = __int128;

Wide widen(const duckdb_hugeint& value) {
  return static_cast<Wide>(value.upper) * (static_cast<Wide>(1) << 64) +
         static_cast<Wide>(value.lower);
}

// Powers of ten that a double holds exactly reach 10^22; DECIMAL's largest scale is 38, so the
// rest is off by half a unit in the last place at most, and always by the same.
double power_of_ten(int exponent) {
  static const auto table = [] {
    std::array<double, 39> powers{};
    double power = 1.0;
    for (auto& entry : powers) {
      entry = power;
      power *= 10.0;
    }
    return powers;
  }();
  return table[static_cast<std::size_t>(exponent)];
}

std::string unreadable(const std::string& name, const char* wanted) {
  return "column '" + name + "' of a query cannot be read as " + wanted;
}

std::int64_t narrow(Wide value, const std::string& name) {
  if (value < std::numeric_limits<std::int64_t>::min() ||
      value > std::numeric_limits<std::int64_t>::max()) {
    throw Error(ErrorCode::failed, "column '" + name + "' holds a number that is too large");
  }
  return static_cast<std::int64_t>(value);
}

}  // namespace

DuckDBRows::DuckDBRows(duck::Result result, std::shared_ptr<const void> keep_alive)
    : keep_alive_(std::move(keep_alive)), result_(std::move(result)) {
  const idx_t count = duckdb_column_count(result_.get());
  for (idx_t i = 0; i < count; ++i) {
    names_.emplace_back(duckdb_column_name(result_.get(), i));
    Column column;
    column.type = duckdb_column_type(result_.get(), i);
    if (column.type == DUCKDB_TYPE_DECIMAL) {
      const duck::Type type(duckdb_column_logical_type(result_.get(), i));
      column.stored_as = duckdb_decimal_internal_type(type.get());
      column.scale = duckdb_decimal_scale(type.get());
    } else {
      column.stored_as = column.type;
    }
    columns_.push_back(column);
  }
}

bool DuckDBRows::load_chunk() {
  do {
    chunk_.reset(duckdb_fetch_chunk(*result_));
    if (!chunk_) return false;
    rows_in_chunk_ = duckdb_data_chunk_get_size(chunk_.get());
  } while (rows_in_chunk_ == 0);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_.get(), i);
    columns_[i].data = duckdb_vector_get_data(vector);
    columns_[i].validity = duckdb_vector_get_validity(vector);
  }
  row_ = 0;
  return true;
}

bool DuckDBRows::next() {
  if (chunk_ && ++row_ < rows_in_chunk_) return true;
  return load_chunk();
}

const DuckDBRows::Column& DuckDBRows::at(int column) const {
  assert(chunk_ && row_ < rows_in_chunk_);
  return columns_.at(static_cast<std::size_t>(column));
}

void DuckDBRows::refuse(int column, const char* wanted) const {
  throw Error(ErrorCode::failed, unreadable(names_[static_cast<std::size_t>(column)], wanted));
}

bool DuckDBRows::is_null(int column) const {
  const Column& c = at(column);
  return c.validity != nullptr && (c.validity[row_ / 64] >> (row_ % 64) & 1U) == 0;
}

bool DuckDBRows::flag(int column) const {
  const Column& c = at(column);
  assert(!is_null(column));
  if (c.type != DUCKDB_TYPE_BOOLEAN) refuse(column, "a boolean");
  return value<bool>(c);
}

std::int64_t DuckDBRows::integer(int column) const {
  const Column& c = at(column);
  assert(!is_null(column));
  const std::string& name = names_[static_cast<std::size_t>(column)];
  if (c.scale != 0) refuse(column, "an integer");
  switch (c.stored_as) {
    case DUCKDB_TYPE_TINYINT:
      return value<std::int8_t>(c);
    case DUCKDB_TYPE_SMALLINT:
      return value<std::int16_t>(c);
    case DUCKDB_TYPE_INTEGER:
      return value<std::int32_t>(c);
    case DUCKDB_TYPE_BIGINT:
      return value<std::int64_t>(c);
    case DUCKDB_TYPE_UTINYINT:
      return value<std::uint8_t>(c);
    case DUCKDB_TYPE_USMALLINT:
      return value<std::uint16_t>(c);
    case DUCKDB_TYPE_UINTEGER:
      return value<std::uint32_t>(c);
    case DUCKDB_TYPE_UBIGINT:
      return narrow(static_cast<Wide>(value<std::uint64_t>(c)), name);
    case DUCKDB_TYPE_HUGEINT:
      return narrow(widen(value<duckdb_hugeint>(c)), name);
    case DUCKDB_TYPE_UHUGEINT: {
      const auto& huge = value<duckdb_uhugeint>(c);
      const Wide largest = std::numeric_limits<std::int64_t>::max();
      return narrow(huge.upper == 0 ? static_cast<Wide>(huge.lower) : largest + 1, name);
    }
    default:
      refuse(column, "an integer");
  }
}

double DuckDBRows::real(int column) const {
  const Column& c = at(column);
  assert(!is_null(column));
  if (c.type == DUCKDB_TYPE_DOUBLE) return value<double>(c);
  if (c.type == DUCKDB_TYPE_FLOAT) return static_cast<double>(value<float>(c));
  if (c.stored_as == DUCKDB_TYPE_HUGEINT) {
    return static_cast<double>(widen(value<duckdb_hugeint>(c))) / power_of_ten(c.scale);
  }
  if (c.type != DUCKDB_TYPE_DECIMAL) return static_cast<double>(integer(column));
  switch (c.stored_as) {
    case DUCKDB_TYPE_SMALLINT:
      return value<std::int16_t>(c) / power_of_ten(c.scale);
    case DUCKDB_TYPE_INTEGER:
      return value<std::int32_t>(c) / power_of_ten(c.scale);
    default:
      return static_cast<double>(value<std::int64_t>(c)) / power_of_ten(c.scale);
  }
}

std::string_view DuckDBRows::text(int column) const {
  const Column& c = at(column);
  assert(!is_null(column));
  if (c.type != DUCKDB_TYPE_VARCHAR) refuse(column, "text");
  const auto& string = value<duckdb_string_t>(c);
  // The same test as duckdb_string_is_inlined, without a call for each cell.
  const std::uint32_t length = string.value.inlined.length;
  return {length <= 12 ? string.value.inlined.inlined : string.value.pointer.ptr, length};
}

base::Instant DuckDBRows::instant(int column) const {
  const Column& c = at(column);
  assert(!is_null(column));
  if (c.type != DUCKDB_TYPE_TIMESTAMP && c.type != DUCKDB_TYPE_TIMESTAMP_TZ) {
    refuse(column, "an instant");
  }
  return base::Instant(base::microseconds(value<std::int64_t>(c)));
}

base::LocalDay DuckDBRows::day(int column) const {
  const Column& c = at(column);
  assert(!is_null(column));
  if (c.type != DUCKDB_TYPE_DATE) refuse(column, "a day");
  return base::LocalDay(base::days(value<std::int32_t>(c)));
}

base::Money DuckDBRows::money(int column) const {
  const Column& c = at(column);
  assert(!is_null(column));
  if (c.type != DUCKDB_TYPE_DECIMAL || c.scale != 4)
    refuse(column, "money (cast to DECIMAL(18,4))");
  const std::string& name = names_[static_cast<std::size_t>(column)];
  switch (c.stored_as) {
    case DUCKDB_TYPE_SMALLINT:
      return {value<std::int16_t>(c)};
    case DUCKDB_TYPE_INTEGER:
      return {value<std::int32_t>(c)};
    case DUCKDB_TYPE_HUGEINT:
      return {narrow(widen(value<duckdb_hugeint>(c)), name)};
    default:
      return {value<std::int64_t>(c)};
  }
}

}  // namespace eros::store
