#include "eros/model/words.h"

#include <algorithm>

namespace eros::model {
namespace {

// The spellings of an enumeration, in the order of its values.
template <std::size_t N>
using Names = std::array<std::string_view, N>;

constexpr Names<2> message_types = {"PPV", "Bump"};
constexpr Names<6> tiers = {"budget", "mid", "premium", "luxury", "vip", "bump"};
constexpr Names<6> tier_csv_names = {"Budget", "Mid", "Premium", "Luxury", "Vip", "Free"};
constexpr Names<5> size_tiers = {"NEW", "SMALL", "MEDIUM", "LARGE", "XL"};
constexpr Names<5> account_sizes = {"MICRO", "SMALL", "MEDIUM", "LARGE", "MEGA"};
constexpr Names<5> segments = {"EXPLORATORY", "BUDGET", "STANDARD", "PREMIUM", "LUXURY"};
constexpr Names<3> zones = {"GREEN", "YELLOW", "RED"};
constexpr Names<5> risk_levels = {"HEALTHY", "LOW", "MODERATE", "HIGH", "CRITICAL"};
constexpr Names<3> modes = {"optimize", "safe", "conservative"};
constexpr Names<3> strategies = {"explore", "exploit", "balanced"};
constexpr Names<5> schedule_statuses = {"draft", "approved", "exported", "superseded", "failed"};
constexpr Names<3> scopes = {"PPV_ONLY", "BUMP_ONLY", "ALL"};
constexpr Names<2> lock_scopes = {"agency", "page"};
constexpr Names<3> attributes = {"tier", "category", "trigger"};

template <typename Enum, std::size_t N>
std::string_view name_of(const Names<N>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

bool equal_but_for_case(std::string_view left, std::string_view right) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

template <typename Enum, std::size_t N>
std::optional<Enum> value_of(const Names<N>& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i) {
    if (equal_but_for_case(names[i], text)) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(MessageType value) { return name_of(message_types, value); }
std::string_view to_string(Tier value) { return name_of(tiers, value); }
std::string_view csv_name(Tier value) { return name_of(tier_csv_names, value); }
std::string_view to_string(SizeTier value) { return name_of(size_tiers, value); }
std::string_view to_string(AccountSize value) { return name_of(account_sizes, value); }
std::string_view to_string(Segment value) { return name_of(segments, value); }
std::string_view to_string(Zone value) { return name_of(zones, value); }
std::string_view to_string(RiskLevel value) { return name_of(risk_levels, value); }
std::string_view to_string(Mode value) { return name_of(modes, value); }
std::string_view to_string(Strategy value) { return name_of(strategies, value); }
std::string_view to_string(ScheduleStatus value) { return name_of(schedule_statuses, value); }
std::string_view to_string(Scope value) { return name_of(scopes, value); }
std::string_view to_string(LockScope value) { return name_of(lock_scopes, value); }
std::string_view to_string(Attribute value) { return name_of(attributes, value); }

std::optional<Tier> parse_tier(std::string_view text) { return value_of<Tier>(tiers, text); }
std::optional<MessageType> parse_message_type(std::string_view text) {
  return value_of<MessageType>(message_types, text);
}
std::optional<AccountSize> parse_account_size(std::string_view text) {
  return value_of<AccountSize>(account_sizes, text);
}
std::optional<Segment> parse_segment(std::string_view text) {
  return value_of<Segment>(segments, text);
}
std::optional<Zone> parse_zone(std::string_view text) { return value_of<Zone>(zones, text); }
std::optional<Mode> parse_mode(std::string_view text) { return value_of<Mode>(modes, text); }
std::optional<ScheduleStatus> parse_schedule_status(std::string_view text) {
  return value_of<ScheduleStatus>(schedule_statuses, text);
}
std::optional<Scope> parse_scope(std::string_view text) { return value_of<Scope>(scopes, text); }
std::optional<LockScope> parse_lock_scope(std::string_view text) {
  return value_of<LockScope>(lock_scopes, text);
}
std::optional<Attribute> parse_attribute(std::string_view text) {
  return value_of<Attribute>(attributes, text);
}

}  // namespace eros::model
