#include "eros/store/bigquery/rows.h"

#include <cassert>
#include <charconv>
#include <map>

#include "eros/base/error.h"

namespace eros::store::bigquery {
namespace {

using nlohmann::json;

constexpr std::size_t money_decimals = 4;

template <typename T>
bool read_number(std::string_view text, T& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::optional<std::int64_t> ten_thousandths(std::string_view decimal) {
  const auto point = std::min(decimal.find('.'), decimal.size());
  std::string digits(decimal.substr(0, point));
  auto fraction = decimal.substr(std::min(point + 1, decimal.size()));
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  if (fraction.size() > money_decimals) return std::nullopt;
  digits += fraction;
  if (digits.empty() || digits == "-") return std::nullopt;
  digits.append(money_decimals - fraction.size(), '0');
  std::int64_t number = 0;
  if (!read_number(digits, number)) return std::nullopt;
  return number;
}

// By the names of the service's schemas and by those of its SQL.
PagedRows::Type PagedRows::type_named(const std::string& name) {
  static const std::map<std::string, Type, std::less<>> types = {
      {"BOOLEAN", Type::boolean},     {"BOOL", Type::boolean},       {"INTEGER", Type::integer},
      {"INT64", Type::integer},       {"FLOAT", Type::real},         {"FLOAT64", Type::real},
      {"NUMERIC", Type::numeric},     {"BIGNUMERIC", Type::numeric}, {"STRING", Type::text},
      {"TIMESTAMP", Type::timestamp}, {"DATETIME", Type::datetime},  {"DATE", Type::date}};
  const auto found = types.find(name);
  return found == types.end() ? Type::other : found->second;
}

PagedRows::PagedRows(json page, std::function<json(const std::string&)> fetch)
    : fetch_(std::move(fetch)) {
  const json::json_pointer fields("/schema/fields");
  if (page.contains(fields)) {
    for (const json& field : page.at(fields)) {
      names_.push_back(field.value("name", std::string()));
      const bool is_list = field.value("mode", std::string()) == "REPEATED";
      types_.push_back(is_list ? Type::other : type_named(field.value("type", std::string())));
    }
  }
  take(std::move(page));
}

void PagedRows::take(json page) {
  page_token_ = page.value("pageToken", std::string());
  rows_ = page.contains("rows") ? std::move(page["rows"]) : json::array();
  next_ = 0;
}

bool PagedRows::next() {
  while (next_ == rows_.size()) {
    if (page_token_.empty()) return false;
    take(fetch_(page_token_));
  }
  ++next_;
  return true;
}

bool PagedRows::is_null(int column) const {
  assert(next_ > 0);
  return rows_[next_ - 1].at("f").at(static_cast<std::size_t>(column)).at("v").is_null();
}

const std::string& PagedRows::cell(int column) const {
  assert(!is_null(column));
  const json& value = rows_[next_ - 1].at("f").at(static_cast<std::size_t>(column)).at("v");
  if (!value.is_string()) refuse(column, "a single value");
  return value.get_ref<const std::string&>();
}

void PagedRows::refuse(int column, const char* wanted) const {
  throw base::Error(base::ErrorCode::failed, "column '" +
                                                 names_.at(static_cast<std::size_t>(column)) +
                                                 "' of a query cannot be read as " + wanted);
}

bool PagedRows::flag(int column) const {
  if (type(column) != Type::boolean) refuse(column, "a boolean");
  return cell(column) == "true";
}

std::int64_t PagedRows::integer(int column) const {
  if (type(column) == Type::numeric) {
    const auto value = ten_thousandths(cell(column));
    if (!value || *value % 10'000 != 0) refuse(column, "an integer");
    return *value / 10'000;
  }
  std::int64_t value = 0;
  if (type(column) != Type::integer || !read_number(cell(column), value)) {
    refuse(column, "an integer");
  }
  return value;
}

double PagedRows::real(int column) const {
  const auto is = type(column);
  double value = 0.0;
  const bool is_number = is == Type::real || is == Type::integer || is == Type::numeric;
  if (!is_number || !read_number(cell(column), value)) refuse(column, "a number");
  return value;
}

std::string_view PagedRows::text(int column) const {
  if (type(column) != Type::text) refuse(column, "text");
  return cell(column);
}

base::Instant PagedRows::instant(int column) const {
  if (type(column) == Type::timestamp) {
    std::int64_t micros = 0;
    if (!read_number(cell(column), micros)) refuse(column, "an instant");
    return base::Instant(base::microseconds(micros));
  }
  if (type(column) == Type::datetime) {
    static const auto utc = base::Zone::find("UTC");
    if (const auto value = base::parse_instant(cell(column), utc)) return *value;
  }
  refuse(column, "an instant");
}

base::LocalDay PagedRows::day(int column) const {
  if (type(column) == Type::date) {
    if (const auto value = base::parse_day(cell(column))) return *value;
  }
  refuse(column, "a day");
}

base::Money PagedRows::money(int column) const {
  if (type(column) == Type::numeric) {
    if (const auto value = ten_thousandths(cell(column))) return {*value};
  }
  refuse(column, "money (cast to NUMERIC and round to 4 decimals)");
}

}  // namespace eros::store::bigquery
