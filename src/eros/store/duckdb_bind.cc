#include "eros/store/duckdb_bind.h"

#include "eros/base/error.h"

namespace eros::store {
namespace {

using base::Error;
using base::ErrorCode;

duckdb_value make(const std::string& text) {
  return duckdb_create_varchar_length(text.data(), text.size());
}
duckdb_value make(std::int64_t number) { return duckdb_create_int64(number); }

// Binds one value to parameter `index`, by the value's type.
struct Binder {
  duckdb_prepared_statement statement;
  idx_t index;

  duckdb_state operator()(std::monostate) const { return duckdb_bind_null(statement, index); }
  duckdb_state operator()(bool value) const { return duckdb_bind_boolean(statement, index, value); }
  duckdb_state operator()(std::int64_t value) const {
    return duckdb_bind_int64(statement, index, value);
  }
  duckdb_state operator()(double value) const {
    return duckdb_bind_double(statement, index, value);
  }
  duckdb_state operator()(const std::string& value) const {
    return duckdb_bind_varchar_length(statement, index, value.data(), value.size());
  }
  duckdb_state operator()(base::Instant value) const {
    return duckdb_bind_timestamp(statement, index, {value.time_since_epoch().count()});
  }
  duckdb_state operator()(base::LocalDay value) const {
    return duckdb_bind_date(statement, index,
                            {static_cast<std::int32_t>(value.time_since_epoch().count())});
  }
  duckdb_state operator()(const std::vector<std::string>& values) const {
    return bind_list(DUCKDB_TYPE_VARCHAR, values);
  }
  duckdb_state operator()(const std::vector<std::int64_t>& values) const {
    return bind_list(DUCKDB_TYPE_BIGINT, values);
  }

 private:
  template <typename T>
  duckdb_state bind_list(duckdb_type element, const std::vector<T>& values) const {
    std::vector<duck::BoundValue> owned;
    std::vector<duckdb_value> raw;
    owned.reserve(values.size());
    raw.reserve(values.size() + 1);  // DuckDB refuses a null pointer, also for no values
    for (const auto& value : values) {
      owned.emplace_back(make(value));
      if (!owned.back()) return DuckDBError;
      raw.push_back(owned.back().get());
    }
    const duck::Type type(duckdb_create_logical_type(element));
    const duck::BoundValue list(duckdb_create_list_value(type.get(), raw.data(), raw.size()));
    return list ? duckdb_bind_value(statement, index, list.get()) : DuckDBError;
  }
};

}  // namespace

void bind_parameters(const std::string& what, duckdb_prepared_statement statement,
                     const Parameters& parameters) {
  const idx_t count = duckdb_nparams(statement);
  for (idx_t index = 1; index <= count; ++index) {
    const duck::Text name(duckdb_parameter_name(statement, index));
    const auto parameter = parameters.find(std::string_view(name.get()));
    if (parameter == parameters.end()) {
      throw Error(ErrorCode::failed, what + " lacks its parameter $" + name.get());
    }
    if (std::visit(Binder{statement, index}, parameter->second) != DuckDBSuccess) {
      throw Error(ErrorCode::failed, what + " cannot take the value of $" + name.get(),
                  "Texts must be valid UTF-8.");
    }
  }
}

}  // namespace eros::store
