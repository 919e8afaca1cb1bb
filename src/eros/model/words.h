#pragma once
#include <array>
#include <optional>
#include <string_view>

// The closed sets of SPEC 1, each with its one spelling. `to_string` gives that spelling;
// `parse_*` takes it without regard to case.
namespace eros::model {

enum class MessageType { ppv, bump };
enum class Tier { budget, mid, premium, luxury, vip, bump };   // cheapest first, bump apart
enum class SizeTier { new_page, small, medium, large, xl };    // by audience
enum class AccountSize { micro, small, medium, large, mega };  // by revenue
enum class Segment { exploratory, budget, standard, premium, luxury };
enum class Zone { green, yellow, red };
enum class RiskLevel { healthy, low, moderate, high, critical };
enum class Mode { optimize, safe, conservative };
enum class Strategy { explore, exploit, balanced };
enum class ScheduleStatus { draft, approved, exported, superseded, failed };
enum class Scope { ppv_only, bump_only, all };
enum class LockScope { agency, page };             // across all pages, or within the page
enum class Attribute { tier, category, trigger };  // what captions have in common

inline constexpr std::array paid_tiers = {Tier::budget, Tier::mid, Tier::premium, Tier::luxury,
                                          Tier::vip};

std::string_view to_string(MessageType value);     // PPV, Bump
std::string_view to_string(Tier value);            // budget ... bump, as stored
std::string_view csv_name(Tier value);             // Budget ... Vip, Free
std::string_view to_string(SizeTier value);        // NEW ... XL
std::string_view to_string(AccountSize value);     // MICRO ... MEGA
std::string_view to_string(Segment value);         // EXPLORATORY ... LUXURY
std::string_view to_string(Zone value);            // GREEN, YELLOW, RED
std::string_view to_string(RiskLevel value);       // HEALTHY ... CRITICAL
std::string_view to_string(Mode value);            // optimize, safe, conservative
std::string_view to_string(Strategy value);        // explore, exploit, balanced
std::string_view to_string(ScheduleStatus value);  // draft ... failed
std::string_view to_string(Scope value);           // PPV_ONLY, BUMP_ONLY, ALL
std::string_view to_string(LockScope value);       // agency, page
std::string_view to_string(Attribute value);       // tier, category, trigger

std::optional<Tier> parse_tier(std::string_view text);
std::optional<MessageType> parse_message_type(std::string_view text);
std::optional<AccountSize> parse_account_size(std::string_view text);
std::optional<Segment> parse_segment(std::string_view text);
std::optional<Zone> parse_zone(std::string_view text);
std::optional<Mode> parse_mode(std::string_view text);
std::optional<ScheduleStatus> parse_schedule_status(std::string_view text);
std::optional<Scope> parse_scope(std::string_view text);
std::optional<LockScope> parse_lock_scope(std::string_view text);
std::optional<Attribute> parse_attribute(std::string_view text);

}  // namespace eros::model
