#pragma once
#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "eros/cli/context.h"
#include "eros/orchestrate/plan_page.h"

// What `select` and `schedule` are both told about the week.
namespace eros::cli {

struct PlanningOptions {
  std::string page;         // as PAGE
  std::string page_option;  // as --page-name
  std::string start_date;   // empty: next Monday
  std::string mode = "optimize";
  std::string policy;  // empty: the setting
  std::optional<int> ppv;
  std::optional<int> bump;
  std::string zone;  // empty: by saturation
  bool force = false;
};

void add_planning_options(CLI::App& command, PlanningOptions& options);

// The page, named either way. Throws Error(usage) where it is named neither way, or differently.
std::string planned_page(const PlanningOptions& options);

// The settings with the policy asked for. Throws Error(usage) for an unknown policy.
model::Settings planning_settings(const Context& context, const PlanningOptions& options);

struct PlanningInputs {
  model::PageInputs page;
  orchestrate::Agency agency;
  orchestrate::PlanRequest request;
};
// Loads what planning the page's week reads. Throws Error: usage for a wrong date, failed for an
// unknown page.
PlanningInputs load_planning_inputs(store::Store& store, const Context& context,
                                    const PlanningOptions& options, const std::string& page_name,
                                    const model::Settings& settings);

}  // namespace eros::cli
