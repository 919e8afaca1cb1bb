#include "eros/base/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "eros/base/error.h"

namespace eros::base {
namespace {

constexpr std::array zone_names = {
    "America/Los_Angeles", "America/New_York", "America/St_Johns",   "America/Sao_Paulo",
    "America/Phoenix",     "Europe/London",    "Europe/Dublin",      "Africa/Casablanca",
    "Asia/Kathmandu",      "Asia/Tehran",      "Asia/Beirut",        "Australia/Lord_Howe",
    "Pacific/Apia",        "Pacific/Chatham",  "Pacific/Kiritimati", "Etc/UTC"};

Instant utc(std::string_view text) {
  const auto instant = parse_instant(text, Zone::find("Etc/UTC"));
  EXPECT_TRUE(instant.has_value()) << text;
  return instant.value_or(Instant{});
}

LocalTime reading(std::string_view text) { return LocalTime(utc(text).time_since_epoch()); }

// The instant of a reading, as text; "none" for a reading that the zone skips.
std::string instant_of(const char* zone, std::string_view local) {
  const auto instant = Zone::find(zone).to_instant(reading(local));
  return instant ? format_instant(*instant) : "none";
}

Zone any_zone() { return Zone::find(*rc::gen::elementOf(zone_names)); }

Instant any_instant() {  // 2000 to 2035
  const auto first = utc("2000-01-01 00:00").time_since_epoch().count();
  const auto last = utc("2035-12-31 00:00").time_since_epoch().count();
  return Instant(microseconds(*rc::gen::inRange(first, last)));
}

// An instant within two days of a change of the zone's clocks, where there is one.
Instant instant_near_a_change(const Zone& zone) {
  const Instant at = any_instant();
  const auto periods = zone.offsets(at, at + days(366));
  const auto away =
      microseconds(*rc::gen::inRange<std::int64_t>(-172'800'000'000, 172'800'000'000));
  return periods.back().from > utc("2000-01-01 00:00") ? periods.back().from + away : at + away;
}

TEST(Zone, KnowsTheNamesOfTheDatabaseOnly) {
  EXPECT_TRUE(Zone::exists("America/Los_Angeles"));
  EXPECT_TRUE(Zone::exists("US/Pacific"));
  for (const char* name : {"", "America", "Mars/Olympus", "america/los_angeles", "../UTC",
                           "zone.tab", "tzdata.zi", "leapseconds"}) {
    EXPECT_FALSE(Zone::exists(name)) << name;
  }
  try {
    Zone::find("Mars/Olympus");
    FAIL() << "a zone was found on Mars";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::usage);
    EXPECT_NE(std::string(error.what()).find("Mars/Olympus"), std::string::npos);
  }
}

RC_GTEST_PROP(Zone, ToInstantUndoesToLocal, ()) {
  const Zone zone = any_zone();
  const Instant at = *rc::gen::element(any_instant(), instant_near_a_change(zone));
  const LocalTime local = zone.to_local(at);
  const auto back = zone.to_instant(local);
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back <= at);  // a repeated reading means the first
  RC_ASSERT(zone.to_local(*back) == local);
}

RC_GTEST_PROP(Zone, AReadingIsSkippedOnlyIfNoInstantShowsIt, ()) {
  const Zone zone = any_zone();
  const LocalTime local(instant_near_a_change(zone).time_since_epoch());
  const Instant guess(local.time_since_epoch());
  bool is_shown = false;
  for (const ZoneOffset& period : zone.offsets(guess - days(2), guess + days(2))) {
    const Instant at(local.time_since_epoch() - period.offset);
    is_shown = is_shown || (at >= period.from && at < period.to);
  }
  RC_ASSERT(zone.to_instant(local).has_value() == is_shown);
}

RC_GTEST_PROP(Zone, OffsetsCoverTheRangeWithoutGaps, ()) {
  const Zone zone = any_zone();
  const Instant from = any_instant();
  const Instant to =
      from + microseconds(*rc::gen::inRange<std::int64_t>(1, 1'000'000LL * 86400 * 400));
  const auto periods = zone.offsets(from, to);
  RC_ASSERT(!periods.empty());
  RC_ASSERT(periods.front().from <= from && periods.front().to > from);
  RC_ASSERT(periods.back().from < to && periods.back().to >= to);
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const Instant at = std::max(from, periods[i].from);
    RC_ASSERT(zone.to_local(at).time_since_epoch() - at.time_since_epoch() == periods[i].offset);
    if (i > 0) {
      RC_ASSERT(periods[i].from == periods[i - 1].to);
      RC_ASSERT(periods[i].offset != periods[i - 1].offset);
    }
  }
}

