#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "eros/captions/policies.h"
#include "eros/cli/backtest_text.h"
#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/named_output.h"
#include "eros/cli/commands/page_argument.h"
#include "eros/cli/commands/terminal.h"
#include "eros/cli/judgement_text.h"
#include "eros/cli/what_if_text.h"
#include "eros/exports/files.h"
#include "eros/orchestrate/backtest/backtest.h"
#include "eros/orchestrate/backtest/chart.h"
#include "eros/orchestrate/backtest/comparison_json.h"
#include "eros/orchestrate/backtest/what_if.h"
#include "eros/orchestrate/logged/judge.h"
#include "eros/orchestrate/logged/judgement_json.h"
#include "eros/orchestrate/plan_page.h"
#include "eros/simulate/world.h"

namespace eros::cli {
namespace {

namespace backtest = orchestrate::backtest;

struct Options {
  bool is_logged = false;  // by the decisions of the store, not in simulated audiences
  std::string policy;      // judged by them; empty: the setting
  double least_sample = evaluation::EvaluationLimits{}.effective_sample_size;
  std::string page;  // not given: a preset's agency
  std::string preset = "mixed";
  // What is not given has a default of its own for an agency and for a page.
  std::optional<int> pages, weeks, history_weeks, captions, seeds;
  unsigned threads = 0;
  std::vector<std::string> policies;  // empty: the usual ones
  std::string chart;
  std::string resume;
};

// A fixed Monday, so that a back-test does not depend on the day when it is run.
constexpr base::LocalDay first_day =
    base::LocalDay(std::chrono::year(2026) / std::chrono::January / 5);

struct Defaults {
  int pages, weeks, history_weeks, seeds;
};

backtest::Request make_request(const Context& context, const Options& options,
                               const simulate::Preset& preset, const Defaults& defaults) {
  const int pages = options.pages.value_or(defaults.pages);
  backtest::Request request{.preset = preset,
                            .pages = pages,
                            .captions = options.captions.value_or(simulate::usual_captions(pages)),
                            .history_weeks = options.history_weeks.value_or(defaults.history_weeks),
                            .weeks = options.weeks.value_or(defaults.weeks),
                            .first_day = first_day,
                            .seeds = {},
                            .arms = {},
                            .settings = context.settings,
                            .threads = options.threads,
                            .resume_folder = {},
                            .progress = {}};
  for (int i = 0; i < options.seeds.value_or(defaults.seeds); ++i) {
    request.seeds.push_back(context.seed + static_cast<std::uint64_t>(i));
  }
  const std::string& policy = context.settings.policy;
  for (const std::string& name :
       options.policies.empty() ? backtest::usual_arms(policy) : options.policies) {
    if (std::ranges::find(request.arms, name, &backtest::Arm::name) != request.arms.end()) {
      throw base::Error(base::ErrorCode::usage, "--policies names '" + name + "' twice",
                        "Each is compared once.");
    }
    request.arms.push_back(backtest::find_arm(name, policy));
  }
  if (!options.resume.empty()) request.resume_folder = options.resume;
  request.progress = [&context](std::size_t done, std::size_t all,
                                const backtest::ArmResult& last) {
    context.progress(fmt::format("{} of {} done: {}, seed {}", done, all, last.arm, last.seed));
  };
  return request;
}

backtest::Comparison compare(Context& context, const Options& options,
                             const backtest::Request& request) {
  if (!options.chart.empty()) {
    check_is_not_in_use(context, options.chart);
    exports::check_writable(options.chart);
  }
  backtest::Comparison comparison = backtest::compare(backtest::run(request));
  context.end_progress();
  if (!options.chart.empty()) {
    exports::write_file_atomically(options.chart, backtest::chart_svg(comparison));
    context.note("chart: " + options.chart);
  }
  return comparison;
}

void run_agency(Context& context, const Options& options) {
  const backtest::Request request =
      make_request(context, options, simulate::find_preset(options.preset),
                   {.pages = 40, .weeks = 26, .history_weeks = 8, .seeds = 1});
  const backtest::Comparison comparison = compare(context, options, request);
  if (context.format == Format::json) {
    context.out << backtest::to_json(comparison, request.preset.ranges).dump(2) << '\n';
  } else {
    context.out << backtest_text(comparison, terminal_style());
  }
}

backtest::PageLikeness page_likeness(const Context& context, const std::string& page_name) {
  auto store = context.open_store();
  const model::PageInputs inputs =
      load_page(*store, page_name, context.as_of, context.settings.lookback_days, std::nullopt);
  const orchestrate::Agency agency =
      orchestrate::load_agency_history(*store, context.as_of, context.settings);
  return backtest::likeness(
      inputs,
      orchestrate::analyse_page(agency, inputs, next_monday(context.as_of, inputs.page.timezone),
                                context.settings));
}

void run_page(Context& context, Options options) {
  const backtest::PageLikeness like = page_likeness(context, page_argument(options.page));
  if (options.policies.empty()) {
    options.policies = {"random", "original", context.settings.policy, "oracle"};
  }
  const backtest::Request request =
      make_request(context, options, like.preset,
                   {.pages = 6, .weeks = 8, .history_weeks = like.history_weeks, .seeds = 4});
  const backtest::Comparison comparison = compare(context, options, request);
  if (context.format == Format::json) {
    context.out << nlohmann::ordered_json{{"page_name", like.page_name},
                                          {"revenue_a_week", like.revenue_a_week},
                                          {"known", like.known},
                                          {"assumed", like.assumed},
                                          {"comparison",
                                           backtest::to_json(comparison, like.preset.ranges)}}
                       .dump(2)
                << '\n';
  } else {
    context.out << what_if_text(like, comparison, context.settings.policy, terminal_style());
  }
}

[[noreturn]] void throw_nothing(const orchestrate::logged::Judgement& judgement) {
  throw base::Error(base::ErrorCode::nothing, *judgement.evaluation.refusal,
                    judgement.counts.planned == 0
                        ? "plan weeks with 'eros schedule', send them, and import what they earned"
                        : "import the messages that were sent, with 'eros import messages'");
}

void run_logged(Context& context, const Options& options) {
  model::Settings settings = context.settings;
  if (!options.policy.empty()) settings.policy = options.policy;
  captions::find_policy(settings.policy);
  auto store = context.open_store();
  const orchestrate::logged::Judgement judgement = orchestrate::logged::judge(
      *store, {.as_of = context.as_of,
               .settings = settings,
               .limits = {.effective_sample_size = options.least_sample},
               .progress = [&context](std::size_t done, std::size_t all) {
                 context.progress(fmt::format("week {} of {}", done, all));
               }});
  context.end_progress();
  if (context.format == Format::json) {
    context.out << orchestrate::logged::to_json(judgement).dump(2) << '\n';
  } else if (judgement.counts.used == 0) {
    throw_nothing(judgement);
  } else {
    context.out << judgement_text(judgement, terminal_style());
  }
  if (judgement.evaluation.refusal) {
    context.exit_code = static_cast<int>(base::ErrorCode::nothing);
  }
}

}  // namespace

void add_backtest(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand(
      "backtest", "compare ways of planning in simulated audiences, or by what was sent");
  auto options = std::make_shared<Options>();
  auto* page = command->add_option(
      "--page", options->page,
      "a page of the store: simulate audiences like its own, and say what planning would bring");
  auto* logged = command->add_flag(
      "--logged", options->is_logged,
      "simulate nothing: what a policy would have earned in the place of those that planned the "
      "stored weeks");
  logged->excludes(page);
  command
      ->add_option("--policy", options->policy,
                   "with --logged: the policy that is judged (default: the setting)")
      ->needs(logged);
  command
      ->add_option("--least-sample", options->least_sample,
                   "with --logged: refuse to answer by fewer decisions of its own than this, in "
                   "effect")
      ->check(CLI::Range(2.0, 1e9))
      ->needs(logged)
      ->capture_default_str();
  command->add_option("--preset", options->preset, "the kind of audience (see eros simulate)")
      ->excludes(page)
      ->capture_default_str();
  command->add_option("--pages", options->pages, "pages of an agency (default: 40; with --page 6)");
  command
      ->add_option("--weeks", options->weeks, "weeks that are planned (default: 26; with --page 8)")
      ->check(CLI::Range(1, 500));
  command
      ->add_option("--history-weeks", options->history_weeks,
                   "weeks before them, planned by hand (default: 8; with --page its own)")
      ->check(CLI::Range(1, 100));
  command->add_option("--captions", options->captions,
                      "captions in the bank (default: 100 a page, at least 300)");
  command
      ->add_option("--seeds", options->seeds,
                   "how many agencies, from the one of --seed on (default: 1; with --page 4)")
      ->check(CLI::Range(1, 10'000));
  command
      ->add_option("--policies", options->policies,
                   "what is compared (default: random, original, beta, hierarchical, oracle)")
      ->delimiter(',');
  command->add_option("--threads", options->threads, "default: as many as there are cores");
  command->add_option("--chart", options->chart, "write a chart to this SVG file");
  command->add_option("--resume", options->resume,
                      "folder where finished parts are kept and found again");
  // Nothing is simulated with --logged.
  for (const char* name : {"--preset", "--pages", "--weeks", "--history-weeks", "--captions",
                           "--seeds", "--policies", "--threads", "--chart", "--resume"}) {
    logged->excludes(command->get_option(name));
  }
  command->callback([&context, options, page] {
    if (options->is_logged) {
      run_logged(context, *options);
    } else if (page->count() > 0) {
      run_page(context, *options);
    } else {
      run_agency(context, *options);
    }
  });
}

}  // namespace eros::cli
