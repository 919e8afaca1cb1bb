// How many jobs a planning run is on BigQuery, and that it reads the messages once: the engine over
// HTTP against the fake of the service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/orchestrate/plan_weeks.h"
#include "eros/store/bigquery/estimate.h"
#include "fake_bigquery/fake_agency.h"

namespace eros {
namespace {

using ::testing::ElementsAre;

constexpr base::LocalDay start{std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};
constexpr base::Instant as_of =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);

void fill(testing::FakeAgency& agency, int pages, int messages) {
  agency.add_pages(pages);
  agency.add_messages(messages);
}

struct Run {
  std::map<std::string, int> jobs;
  std::vector<std::string> readers;  // jobs that read messages
  std::size_t messages = 0;
};

Run run(int pages, int messages) {
  testing::FakeAgency agency;
  fill(agency, pages, messages);
  auto store = agency.connect();
  std::vector<std::string> names;
  for (const auto& page : store.pages()) names.push_back(page.page_name);
  const auto jobs_before = agency.fake.jobs();
  const model::Settings settings;
  auto read = orchestrate::load_run(store, names, as_of, start, settings);
  Run run;
  run.readers = agency.fake.jobs_on("mass_messages");
  const orchestrate::PlanRequest request{.start = start, .overrides = {3, 2, {}}, .seed = 1};
  for (const auto& week :
       orchestrate::plan_weeks(store, read.agency, read.pages, request, settings, true)) {
    run.messages += week.messages.size();
  }
  run.jobs = agency.fake.jobs();
  for (const auto& [name, count] : jobs_before) run.jobs[name] -= count;
  std::erase_if(run.jobs, [](const auto& job) { return job.second == 0; });
  EXPECT_EQ(agency.number("SELECT count(*) FROM schedule_recommendations"), pages);
  return run;
}

int total(const std::map<std::string, int>& jobs) {
  int sum = 0;
  for (const auto& [name, count] : jobs) sum += count;
  return sum;
}

TEST(BigQueryRun, TakesTheSameJobsForAnyNumberOfPages) {
  const auto few = run(3, 30);
  const auto many = run(30, 30);
  EXPECT_GT(many.messages, 5 * few.messages);
  EXPECT_EQ(many.jobs, few.jobs);
  EXPECT_EQ(total(many.jobs), 14);
}

TEST(BigQueryRun, ReadsTheMessagesOnce) {
  EXPECT_THAT(run(3, 30).readers, ElementsAre("message_rollups"));
  // Pages with fewer than seven messages in the window: the older ones too, for all pages at once.
  EXPECT_THAT(run(3, 5).readers, ::testing::UnorderedElementsAre("message_rollups", "recent_uses"));
}

// `eros costs --estimate` asks of the very statements.
TEST(BigQueryRun, IsWhatTheEstimateAsksOf) {
  testing::FakeAgency agency;
  fill(agency, 2, 30);
  auto store = agency.connect();
  const model::Settings settings;
  const std::vector<std::string> names = {"page_0000", "page_0001"};
  const auto jobs_before = agency.fake.jobs();
  orchestrate::load_run(store, names, as_of, start, settings);
  std::set<std::string> ran, estimated;
  for (const auto& [name, count] : agency.fake.jobs()) {
    const auto before = jobs_before.find(name);
    if (before == jobs_before.end() || before->second < count) ran.insert(name);
  }
  for (const auto& estimate : store::bigquery::estimate_planning(
           as_bigquery(store.engine(), "a test"), as_of, settings.lookback_days)) {
    estimated.insert(estimate.name);
  }
  EXPECT_EQ(estimated, ran);
}

}  // namespace
}  // namespace eros
