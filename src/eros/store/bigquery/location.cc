#include "eros/store/bigquery/location.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "eros/base/error.h"
#include "eros/google/url.h"

namespace eros::store::bigquery {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::string_view scheme = "bigquery://";
constexpr const char* form =
    "Write bigquery://PROJECT/DATASET, and after it ?location=, key_file=, maximum_bytes=, "
    "endpoint= or deadline= where needed.";

[[noreturn]] void refuse(const std::string& what) { throw Error(ErrorCode::usage, what, form); }

bool has_only(std::string_view text, std::string_view also) {
  return std::ranges::all_of(text, [also](char c) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_word || also.find(c) != std::string_view::npos;
  });
}

std::int64_t positive(const std::string& name, const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number <= 0) {
    refuse("the store's " + name + " '" + text + "' is not a whole number from 1");
  }
  return number;
}

void set_option(Location& location, const std::string& name, const std::string& value) {
  if (name == "location") {
    if (value.empty() || !has_only(value, "-")) refuse("'" + value + "' is no location");
    location.region = value;
  } else if (name == "key_file") {
    location.key_file = value;
  } else if (name == "maximum_bytes") {
    location.maximum_bytes = positive(name, value);
  } else if (name == "endpoint") {
    // Tokens go there.
    if (!google::is_private(value)) {
      refuse("the store's endpoint '" + value + "' is neither https:// nor on this machine");
    }
    location.endpoint = value.substr(0, value.find_last_not_of('/') + 1);
  } else if (name == "deadline") {
    location.deadline = std::chrono::seconds(std::min<std::int64_t>(positive(name, value), 86'400));
  } else {
    refuse("a store in BigQuery has no option '" + name + "'");
  }
}

void set_options(Location& location, std::string_view query) {
  std::set<std::string> seen;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto option = query.substr(0, end);
    const auto equals = option.find('=');
    if (equals == std::string_view::npos) refuse("'" + std::string(option) + "' lacks its value");
    const std::string name(option.substr(0, equals));
    const auto value = google::url_decoded(option.substr(equals + 1));
    if (!value) refuse("the store's " + name + " is not percent-encoded as it should be");
    if (!seen.insert(name).second) refuse("the store's " + name + " is given twice");
    set_option(location, name, *value);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
}

}  // namespace

bool is_bigquery(std::string_view store) { return store.starts_with(scheme); }

Location parse_location(std::string_view store) {
  const std::string shown = "'" + std::string(store) + "'";
  if (!is_bigquery(store)) refuse(shown + " is no store in BigQuery");
  store.remove_prefix(scheme.size());
  const auto question = std::min(store.find('?'), store.size());
  const auto path = store.substr(0, question);
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) refuse(shown + " names no dataset");
  Location location;
  location.project = path.substr(0, slash);
  location.dataset = path.substr(slash + 1);
  if (location.project.empty() || !has_only(location.project, "-:.")) {
    refuse(shown + " names no project");
  }
  if (location.dataset.empty() || !has_only(location.dataset, "_")) {
    refuse(shown + " names no dataset: letters, digits and _ only");
  }
  set_options(location, store.substr(std::min(question + 1, store.size())));
  return location;
}

}  // namespace eros::store::bigquery
