#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "eros/store/engine.h"

namespace eros::store::bigquery {

// A cursor over the pages of a query's result; it fetches the next when one is used up, so next()
// may throw as a query does. Types: flag BOOL, integer INT64 (or NUMERIC that is whole), real any
// number, text STRING, instant TIMESTAMP (or DATETIME, taken as UTC), day DATE, money NUMERIC with
// at most four decimals. Reading another throws Error(failed) naming the column.
class PagedRows final : public Rows {
 public:
  // `page` is the answer of jobs.getQueryResults; `fetch` gets the page of a token.
  PagedRows(nlohmann::json page, std::function<nlohmann::json(const std::string& token)> fetch);

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
  enum class Type { boolean, integer, real, numeric, text, timestamp, datetime, date, other };
  static Type type_named(const std::string& name);
  void take(nlohmann::json page);
  Type type(int column) const { return types_.at(static_cast<std::size_t>(column)); }
  // The cell's text, as the service writes it.
  const std::string& cell(int column) const;
  [[noreturn]] void refuse(int column, const char* wanted) const;

  std::function<nlohmann::json(const std::string&)> fetch_;
  std::vector<std::string> names_;
  std::vector<Type> types_;
  nlohmann::json rows_;
  std::string page_token_;
  std::size_t next_ = 0;  // the row after the current one
};

// A decimal text ("-12.3456") in ten-thousandths; nothing if it has more decimals or does not fit.
std::optional<std::int64_t> ten_thousandths(std::string_view decimal);

}  // namespace eros::store::bigquery
