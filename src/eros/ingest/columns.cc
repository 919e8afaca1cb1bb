#include "eros/ingest/columns.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "eros/base/error.h"

namespace eros::ingest {
namespace {

using model::ImportKind;

const Column page_name = {
    "page_name", {"page", "creator", "creator_name", "creator_page", "account", "username"}};

const std::vector<Column> message_columns = {
    {"row_id", {"message_id", "mass_message_id", "id"}},
    page_name,
    {"message", {"text", "message_text", "caption_text", "caption", "body", "content"}},
    {"sending_time",
     {"sent_at", "send_time", "sent_time", "sending_date", "sent_date", "date", "datetime", "time",
      "timestamp"}},
    {"price", {"message_price", "ppv_price", "amount"}},
    {"sent_count", {"sent", "sends", "recipients", "audience", "delivered"}},
    {"viewed_count", {"viewed", "views", "view_count", "opens", "opened"}},
    {"purchased_count",
     {"purchased", "purchases", "purchase_count", "buys", "sales", "unlocks", "unlocked"}},
    {"earnings", {"revenue", "earned", "net_earnings", "total_earnings", "income"}},
    {"message_type", {"type", "kind"}},
    {"caption_id", {"caption_no", "caption_number"}},
};

const std::vector<Column> caption_columns = {
    {"caption_id", {"id", "caption_no", "caption_number"}},
    {"caption_text", {"text", "caption", "message", "body", "content"}},
    {"price_tier", {"tier", "pricing_tier"}},
    {"content_category", {"category", "content_type"}},
    {"psychological_trigger", {"trigger", "trigger_type", "psych_trigger"}},
    {"has_urgency", {"urgency", "urgent", "is_urgent"}},
    {"is_active", {"active", "enabled"}},
    {"page_name", page_name.other_names},
};

const std::vector<Column> creator_columns = {
    page_name,
    {"display_name", {"name", "title", "full_name"}},
    {"timezone", {"time_zone", "tz", "zone"}},
    {"quiet_start_minute", {"quiet_start", "quiet_from", "quiet_hours_start"}},
    {"quiet_end_minute", {"quiet_end", "quiet_to", "quiet_until", "quiet_hours_end"}},
    {"is_active", {"active", "enabled"}},
    {"segment_override", {"segment", "behavioral_segment"}},
    {"max_messages_per_day", {"max_messages", "max_per_day", "daily_limit"}},
    {"min_gap_minutes", {"min_gap", "gap_minutes"}},
};

const std::vector<Column> restriction_columns = {
    page_name,
    {"hard_patterns", {"hard_pattern", "hard", "blocked_patterns"}},
    {"soft_patterns", {"soft_pattern", "soft", "discouraged_patterns"}},
    {"restricted_categories", {"categories", "restricted_category", "blocked_categories"}},
    {"restricted_price_tiers", {"price_tiers", "tiers", "restricted_tiers", "blocked_tiers"}},
    {"applies_to_scope", {"scope", "applies_to"}},
    {"min_ppv_pool", {"ppv_pool", "min_ppv"}},
    {"min_bump_pool", {"bump_pool", "min_bump"}},
    {"is_active", {"active", "enabled"}},
    {"version", {"rule_version", "revision"}},
};

const std::vector<Column> holiday_columns = {
    {"holiday_date", {"date", "day"}},
    {"holiday_name", {"name", "holiday", "title"}},
    {"holiday_type", {"type", "kind"}},
    {"is_major_holiday", {"is_major", "major", "major_holiday"}},
    {"saturation_impact_factor", {"impact_factor", "impact", "factor"}},
};

// Each inner list needs one of its columns.
const std::vector<std::vector<std::string_view>>& required_of(ImportKind kind) {
  static const std::vector<std::vector<std::string_view>> required[] = {
      {{"page_name"},
       {"message", "caption_id"},
       {"sending_time"},
       {"sent_count"},
       {"viewed_count"},
       {"purchased_count"},
       {"earnings"}},
      {{"caption_text"}, {"price_tier"}},
      {{"page_name"}},
      {{"page_name"}},
      {{"holiday_date"}, {"holiday_name"}}};
  return required[static_cast<std::size_t>(kind)];
}

std::string canonical(std::string_view name) {
  std::string result;
  const auto begin = name.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return result;
  name = name.substr(begin, name.find_last_not_of(" \t") - begin + 1);
  for (const char c : name) {
    const bool parts_words = c == ' ' || c == '-' || c == '.';
    result += parts_words ? '_' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return result;
}

// Finds the places of columns in a file's header.
class Header {
 public:
  Header(std::span<const std::string> header, bool rows_differ)
      : header_(header), rows_differ_(rows_differ) {
    for (const auto& name : header) names_.push_back(canonical(name));
  }
  // Adds the places that are called `name` to those of a column: all of them where rows have keys
  // of their own, else one if it has none yet. Spelt just so goes before other spellings.
  void place(std::string_view column, std::string_view name, model::ColumnMap& columns) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i] == name && !taken_.contains(i)) found.push_back(i);
    }
    std::stable_partition(found.begin(), found.end(),
                          [&](std::size_t i) { return header_[i] == name; });
    for (const auto i : found) {
      if (!rows_differ_ && columns.contains(column)) return;
      columns[std::string(column)].push_back(i);
      taken_.insert(i);
    }
  }
  // The names that are no column's.
  std::vector<std::string> rest() const {
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (!taken_.contains(i)) rest.push_back(header_[i]);
    }
    return rest;
  }

 private:
  std::span<const std::string> header_;
  bool rows_differ_;
  std::vector<std::string> names_;  // as they are compared
  std::set<std::size_t> taken_;
};

}  // namespace

const std::vector<Column>& columns_of(ImportKind kind) {
  static const std::vector<Column>* const columns[] = {
      &message_columns, &caption_columns, &creator_columns, &restriction_columns, &holiday_columns};
  return *columns[static_cast<std::size_t>(kind)];
}

Mapping map_columns(ImportKind kind, model::FileFormat format, const std::string& file_name,
                    std::span<const std::string> names) {
  Header header(names, format == model::FileFormat::ndjson);
  Mapping mapping;
  // Own names first, so that no column's other name takes what belongs to another.
  for (const auto& column : columns_of(kind)) {
    header.place(column.name, column.name, mapping.columns);
  }
  for (const auto& column : columns_of(kind)) {
    for (const auto& name : column.other_names) header.place(column.name, name, mapping.columns);
    if (!mapping.columns.contains(column.name)) mapping.absent.emplace_back(column.name);
  }
  std::vector<std::string> missing;
  for (const auto& any_of : required_of(kind)) {
    const bool there = std::ranges::any_of(
        any_of, [&](std::string_view name) { return mapping.columns.contains(name); });
    if (!there) missing.push_back(fmt::format("{}", fmt::join(any_of, " or ")));
  }
  if (!missing.empty()) {
    throw base::Error(
        base::ErrorCode::failed,
        fmt::format("'{}' lacks required columns: {}", file_name, fmt::join(missing, ", ")),
        fmt::format("It has: {}. A CSV file names its columns in the first line.",
                    fmt::join(names, ", ")));
  }
  mapping.ignored = header.rest();
  return mapping;
}

}  // namespace eros::ingest
