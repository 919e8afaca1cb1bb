// Against statsmodels' REML and dense mixed-model equations: reference/make_reference.py.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "eros/learning/fit.h"
#include "paths.h"

namespace eros::learning {
namespace {

using Json = nlohmann::json;

const Json& reference() {
  static const Json json = [] {
    std::ifstream file(std::string(paths::source_dir) +
                       "/tests/learning/reference/mixed_model.json");
    return Json::parse(file);
  }();
  return json;
}

// The values as sales to so many fans that chance has no part, years apart, so that no send counts
// as a repeat.
model::Observations observations_of(const Json& rows) {
  constexpr double fans = 1e13;
  model::Observations o;
  o.as_of = base::Instant(base::days(400'000));
  for (const Json& row : rows) {
    const auto caption = row[0].get<std::int64_t>();
    const auto page = row[1].get<std::uint32_t>();
    const auto cell = row[2].get<std::uint32_t>();
    while (o.pages.size() <= page) o.pages.push_back("page " + std::to_string(o.pages.size()));
    while (o.cells.size() <= cell) o.cells.push_back({});
    o.cells[cell] = {static_cast<model::Tier>(row[3].get<int>()), std::to_string(cell), ""};
    if (row.size() > 5) {
      o.cells[cell].category = std::to_string(row[5].get<int>());
      o.cells[cell].trigger = std::to_string(row[6].get<int>());
    }
    if (o.captions.empty() || o.captions.back() != base::CaptionId{caption}) {
      o.captions.push_back(base::CaptionId{caption});
      o.cell_of.push_back(cell);
    }
    o.caption.push_back(static_cast<std::uint32_t>(o.captions.size()) - 1);
    o.page.push_back(page);
    o.at.push_back(base::Instant(base::days(1'000 * static_cast<int>(o.at.size()))));
    o.slot.push_back(0);
    o.day.push_back(0);
    o.sent.push_back(fans);
    o.audience.push_back(fans);
    o.purchases.push_back(fans * std::exp(row[4].get<double>()));
    o.price.push_back(1.0);
    o.earnings.push_back(o.purchases.back());
  }
  return o;
}

// All of it settled, nothing from the priors, none of the effects that the reference lacks.
FitOptions exactly(bool is_learning) {
  FitOptions options;
  options.most_sweeps = 3'000;
  options.tolerance = is_learning ? 1e-9 : -1.0;
  if (!is_learning) options.most_sweeps = 600;
  options.prior_effects = 0.0;
  options.is_learning_variances = is_learning;
  options.variance.page_month = options.variance.day = 0.0;
  options.variance.hour = options.variance.page_hour = 0.0;
  options.variance.category = options.variance.trigger = 0.0;
  options.variance.page_tier = 0.0;
  options.variance.page_category = options.variance.page_trigger = 0.0;
  return options;
}

TEST(MixedModel, NestedVariancesAreReml) {
  const Json& nested = reference().at("nested");
  FitOptions options = exactly(true);
  options.variance.page = options.variance.page_caption = 0.0;
  const Fit fitted = fit(observations_of(nested.at("rows")), options, {});
  const Json& variance = nested.at("variance");
  EXPECT_NEAR(fitted.variance.cell, variance.at("cell").get<double>(), 2e-4);
  EXPECT_NEAR(fitted.variance.caption, variance.at("caption").get<double>(), 2e-4);
  EXPECT_NEAR(fitted.variance.noise, variance.at("noise").get<double>(), 2e-4);
}

// Pages cut across captions: each step takes the others as known, which costs a little.
TEST(MixedModel, CrossedVariancesAreNearReml) {
  const Json& crossed = reference().at("crossed");
  const Fit fitted = fit(observations_of(crossed.at("rows")), exactly(true), {});
  const Json& variance = crossed.at("variance");
  const auto near = [&](double found, const char* name) {
    const auto truth = variance.at(name).get<double>();
    EXPECT_NEAR(found, truth, 0.2 * truth) << name;
  };
  near(fitted.variance.cell, "cell");
  near(fitted.variance.caption, "caption");
  near(fitted.variance.page_caption, "page_caption");
  near(fitted.variance.page, "page");
  near(fitted.variance.noise, "noise");
}

TEST(MixedModel, EffectsSolveHendersonsEquations) {
  const Json& crossed = reference().at("crossed");
  const Json& variance = crossed.at("variance");
  FitOptions options = exactly(false);
  options.variance.cell = variance.at("cell");
  options.variance.caption = variance.at("caption");
  options.variance.page_caption = variance.at("page_caption");
  options.variance.page = variance.at("page");
  options.variance.noise = variance.at("noise");
  const model::Observations observations = observations_of(crossed.at("rows"));
  const Fit fitted = fit(observations, options, {});
  const Json& effects = crossed.at("effects");
  const auto effect = [&](const char* factor, std::int64_t level) {
    return effects.at(factor).at(std::to_string(level)).get<double>();
  };
  for (std::uint32_t p = 0; p < observations.pages.size(); ++p) {
    EXPECT_NEAR(fitted.page.effect[p], effect("page", p), 1e-6);
  }
  for (std::size_t k = 0; k < observations.captions.size(); ++k) {
    const std::uint32_t cell = observations.cell_of[k];
    const double expected = effect("caption", base::number(observations.captions[k])) +
                            effect("cell", cell) +
                            effect("tier", static_cast<int>(observations.cells[cell].tier));
    EXPECT_NEAR(fitted.tree.captions[k].mean, expected, 1e-6) << k;
  }
}

TEST(MixedModel, TastesSolveHendersonsEquations) {
  const Json& tastes = reference().at("tastes");
  const Json& variance = tastes.at("variance");
  FitOptions options = exactly(false);
  for (const auto& [name, of] :
       std::map<std::string, double*>{{"cell", &options.variance.cell},
                                      {"caption", &options.variance.caption},
                                      {"page_caption", &options.variance.page_caption},
                                      {"page", &options.variance.page},
                                      {"noise", &options.variance.noise},
                                      {"category", &options.variance.category},
                                      {"trigger", &options.variance.trigger},
                                      {"page_tier", &options.variance.page_tier},
                                      {"page_category", &options.variance.page_category},
                                      {"page_trigger", &options.variance.page_trigger}}) {
    *of = variance.at(name);
  }
  const model::Observations observations = observations_of(tastes.at("rows"));
  const Fit fitted = fit(observations, options, {});
  const Nesting& nesting = fitted.nesting;
  const auto effect = [&](const char* factor, std::uint32_t level) {
    return tastes.at("effects").at(factor).at(std::to_string(level)).get<double>();
  };
  for (std::uint32_t c = 0; c < nesting.categories.size(); ++c) {
    const auto category = static_cast<std::uint32_t>(std::stoul(nesting.categories[c]));
    EXPECT_NEAR(fitted.tree.category.effects[c].mean, effect("category", category), 1e-6);
    for (std::uint32_t p = 0; p < observations.pages.size(); ++p) {
      EXPECT_NEAR(fitted.page_category.effect[p * nesting.categories.size() + c],
                  effect("page_category", 1000 * p + category), 1e-6);
    }
  }
  for (std::uint32_t t = 0; t < nesting.triggers.size(); ++t) {
    const auto trigger = static_cast<std::uint32_t>(std::stoul(nesting.triggers[t]));
    EXPECT_NEAR(fitted.tree.trigger.effects[t].mean, effect("trigger", trigger), 1e-6);
  }
}

}  // namespace
}  // namespace eros::learning
