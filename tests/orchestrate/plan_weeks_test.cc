#include "eros/orchestrate/plan_weeks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "eros/base/error.h"
#include "orchestrate/planned_agency.h"

namespace eros::orchestrate {
namespace {

using testing::DemoStore;
using ::testing::ElementsAre;
using testing::expect_sound;
using ::testing::HasSubstr;
using testing::next_monday;
using testing::PlanInputs;
using ::testing::UnorderedElementsAre;

// An engine on which somebody else takes the first caption of a commit just before it, for the
// first `races` commits.
class RacingEngine final : public store::Engine {
 public:
  RacingEngine(const std::string& path, int races)
      : inner_(store::Store::open(path, {.external_access = true})), races_(races) {}

  std::unique_ptr<store::Rows> query(const store::Statement& statement) override {
    return inner_.engine().query(statement);
  }
  std::int64_t execute(const store::Statement& statement) override {
    return inner_.engine().execute(statement);
  }
  std::unique_ptr<store::Rows> run_atomically(std::span<const store::Step> steps) override {
    for (const store::Step& step : steps) {
      if (step.statement.name == "insert_locks") race(step.statement);
    }
    return inner_.engine().run_atomically(steps);
  }
  void interrupt() override { inner_.engine().interrupt(); }
  std::string version() const override { return "a racing engine"; }

  static inline std::vector<std::string> taken;  // caption keys, of the latest engine

 private:
  void race(const store::Statement& insert) {
    if (static_cast<int>(taken.size()) >= races_) return;
    auto lock = nlohmann::json::parse(std::get<std::string>(insert.parameters.at("locks"))).at(0);
    taken.push_back(lock["caption_key"]);
    lock["page_name"] = "rival";
    lock["schedule_id"] = "sched_rival_" + std::to_string(taken.size());
    const std::vector<store::Step> steps = {
        {{"hold_writer_guard"}},
        {{"insert_locks", {{"locks", nlohmann::json::array({lock}).dump()}}}}};
    inner_.engine().run_atomically(steps);
  }

  store::Store inner_;
  int races_;
};

store::Store racing_store(DemoStore& store, int races) {
  RacingEngine::taken.clear();
  return store::Store(std::make_unique<RacingEngine>(store.path("store.duckdb"), races));
}

std::set<std::string> keys_of(const model::Schedule& week) {
  std::set<std::string> keys;
  for (const auto& message : week.messages) {
    if (message.type == model::MessageType::ppv) keys.insert(message.caption_key);
  }
  return keys;
}

TEST(PlanWeeks, PicksAgainWithoutWhatOthersTookMeanwhile) {
  DemoStore store;
  auto racing = racing_store(store, 3);
  PlanInputs inputs(racing, {"cedar_runs"}, next_monday);
  const auto weeks =
      plan_weeks(racing, inputs.agency, inputs.pages, inputs.request, model::Settings(), true);
  ASSERT_EQ(RacingEngine::taken.size(), 3u) << "three conflicts are overcome";
  EXPECT_TRUE(weeks.front().validation.ok);
  for (const std::string& key : RacingEngine::taken) {
    EXPECT_FALSE(keys_of(weeks.front()).contains(key));
  }
  EXPECT_EQ(store.count("schedule_recommendations"), 1);
  EXPECT_EQ(store.count("active_caption_assignments WHERE page_name = 'cedar_runs'"),
            std::ssize(keys_of(weeks.front())));
}

TEST(PlanWeeks, GivesUpAfterThreeMoreTriesAndNamesWhatIsInTheWay) {
  DemoStore store;
  auto racing = racing_store(store, 100);
  PlanInputs inputs(racing, {"cedar_runs", "hazel_books"}, next_monday);
  try {
    plan_weeks(racing, inputs.agency, inputs.pages, inputs.request, model::Settings(), true);
    FAIL() << "it went on";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::failed);
    EXPECT_THAT(error.what(), HasSubstr("rival"));
    EXPECT_THAT(error.what(), HasSubstr("sched_rival_4"));
    EXPECT_THAT(error.what(), HasSubstr("2026-11-2"));
    EXPECT_FALSE(error.hint().empty());
  }
  EXPECT_EQ(RacingEngine::taken.size(), 4u);
  EXPECT_EQ(store.count("schedule_recommendations"), 0);
  EXPECT_EQ(store.count("schedule_messages"), 0);
  EXPECT_EQ(store.count("active_caption_assignments WHERE page_name <> 'rival'"), 0);
}

TEST(PlanWeeks, StoresManyPagesInOneCommitWithoutSharingACaption) {
  DemoStore store;
  std::vector<std::string> names;
  for (const auto& page : (*store).pages()) names.push_back(page.page_name);
  ASSERT_EQ(names.size(), 12u);
  PlanInputs inputs(*store, names, next_monday);
  const auto version = store.rows("version", "writer_guard").at(0);
  const auto weeks =
      plan_weeks(*store, inputs.agency, inputs.pages, inputs.request, model::Settings(), true);
  EXPECT_EQ(std::stoll(store.rows("version", "writer_guard").at(0)), std::stoll(version) + 1)
      << "one transaction";
  std::set<std::string> all;
  std::size_t wanted = 0;
  for (const auto& week : weeks) {
    EXPECT_TRUE(week.validation.ok) << week.page_name;
    const auto keys = keys_of(week);
    wanted += keys.size();
    all.insert(keys.begin(), keys.end());
  }
  EXPECT_EQ(all.size(), wanted) << "two pages share a caption";
  EXPECT_EQ(store.count("schedule_recommendations"), 12);
  expect_sound(store);
  // For the pages that are planned later with the same agency.
  EXPECT_EQ(inputs.agency.held.size(), wanted);
  for (const auto& held : inputs.agency.held) EXPECT_FALSE(held.schedule_id.empty());
}

TEST(PlanWeeks, ThePlanDoesNotHangOnConflictsThatAreNone) {
  // The same page, alone and with a page that earns less: those before decide, those after do not.
  DemoStore store;
  const auto alone = PlanInputs(*store, {"hazel_books"}, next_monday);
  auto agency = alone.agency;
  const auto first =
      plan_weeks(*store, agency, alone.pages, alone.request, model::Settings(), false);
  PlanInputs both(*store, {"cedar_runs", "hazel_books"}, next_monday);
  const auto second =
      plan_weeks(*store, both.agency, both.pages, both.request, model::Settings(), false);
  EXPECT_EQ(keys_of(first.front()), keys_of(second.back()));
  EXPECT_EQ(store.count("schedule_recommendations"), 0) << "neither was to be saved";
}

TEST(PlanWeeks, AHardViolationSavesNothing) {
  testing::ImportStore store;
  std::string captions = "caption_id,caption_text,price_tier,content_category\n";
  for (int i = 1; i <= 40; ++i) {
    captions += std::to_string(i) + ",The same letter," + (i % 2 == 0 ? "budget" : "mid") +
                ",Category " + std::to_string(i) + "\n";
  }
  store.import_text(model::ImportKind::captions, "captions.csv", captions);
  store.import_text(model::ImportKind::creators, "creators.csv", "page_name\nfern\n");
  PlanInputs inputs(*store, {"fern"}, next_monday);
  // A bank that was loaded wrongly: equal texts that it takes for different ones.
  const model::CaptionBank right = std::exchange(inputs.agency.bank, {});
  for (std::uint32_t row = 0; row < right.size(); ++row) {
    inputs.agency.bank.add({.id = right.id[row],
                            .text = std::string(right.text(row)),
                            .key = std::to_string(row),
                            .tier = right.tier[row],
                            .category = std::string(right.name(right.category[row]))});
  }
  try {
    plan_weeks(*store, inputs.agency, inputs.pages, inputs.request, model::Settings(), true);
    FAIL() << "saved";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::ErrorCode::failed);
    EXPECT_THAT(error.what(), HasSubstr("duplicate_caption"));
    EXPECT_THAT(error.what(), HasSubstr("fern"));
  }
  EXPECT_EQ(store.rows("count(*)", "schedule_recommendations").at(0), "0");
  EXPECT_EQ(store.rows("count(*)", "active_caption_assignments").at(0), "0");
}

