// Selection for one page (captions::pick) from banks of 44 thousand and 1 million captions.
#include <benchmark/benchmark.h>

#include <array>
#include <map>
#include <memory>
#include <string>

#include "eros/base/random.h"
#include "eros/captions/learned_bank.h"
#include "eros/captions/pick.h"
#include "eros/captions/policies.h"

namespace {

using namespace eros;

constexpr std::array categories = {"Pets",   "Art",    "Music",   "Cooking",
                                   "Travel", "Garden", "Fitness", "Books"};
constexpr std::array triggers = {"",          "Scarcity",     "Urgency",     "FOMO",
                                 "Curiosity", "Social Proof", "Exclusivity", "Flash Sale"};

struct World {
  model::CaptionBank bank;
  model::PageInputs inputs;
  model::Report report;
  model::Volume volume;
  model::Settings settings;
  std::vector<captions::HeldCaption> held;
  captions::LearnedBank learned;
};

model::Caption caption(std::int64_t id, base::Draws& draws) {
  model::Caption made;
  made.id = base::CaptionId{id};
  made.text = "A quiet walk by the river, no. " + std::to_string(id);
  made.key = base::format_day(base::LocalDay{base::days(id)}) + "|" + std::to_string(id);
  made.tier = std::array{model::Tier::budget, model::Tier::mid, model::Tier::premium,
                         model::Tier::bump}[draws() % 4];
  made.category = categories[draws() % categories.size()];
  made.trigger = triggers[draws() % triggers.size()];
  made.has_urgency = draws() % 8 == 0;
  return made;
}

// Every fifth caption has been sent somewhere.
model::Learned learned_of(const model::CaptionBank& bank) {
  model::Learned learned;
  learned.as_of =
      *base::Zone::find("UTC").to_instant(base::LocalTime(*base::parse_day("2026-11-17")));
  learned.observations = 60'000;
  const base::RandomStream stream(7, "selection_bench|learned");
  for (const model::Tier tier : {model::Tier::budget, model::Tier::mid, model::Tier::premium}) {
    learned.tiers.push_back({tier, -2.0, 0.01, 20'000});
  }
  for (std::size_t row = 0; row < bank.size(); row += 5) {
    base::Draws draws = stream.at(row);
    learned.captions.push_back(
        {bank.id[row], -2.5 + draws.uniform(), 0.01 + 0.05 * draws.uniform(), 0.5, 4, 3});
  }
  return learned;
}

// A page with 2,000 captions tried, in a MEDIUM week of 12 PPVs and 8 bumps, or a MEGA one in RED.
std::unique_ptr<World> make_world(std::int64_t captions, bool is_red) {
  auto world = std::make_unique<World>();
  const base::RandomStream stream(7, "selection_bench");
  world->bank.reserve(static_cast<std::size_t>(captions), static_cast<std::size_t>(captions) * 48);
  for (std::int64_t id = 1; id <= captions; ++id) {
    base::Draws draws = stream.at(static_cast<std::uint64_t>(id));
    world->bank.add(caption(id, draws));
    if (id % (captions / 2'000) != 0) continue;
    model::CaptionStats stats;
    stats.caption_id = base::CaptionId{id};
    stats.successes = 1.0 + 10.0 * draws.uniform();
    stats.failures = 1.0 + 10.0 * draws.uniform();
    stats.total_observations = 12;
    stats.avg_emv = 60.0 * draws.uniform();
    world->inputs.caption_stats.push_back(stats);
  }
  world->learned = captions::LearnedBank(world->bank, learned_of(world->bank));
  for (const model::CaptionStats& stats : world->inputs.caption_stats) {
    world->inputs.learned.captions.push_back({0, stats.caption_id, 0.05F, 0.2F, 1.0F});
  }
  const base::LocalDay start = *base::parse_day("2026-11-23");
  for (std::uint32_t i = 0; i < 500; ++i) {
    world->held.push_back({i * 37, start + base::days(i % 7), "page_other", "sched"});
  }
  world->inputs.page.page_name = "page_0001";
  world->report.behavioral_segment.segment_label = model::Segment::standard;
  world->report.account_classification.size_tier = model::SizeTier::medium;
  world->volume.start = start;
  world->volume.zone = is_red ? model::Zone::red : model::Zone::green;
  world->volume.ppv_per_day =
      is_red ? std::array{0, 0, 1, 2, 2, 2, 3} : std::array{2, 2, 2, 2, 2, 1, 1};
  world->volume.bump_per_day =
      is_red ? std::array{3, 3, 6, 5, 5, 5, 5} : std::array{2, 1, 1, 1, 1, 1, 1};
  return world;
}

// Made once: making a bank takes far longer than picking from it.
const World* world_of(std::int64_t captions, bool is_red) {
  static std::map<std::pair<std::int64_t, bool>, std::unique_ptr<World>> worlds;
  std::unique_ptr<World>& world = worlds[{captions, is_red}];
  if (!world) world = make_world(captions, is_red);
  return world.get();
}

void select(benchmark::State& state, const char* policy) {
  const World* world = world_of(state.range(0), state.range(1) != 0);
  const captions::PickRequest request{world->bank,
                                      world->inputs,
                                      world->report,
                                      world->volume,
                                      world->settings,
                                      captions::find_policy(policy),
                                      {},
                                      world->held,
                                      {},
                                      1,
                                      &world->learned};
  for (auto _ : state) {
    model::CaptionPool pool = captions::pick(request);
    benchmark::DoNotOptimize(pool);
  }
}

}  // namespace

BENCHMARK_CAPTURE(select, beta, "beta")
    ->ArgNames({"captions", "red"})
    ->ArgsProduct({{44'000, 1'000'000}, {0, 1}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(select, wilson, "wilson")
    ->ArgNames({"captions", "red"})
    ->ArgsProduct({{44'000, 1'000'000}, {0}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(select, hierarchical, "hierarchical")
    ->ArgNames({"captions", "red"})
    ->ArgsProduct({{44'000, 1'000'000}, {0}})
    ->Unit(benchmark::kMillisecond);