RC_GTEST_PROP(Zone, ADayStartsAtItsFirstInstant, ()) {
  const Zone zone = any_zone();
  const LocalDay day = zone.local_day(instant_near_a_change(zone));
  const Instant start = zone.day_start(day);
  RC_ASSERT(zone.local_day(start) == day);
  RC_ASSERT(zone.local_day(start - microseconds(1)) < day);
}

TEST(Zone, AnEmptyRangeHasNoOffsets) {
  const Instant at = utc("2026-11-17 12:00");
  EXPECT_TRUE(Zone::find("Europe/London").offsets(at, at).empty());
}

TEST(Zone, LosAngelesSpringAndAutumn2026) {
  EXPECT_EQ(instant_of("America/Los_Angeles", "2026-03-08 01:59:59"),
            "2026-03-08T09:59:59.000000Z");
  EXPECT_EQ(instant_of("America/Los_Angeles", "2026-03-08 02:00"), "none");
  EXPECT_EQ(instant_of("America/Los_Angeles", "2026-03-08 02:59:59.999999"), "none");
  EXPECT_EQ(instant_of("America/Los_Angeles", "2026-03-08 03:00"), "2026-03-08T10:00:00.000000Z");
  // 01:30 comes twice on the first of November; the first is still summer time.
  EXPECT_EQ(instant_of("America/Los_Angeles", "2026-11-01 01:30"), "2026-11-01T08:30:00.000000Z");
  EXPECT_EQ(instant_of("America/Los_Angeles", "2026-11-01 02:00"), "2026-11-01T10:00:00.000000Z");
}

TEST(Zone, LordHoweMovesByHalfAnHour) {
  // +10:30 to +11:00 at 2026-10-04 02:00, and back at 2026-04-05 02:00.
  EXPECT_EQ(instant_of("Australia/Lord_Howe", "2026-10-04 02:15"), "none");
  EXPECT_EQ(instant_of("Australia/Lord_Howe", "2026-10-04 02:30"), "2026-10-03T15:30:00.000000Z");
  EXPECT_EQ(instant_of("Australia/Lord_Howe", "2026-04-05 01:45"), "2026-04-04T14:45:00.000000Z");
  EXPECT_EQ(instant_of("Australia/Lord_Howe", "2026-04-05 02:00"), "2026-04-04T15:30:00.000000Z");
}

TEST(Zone, ApiaHadNoThirtiethOfDecember2011) {
  const Zone apia = Zone::find("Pacific/Apia");
  EXPECT_EQ(instant_of("Pacific/Apia", "2011-12-30 00:00"), "none");
  EXPECT_EQ(instant_of("Pacific/Apia", "2011-12-30 12:00"), "none");
  EXPECT_EQ(instant_of("Pacific/Apia", "2011-12-31 00:00"), "2011-12-30T10:00:00.000000Z");
  EXPECT_EQ(format_instant(apia.day_start(*parse_day("2011-12-30"))),
            "2011-12-30T10:00:00.000000Z");
  const auto periods = apia.offsets(utc("2011-12-29 00:00"), utc("2012-01-01 00:00"));
  ASSERT_EQ(periods.size(), 2u);
  EXPECT_EQ(periods[0].offset, seconds(hours(-10)));
  EXPECT_EQ(periods[1].offset, seconds(hours(14)));
}

TEST(Zone, ADayMayStartAtOne) {  // Beirut skips midnight
  const Zone beirut = Zone::find("Asia/Beirut");
  const LocalDay day = *parse_day("2026-03-29");
  EXPECT_EQ(format_local(beirut.to_local(beirut.day_start(day))), "2026-03-29 01:00:00");
}