TEST(PlanWeeks, ATakenIdMovesOnByAMicrosecond) {
  DemoStore store;
  const auto id_of_plan = [&](base::LocalDay start) {
    PlanInputs inputs(*store, {"cedar_runs"}, start);
    return plan_weeks(*store, inputs.agency, inputs.pages, inputs.request, model::Settings(), true)
        .front()
        .schedule_id;
  };
  EXPECT_EQ(id_of_plan(next_monday), "sched_20261117_120000_000000_cedar_runs");
  EXPECT_EQ(id_of_plan(next_monday + base::days(7)), "sched_20261117_120000_000001_cedar_runs");
  EXPECT_EQ(id_of_plan(next_monday), "sched_20261117_120000_000002_cedar_runs");
}

// Neither knows of the other when it plans; the later one replaces the earlier, and says so.
TEST(PlanWeeks, TwoThatPlanOneWeekAtOnceGetTwoIdsAndTheSecondIsTold) {
  DemoStore store;
  PlanInputs one(*store, {"cedar_runs", "hazel_books"}, next_monday);
  PlanInputs other(*store, {"hazel_books", "cedar_runs"}, next_monday);
  const auto first =
      plan_weeks(*store, one.agency, one.pages, one.request, model::Settings(), true);
  const auto second =
      plan_weeks(*store, other.agency, other.pages, other.request, model::Settings(), true);
  EXPECT_TRUE(first[0].supersedes.empty());
  EXPECT_THAT(second[0].supersedes, ElementsAre(first[1].schedule_id));
  EXPECT_THAT(second[1].supersedes, ElementsAre(first[0].schedule_id));
  EXPECT_EQ(second[1].schedule_id, "sched_20261117_120000_000001_cedar_runs");
  EXPECT_THAT(store.rows("schedule_id", "schedule_recommendations WHERE status = 'draft'"),
              UnorderedElementsAre(second[0].schedule_id, second[1].schedule_id));
  expect_sound(store);
}

TEST(CheckStart, GoesByThePagesClocks) {
  const auto as_of = testing::ImportStore::as_of;  // 05:00 of the 18th in Tokyo
  const model::Page here;
  model::Page tokyo;
  tokyo.timezone = "Asia/Tokyo";
  const base::LocalDay today = next_monday - base::days(6);
  EXPECT_NO_THROW(check_start(today, as_of, here));
  EXPECT_THROW(check_start(today - base::days(1), as_of, here), base::Error);
  EXPECT_THROW(check_start(today, as_of, tokyo), base::Error);
  EXPECT_NO_THROW(check_start(today + base::days(1), as_of, tokyo));
}

}  // namespace
}  // namespace eros::orchestrate
