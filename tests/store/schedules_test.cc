#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"
#include "eros/base/text.h"
#include "store/sample_store.h"

namespace eros::store {
namespace {

using model::ScheduleStatus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::monday;
using testing::noon;

class Schedules : public ::testing::Test {
 protected:
  Schedules() {
    const std::vector<model::Schedule> both = {
        testing::sample_schedule("fern", "s1", monday, {{1, 0}, {2, 3}}),
        testing::sample_schedule("moss", "s2", monday, {{3, 0}})};
    store_->commit(both, model::LockScope::agency, false);
  }
  // What approving or cancelling says when it refuses.
  std::string refusal(const std::function<void()>& act) {
    try {
      act();
    } catch (const base::Error& error) {
      return error.what();
    }
    return "";
  }
  testing::SampleStore store_;
};

TEST_F(Schedules, AreListedByPageAndStatus) {
  store_->approve("s2", noon);
  EXPECT_EQ(store_->schedules({}, {}).size(), 2u);
  ASSERT_EQ(store_->schedules("moss", {}).size(), 1u);
  EXPECT_EQ(store_->schedules("moss", {})[0].status, ScheduleStatus::approved);
  EXPECT_EQ(store_->schedules({}, ScheduleStatus::draft)[0].schedule_id, "s1");
  EXPECT_TRUE(store_->schedules("fern", ScheduleStatus::approved).empty());
  const std::vector<std::string> ids = {"s0", "s1", "s2"};
  EXPECT_THAT(store_->taken_schedule_ids(ids), ElementsAre("s1", "s2"));
}

TEST_F(Schedules, OnlyDraftsAreApproved) {
  store_->approve("s1", noon);
  EXPECT_THAT(refusal([&] { store_->approve("s1", noon); }), HasSubstr("is approved"));
  EXPECT_THAT(refusal([&] { store_->approve("s9", noon); }), HasSubstr("no schedule 's9'"));
  EXPECT_EQ(store_.number("SELECT count(*) FROM audit_log WHERE action = 'approve'"), 1);
}

TEST_F(Schedules, CancellingFreesTheLocks) {
  store_->cancel("s1", noon);
  EXPECT_EQ(store_->schedule("s1")->status, ScheduleStatus::superseded);
  EXPECT_EQ(store_.number("SELECT count(*) FROM active_caption_assignments WHERE NOT is_active "
                          "AND deactivation_reason = 'CANCELLED'"),
            2);
  EXPECT_TRUE(store_->schedule("s1")->is_cancelled);
  EXPECT_FALSE(store_->schedule("s2")->is_cancelled);
  EXPECT_THAT(refusal([&] { store_->cancel("s1", noon); }), HasSubstr("was cancelled"));
  EXPECT_TRUE(store_->schedule_rows("s1").empty());
}

// A backup may bring a cancelled week back; what becomes of it then counts.
TEST_F(Schedules, AWeekThatCameBackIsCancelledNoLonger) {
  store_->cancel("s1", noon);
  store_.run("UPDATE schedule_recommendations SET status = 'draft' WHERE schedule_id = 's1'");
  EXPECT_FALSE(store_->schedule("s1")->is_cancelled);
  store_.run(
      "UPDATE schedule_recommendations SET status = 'superseded', "
      "updated_at = updated_at + INTERVAL 1 HOUR WHERE schedule_id = 's1'");
  EXPECT_FALSE(store_->schedule("s1")->is_cancelled);
  EXPECT_EQ(store_->schedule("s1")->state(), "is superseded");
}

TEST_F(Schedules, AWeekThatGoesOutIsExported) {
  store_->log_export("s1", noon, "SKIPPED", "csv", 0.1, "zone RED");
  EXPECT_EQ(store_->schedule("s1")->status, ScheduleStatus::draft);
  for (const bool approved : {false, true}) {
    store_.run("UPDATE schedule_recommendations SET status = 'draft'");
    if (approved) store_->approve("s1", noon);
    store_->log_export("s1", noon, "SUCCESS", "csv", 0.1, "");
    EXPECT_EQ(store_->schedule("s1")->status, ScheduleStatus::exported);
  }
  EXPECT_EQ(store_.number("SELECT count(*) FROM schedule_export_log"), 3);
}

TEST_F(Schedules, AreSeenByThePlanOfTheWeekBeside) {
  const std::vector<std::string> pages = {"fern"};
  const auto planned = store_->load_pages(pages, noon, 90, monday + base::days(7))[0].planned;
  ASSERT_EQ(planned.size(), 2u);
  EXPECT_EQ(planned[0].schedule_id, "s1");
  EXPECT_EQ(planned[0].schedule_start, monday);
  EXPECT_EQ(planned[0].caption_key, "key1");
  EXPECT_EQ(store_->load_pages(pages, noon, 90, monday + base::days(28))[0].planned.size(), 0u);
  // Caption 2 and 3 are locked on the 26th and the 23rd.
  EXPECT_EQ(store_->load_agency(noon, 90, monday + base::days(10)).locks.size(), 1u);
  EXPECT_EQ(store_->load_agency(noon, 90, monday).locks.size(), 3u);
}

TEST(Pages, AreReadWithTheirSettings) {
  testing::SampleStore store;
  store.run(
      "UPDATE creators SET segment_override = 'LUXURY', max_messages_per_day = 9, "
      "quiet_start_minute = 0, quiet_end_minute = 0 WHERE page_name = 'moss'");
  const auto page = store->page("moss");
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(page->segment_override, model::Segment::luxury);
  EXPECT_EQ(page->max_messages_per_day, 9);
  EXPECT_FALSE(page->min_gap_minutes.has_value());
  EXPECT_EQ(page->quiet_start, 0);
  EXPECT_FALSE(store->page("most").has_value());
  EXPECT_THAT(store->similar_pages("most"), ElementsAre("moss"));
  EXPECT_EQ(store->pages().size(), 2u);
}

TEST(Inputs, AnUnknownPageIsNamedWithTheNearest) {
  testing::SampleStore store;
  const std::vector<std::string> pages = {"fern", "most"};
  try {
    store->load_pages(pages, noon, 90, {});
    FAIL() << "it was loaded";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("'most'"));
    EXPECT_THAT(error.hint(), HasSubstr("Did you mean moss?"));
  }
}

TEST(Inputs, RecentUsesAreTwoWeeksAndAtLeastSeven) {
  testing::SampleStore store;
  store.run(
      "INSERT INTO sent_messages (own_row_id, page_name, sending_time, sent_count, viewed_count, "
      "purchased_count, earnings, is_paid, caption_key_high, caption_key_low) "
      "SELECT *, caption_key_high(sha256(id[2:])), caption_key_low(sha256(id[2:])) FROM ("
      "SELECT 'a' || i AS id, 'fern', TIMESTAMP '2026-11-18' - to_days(i::INT), 1, 1, 0, 0, true "
      "FROM range(60) AS t(i) UNION ALL "
      "SELECT 'b' || i, 'moss', TIMESTAMP '2026-11-18' - to_days(10 * i::INT), 1, 1, 0, 0, "
      "true FROM range(60) AS t(i))");
  const std::vector<std::string> pages = {"fern", "moss"};
  const auto inputs = store->load_pages(pages, noon, 90, {});
  // The one of the 18th, 00:00 UTC, is still to come.
  ASSERT_EQ(inputs[0].recent_uses.size(), 14u);
  EXPECT_EQ(inputs[0].recent_uses.front().caption_key, base::sha256_hex("1"));
  ASSERT_EQ(inputs[1].recent_uses.size(), 7u);
  EXPECT_EQ(inputs[1].recent_uses.back().caption_key, base::sha256_hex("7"));
}

TEST(Inputs, RestrictionsAndBank) {
  testing::SampleStore store;
  store.run(
      "INSERT INTO creator_caption_restrictions (page_name, hard_patterns, "
      "restricted_price_tiers, applies_to_scope) VALUES "
      "('fern', ['a\"b', 'c'], ['vip'], 'PPV_ONLY'), ('moss', [], [], 'ALL')");
  store.run(
      "INSERT INTO caption_bank (caption_id, caption_text, caption_key, price_tier, "
      "created_at, updated_at) VALUES (2, 'Two', 'k2', 'vip', '2026-01-01', '2026-01-01'), "
      "(1, 'One', 'k1', 'bump', '2026-01-01', '2026-01-01')");
  const std::vector<std::string> pages = {"fern"};
  const auto restrictions = store->load_pages(pages, noon, 90, {})[0].restrictions;
  ASSERT_EQ(restrictions.size(), 1u);
  EXPECT_THAT(restrictions[0].hard_patterns, ElementsAre("a\"b", "c"));
  EXPECT_THAT(restrictions[0].restricted_price_tiers, ElementsAre(model::Tier::vip));
  EXPECT_EQ(restrictions[0].scope, model::Scope::ppv_only);
  const auto bank = store->load_bank();
  ASSERT_EQ(bank.size(), 2u);
  EXPECT_EQ(bank.text(0), "One");
  EXPECT_EQ(bank.tier[1], model::Tier::vip);
}

TEST(Inputs, AgencyDaysAndHolidays) {
  testing::SampleStore store;
  store.run(
      "INSERT INTO sent_messages (own_row_id, page_name, sending_time, price, sent_count, "
      "viewed_count, purchased_count, earnings, is_paid, caption_key_high, caption_key_low) "
      "SELECT *, uuid(), uuid() FROM (VALUES "
      "('a', 'fern', '2026-11-10 07:30:00'::TIMESTAMP, 5, 100, 50, 10, 50, true), "
      "('b', 'fern', '2026-11-10 06:30:00', 5, 100, 50, 20, 100, true), "
      "('c', 'fern', '2026-11-10 08:30:00', 5, 100, 0, 0, 0, true), "
      "('d', 'moss', '2026-11-10 20:30:00', 5, 100, 50, 10, 50, true))");
  const auto agency = store->load_agency(noon, 90, monday);
  ASSERT_EQ(agency.days.size(), 2u);
  EXPECT_EQ(agency.days[0].page, 0u);
  EXPECT_EQ(base::format_day(agency.days[0].day), "2026-11-09");
  EXPECT_DOUBLE_EQ(agency.days[0].mean_emv, 25.0);  // (10 + 40) / 2
  EXPECT_EQ(agency.days[1].page, 1u);
  EXPECT_DOUBLE_EQ(agency.days[1].mean_emv, 10.0);
  ASSERT_FALSE(agency.holidays.empty());
  EXPECT_EQ(agency.holidays.front().name, "Labor Day");
  EXPECT_EQ(agency.holidays.back().name, "Black Friday");
}

}  // namespace
}  // namespace eros::store