TEST(ParseInstant, TakesTheFormsOfIso8601) {
  const Zone zone = Zone::find("America/Los_Angeles");
  const auto text_of = [&](std::string_view text) {
    const auto instant = parse_instant(text, zone);
    return instant ? format_instant(*instant) : "none";
  };
  EXPECT_EQ(text_of("2026-11-17T12:00:00-08:00"), "2026-11-17T20:00:00.000000Z");
  EXPECT_EQ(text_of("2026-11-17 12:00:00-0800"), "2026-11-17T20:00:00.000000Z");
  EXPECT_EQ(text_of("2026-11-17T12:00-08"), "2026-11-17T20:00:00.000000Z");
  EXPECT_EQ(text_of("2026-11-17T20:00:00Z"), "2026-11-17T20:00:00.000000Z");
  EXPECT_EQ(text_of("2026-11-18T01:45:00.25+05:45"), "2026-11-17T20:00:00.250000Z");
  EXPECT_EQ(text_of("2026-11-17T12:00:00.000001"), "2026-11-17T20:00:00.000001Z");
  EXPECT_EQ(text_of("2026-07-17 12:00"), "2026-07-17T19:00:00.000000Z");
  EXPECT_EQ(text_of("2024-02-29T12:00:00Z"), "2024-02-29T12:00:00.000000Z");
  EXPECT_EQ(text_of("1969-12-31T23:59:59.999999Z"), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(text_of("2026-11-01T01:30:00"), "2026-11-01T08:30:00.000000Z");  // the first of two
}

TEST(ParseInstant, TakesNothingElse) {
  const Zone zone = Zone::find("America/Los_Angeles");
  for (const char* text : {"",
                           "2026-11-17",
                           "2026-11-17T",
                           "2026-11-17T12",
                           "2026-11-17T12:0",
                           "2026-11-17T12:00:",
                           "2026-11-17T12:00:00.",
                           "2026-11-17T12:00:00.1234567",
                           "2026-11-17T12:00:00,5",
                           "2026-11-17T12:00:60Z",
                           "2026-11-17T24:00:00Z",
                           "2026-11-17T12:60:00Z",
                           "2026-02-29T12:00:00Z",
                           "2026-00-10T12:00:00Z",
                           "2026-13-10T12:00:00Z",
                           "2026-04-31T12:00:00Z",
                           "26-11-17T12:00:00Z",
                           "2026-1-17T12:00:00Z",
                           "2026-11-17t12:00:00Z",
                           "2026-11-17T12:00:00z",
                           "2026-11-17T12:00:00 Z",
                           "2026-11-17T12:00:00Zx",
                           "2026-11-17T12:00:00+",
                           "2026-11-17T12:00:00+8",
                           "2026-11-17T12:00:00+08:",
                           "2026-11-17T12:00:00+08:0",
                           "2026-11-17T12:00:00+24:00",
                           "2026-11-17T12:00:00+08:60",
                           "2026-11-17T12:00:00-08:00:00",
                           " 2026-11-17T12:00:00Z",
                           "2026-11-17T12:00:00Z ",
                           "2026-11-17  12:00:00",
                           "-026-11-17T12:00:00Z",
                           "+2026-11-17T12:00:00Z",
                           "12026-11-17T12:00",
                           "11/17/2026 12:00",
                           "1763409600",
                           "2026-11-17T1 :00:00",
                           "2026-11-17T-1:00:00",
                           "2026-03-08T02:30:00"}) {  // the last is skipped by the zone
    EXPECT_FALSE(parse_instant(text, zone).has_value()) << text;
  }
  EXPECT_FALSE(parse_instant(std::string_view("2026-11-17T12:00:00Z\0", 21), zone).has_value());
}

RC_GTEST_PROP(ParseInstant, ReadsWhatFormatInstantWrites, ()) {
  const Instant at = any_instant();
  RC_ASSERT(parse_instant(format_instant(at), any_zone()) == at);
}

TEST(ParseDay, TakesRealDaysOnly) {
  EXPECT_EQ(format_day(*parse_day("2026-11-17")), "2026-11-17");
  EXPECT_EQ(format_day(*parse_day("2000-02-29")), "2000-02-29");
  for (const char* text : {"", "2026-11", "2026-11-17 ", "2026-11-31", "1900-02-29",
                           "2026-11-17T00:00", "2026/11/17", "20261117", "2026-11-00"}) {
    EXPECT_FALSE(parse_day(text).has_value()) << text;
  }
}

TEST(Day, WeekdaysAndReadings) {
  const LocalDay monday = *parse_day("2026-11-16");
  constexpr std::array names = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                "Friday", "Saturday", "Sunday"};
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(iso_weekday(monday + days(i)), i + 1);
    EXPECT_EQ(day_name(monday + days(i)), names[static_cast<std::size_t>(i)]);
    EXPECT_EQ(is_weekend(monday + days(i)), i >= 5);
  }
  EXPECT_EQ(hour_of(reading("2026-11-17 23:59:59")), 23);
  EXPECT_EQ(minute_of_day(reading("2026-11-17 23:59:59.999999")), 1439);
  EXPECT_EQ(minute_of_day(reading("1960-01-01 00:01")), 1);  // before the epoch too
  EXPECT_EQ(format_local(reading("1960-01-01 00:01:02.5")), "1960-01-01 00:01:02");
}

}  // namespace
}  // namespace eros::base
