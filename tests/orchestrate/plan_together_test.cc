#include "eros/orchestrate/plan_together.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "orchestrate/planned_agency.h"

namespace eros::orchestrate {
namespace {

using testing::DemoStore;
using testing::next_monday;
using testing::PlanInputs;

std::vector<base::CaptionId> captions_of(const model::Schedule& week) {
  std::vector<base::CaptionId> captions;
  for (const model::PlannedMessage& message : week.messages) captions.push_back(message.caption_id);
  return captions;
}

struct Together : ::testing::Test {
  Together() {
    std::vector<std::string> names;
    for (const auto& page : (*store).pages()) names.push_back(page.page_name);
    inputs.emplace(*store, names, next_monday);
    richest.resize(names.size());
    std::iota(richest.begin(), richest.end(), std::size_t{0});
    std::ranges::sort(richest, std::greater<>(), [this](std::size_t i) {
      return inputs->pages[i].history.page.total.earnings;
    });
  }
  std::vector<model::Schedule> plan() {
    const std::vector<PlanRequest> requests(inputs->pages.size(), inputs->request);
    return plan_together(inputs->agency, inputs->pages, requests, {});
  }
  DemoStore store;
  std::optional<PlanInputs> inputs;
  std::vector<std::size_t> richest;  // pages by earnings
};

TEST_F(Together, PagesThatEarnMoreChooseFirst) {
  ASSERT_FALSE(std::ranges::is_sorted(richest)) << "their names tell nothing";
  const auto weeks = plan();
  EXPECT_TRUE(inputs->agency.held.empty()) << "the agency is as it was";
  int chose_otherwise = 0;
  for (const std::size_t i : richest) {
    // As if alone, but for what those that earn more took.
    const auto alone = plan_page(inputs->agency, inputs->pages[i], inputs->request, {});
    EXPECT_EQ(captions_of(weeks[i]), captions_of(alone)) << weeks[i].page_name;
    EXPECT_EQ(weeks[i].page_name, inputs->pages[i].page.page_name);
    hold_captions(inputs->agency, weeks[i]);
    Agency free = load_agency(*store, testing::ImportStore::as_of, next_monday, {});
    if (captions_of(plan_page(free, inputs->pages[i], inputs->request, {})) != captions_of(alone)) {
      ++chose_otherwise;
    }
  }
  EXPECT_GT(chose_otherwise, 5) << "nobody wanted what another took";
}

TEST_F(Together, TheOrderInWhichPagesAreNamedDoesNotMatter) {
  const auto weeks = plan();
  std::ranges::reverse(inputs->pages);
  auto reversed = plan();
  std::ranges::reverse(reversed);
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    EXPECT_EQ(captions_of(weeks[i]), captions_of(reversed[i])) << weeks[i].page_name;
  }
}

}  // namespace
}  // namespace eros::orchestrate
