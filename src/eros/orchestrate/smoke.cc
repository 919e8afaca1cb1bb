#include "eros/orchestrate/smoke.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "eros/captions/quotas.h"
#include "eros/exports/csv.h"
#include "eros/exports/report_json.h"
#include "eros/orchestrate/gate.h"
#include "eros/orchestrate/plan_weeks.h"
#include "eros/orchestrate/schedule_rows.h"
#include "eros/store/rehearsal.h"

namespace eros::orchestrate {
namespace {

using model::RiskLevel;
using model::SizeTier;
using model::Zone;
using nlohmann::json;

// What one test found: the detail of a pass, or what is wrong.
struct Finding {
  SmokeOutcome outcome = SmokeOutcome::passed;
  std::string detail;
};

Finding passed(std::string detail) { return {SmokeOutcome::passed, std::move(detail)}; }
Finding failed(std::string detail) { return {SmokeOutcome::failed, std::move(detail)}; }
Finding skipped(std::string detail) { return {SmokeOutcome::skipped, std::move(detail)}; }

// A page of the store, planned in memory; everything that the tests look at.
struct Subject {
  Agency agency;
  std::vector<model::PageInputs> inputs;  // of one page
  PlanRequest request;
  Selection selection;
  model::Schedule week;
  store::Rehearsal rehearsal;
};

std::vector<std::string> active_pages(store::Store& store) {
  std::vector<std::string> names;
  for (const model::Page& page : store.pages()) {
    if (page.is_active) names.push_back(page.page_name);
  }
  return names;
}

std::optional<Subject> make_subject(store::Store& store, const std::vector<std::string>& names,
                                    base::Instant as_of, std::uint64_t seed,
                                    const model::Settings& settings) {
  // The day after as-of in every time zone.
  const base::LocalDay start =
      base::LocalDay(std::chrono::floor<base::days>(as_of).time_since_epoch()) + base::days(2);
  if (names.empty()) return std::nullopt;
  RunInputs read = load_run(store, names, as_of, start, settings);
  const auto page = std::ranges::find_if(
      read.pages, [](const model::PageInputs& inputs) { return !inputs.history.days.empty(); });
  if (page == read.pages.end()) return std::nullopt;
  Subject subject;
  subject.agency = std::move(read.agency);
  subject.inputs.push_back(std::move(*page));
  subject.request = {.start = start, .seed = seed, .force = true};
  subject.selection =
      select_captions(subject.agency, subject.inputs.front(), subject.request, settings);
  subject.week =
      plan_weeks(store, subject.agency, subject.inputs, subject.request, settings, false).front();
  subject.week.schedule_id += "_rehearsal";  // a week that was planned at as-of may be stored
  subject.rehearsal = store::rehearse(store, subject.week, settings.lock.scope);
  return subject;
}

std::int64_t count_ppvs(const model::Schedule& week) {
  return std::ranges::count(week.messages, model::MessageType::ppv, &model::PlannedMessage::type);
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// --- the ten

Finding analyser_output(const Subject& subject) {
  const auto report = json::parse(exports::report_json(subject.selection.report));
  for (const char* section :
       {"account_classification", "behavioral_segment", "saturation",
        "psychological_trigger_analysis", "content_category_performance", "day_of_week_patterns",
        "time_window_optimization", "performance_trends"}) {
    if (!report.contains(section)) return failed(fmt::format("the report lacks {}", section));
  }
  const auto tier = report["account_classification"].value("size_tier", "");
  const auto risk = report["saturation"].value("risk_level", "");
  if (!is_one_of(tier, {"NEW", "SMALL", "MEDIUM", "LARGE", "XL"}))
    return failed("no size_tier: '" + tier + "'");
  if (!is_one_of(risk, {"HEALTHY", "LOW", "MODERATE", "HIGH", "CRITICAL"}))
    return failed("no risk_level: '" + risk + "'");
  return passed(fmt::format("{}: size_tier {}, risk_level {}", subject.week.page_name, tier, risk));
}

Finding selector_target(const Subject& subject) {
  const auto& [report, volume, pool] = subject.selection;
  const int need = volume.ppv + volume.bump;
  const int target = captions::pool_target(report.account_classification.size_tier,
                                           report.saturation.risk_level, need);
  if (pool.target != target) {
    return failed(
        fmt::format("the pool aims at {}, the analysis asks for {}", pool.target, target));
  }
  return passed(fmt::format("{} captions for a week of {}", target, need));
}

Finding builder(const Subject& subject) {
  const auto& stored = subject.rehearsal;
  const auto messages = static_cast<std::int64_t>(subject.week.messages.size());
  if (messages == 0) return skipped("the bank has no caption for the page");
  if (!stored.was_stored) return failed("the commit was stopped by a check");
  if (stored.view_rows != messages || stored.locks != count_ppvs(subject.week)) {
    return failed(fmt::format("{} messages with {} PPVs planned; {} rows in the view, {} locks",
                              messages, count_ppvs(subject.week), stored.view_rows, stored.locks));
  }
  const auto csv = exports::schedule_csv(schedule_rows(subject.week), {});
  if (csv.summary.rows != messages) return failed(fmt::format("{} rows of CSV", csv.summary.rows));
  return passed(fmt::format("{} rows in the view, {} locks, {} bytes of CSV", stored.view_rows,
                            stored.locks, csv.text.size()));
}

// Nothing of the rehearsal and of the export that followed it may be left.
Finding exporter_reads_only(store::Store& store, const Subject& subject) {
  const auto& id = subject.week.schedule_id;
  if (!store.taken_schedule_ids(std::vector<std::string>{id}).empty())
    return failed("the rehearsed schedule " + id + " is in the store");
  if (!store.schedule_rows(id).empty()) return failed("the view still shows " + id);
  const Gate decision = gate(subject.week.validation.ok, subject.week.volume.zone);
  return passed(decision.may_export ? "the gate lets it through; nothing was written"
                                    : "the gate holds it: " + decision.reason);
}

// SQL's local time against the program's, now and on both days of the year when clocks change.
Finding time_zones(store::Store& store, base::Instant as_of) {
  store.ensure_zones();
  std::int64_t compared = 0;
  const auto rows = store.engine().query({"stored_zone_offsets"});
  while (rows->next()) {
    const auto zone = base::Zone::find(rows->text(0));
    const auto from = rows->instant(1), to = rows->instant(2);
    if (to < as_of - base::days(366) || from > as_of + base::days(366)) continue;
    for (const auto instant : {from, to - base::microseconds(1)}) {
      const auto ours = zone.to_local(instant).time_since_epoch() - instant.time_since_epoch();
      if (ours != base::seconds(rows->integer(3)))
        return failed(zone.name() + " differs at " + base::format_instant(instant));
      ++compared;
    }
  }
  if (compared == 0) return failed("the store knows no time zone");
  return passed(fmt::format("{} readings agree with the system's zones", compared));
}

Finding target_matrix() {
  struct Row {
    SizeTier size;
    RiskLevel risk;
    int target;
  };
  constexpr std::array<Row, 6> rows = {{{SizeTier::small, RiskLevel::low, 60},
                                        {SizeTier::small, RiskLevel::high, 42},
                                        {SizeTier::medium, RiskLevel::moderate, 68},
                                        {SizeTier::large, RiskLevel::low, 100},
                                        {SizeTier::large, RiskLevel::high, 70},
                                        {SizeTier::xl, RiskLevel::moderate, 119}}};
  for (const Row& row : rows) {
    const int target = captions::pool_target(row.size, row.risk, 0);
    if (target != row.target) {
      return failed(fmt::format("{} {} gives {}, not {}", model::to_string(row.size),
                                model::to_string(row.risk), target, row.target));
    }
  }
  return passed("6 of 6 as documented");
}

Finding gate_matrix() {
  int right = 0;
  for (const bool ok : {true, false}) {
    for (const Zone zone : {Zone::green, Zone::yellow, Zone::red}) {
      const bool expected = ok && zone != Zone::red;
      if (gate(ok, zone).may_export != expected)
        return failed(fmt::format("valid {} and {}", ok, model::to_string(zone)));
      ++right;
    }
  }
  return passed(fmt::format("{} of 6 as documented", right));
}

Finding id_end_to_end(const Subject& subject) {
  const auto& id = subject.week.schedule_id;
  if (!subject.rehearsal.was_stored) return failed("the commit was stopped by a check");
  const auto stored = json::parse(subject.rehearsal.schedule_json);
  if (stored.value("schedule_id", "") != id) return failed("schedule_json names another id");
  const auto rows = schedule_rows(subject.week);
  const bool same = std::ranges::all_of(
      rows, [&](const model::ScheduleRow& row) { return row.schedule_id == id; });
  if (!same) return failed("the export names another id");
  return passed(id + " in the plan, the store, the view, the locks and the export");
}

// A commit that was stopped left nothing in its own way: it can be run again, to the same end.
Finding retry(store::Store& store, const Subject& subject, const model::Settings& settings) {
  const auto again = store::rehearse(store, subject.week, settings.lock.scope);
  if (!again.was_stored || again.view_rows != subject.rehearsal.view_rows ||
      again.locks != subject.rehearsal.locks ||
      again.schedule_json != subject.rehearsal.schedule_json)
    return failed("the second try of the same commit ends otherwise than the first");
  return passed("a commit taken back and run again gives the same");
}

// Each step worked on what the step before it gave.
Finding step_order(const Subject& subject) {
  const auto& [report, volume, pool] = subject.selection;
  const auto& week = subject.week;
  if (volume.account_size != report.account_classification.account_size)
    return failed("analyse -> volume");
  if (week.volume.zone != volume.zone || week.volume.ppv != volume.ppv)
    return failed("volume -> builder");
  const auto offered = [&pool = pool](const model::PlannedMessage& message) {
    for (const auto* picks : {&pool.ppv, &pool.ppv_alternates, &pool.bump, &pool.bump_alternates}) {
      if (std::ranges::find(*picks, message.caption_id, &model::Pick::caption_id) != picks->end())
        return true;
    }
    return false;
  };
  if (!std::ranges::all_of(week.messages, offered)) return failed("select -> builder");
  if (!std::ranges::is_sorted(week.messages, {}, &model::PlannedMessage::at))
    return failed("builder -> validator");
  return passed("analyse, volume, select, build, gate, export");
}

SmokeTest run_test(const std::string& name, const std::function<Finding()>& test) {
  try {
    auto finding = test();
    return {name, finding.outcome, std::move(finding.detail)};
  } catch (const std::exception& error) {
    return {name, SmokeOutcome::failed, error.what()};
  }
}

}  // namespace

std::vector<SmokeTest> smoke(store::Store& store, base::Instant as_of, std::uint64_t seed,
                             const model::Settings& settings) {
  const auto names = active_pages(store);  // a store that does not tell them is out of reach
  std::optional<Subject> subject;
  Finding no_subject = skipped("the store has no active page with messages");
  try {
    subject = make_subject(store, names, as_of, seed, settings);
  } catch (const std::exception& error) {
    no_subject = failed(error.what());
  }
  const auto with_subject = [&](auto test) {
    return [&, test] { return subject ? test(*subject) : no_subject; };
  };
  const std::vector<std::pair<std::string, std::function<Finding()>>> tests = {
      {"analyser output", with_subject(analyser_output)},
      {"selector target", with_subject(selector_target)},
      {"builder", with_subject(builder)},
      {"exporter gate and read-only",
       with_subject([&](const Subject& s) { return exporter_reads_only(store, s); })},
      {"time zone", [&] { return time_zones(store, as_of); }},
      {"target matrix", target_matrix},
      {"gate matrix", gate_matrix},
      {"id end to end", with_subject(id_end_to_end)},
      {"retry", with_subject([&](const Subject& s) { return retry(store, s, settings); })},
      {"step order", with_subject(step_order)}};
  std::vector<SmokeTest> results;
  for (const auto& [name, test] : tests) results.push_back(run_test(name, test));
  return results;
}

}  // namespace eros::orchestrate
