#include "eros/orchestrate/backtest/closed_loop.h"

#include <algorithm>
#include <set>
#include <span>
#include <unordered_map>

#include "eros/base/error.h"
#include "eros/orchestrate/backtest/scratch_store.h"
#include "eros/orchestrate/backtest/told.h"
#include "eros/orchestrate/plan_page.h"
#include "eros/orchestrate/plan_together.h"
#include "eros/simulate/agency_files.h"
#include "eros/simulate/history.h"
#include "eros/volume/plan.h"

namespace eros::orchestrate::backtest {
namespace {

using simulate::minutes_a_week;

constexpr std::int64_t lifetime = std::int64_t{3} * 1'440;  // after it a message's counts are final
constexpr std::uint64_t other_chance = 1'000'003;           // added to the seed
constexpr int weeks_between_readings = 4;                   // of saturation
constexpr int sends_till_known = 3;  // by any page; a caption sent less often is explored

base::LocalDay monday(const simulate::World& world, int week) {
  return world.request.first_day + base::days(7 * week);
}

// When the week is planned.
base::Instant planned_at(const simulate::World& world, int week) {
  return base::Instant((monday(world, week) - base::days(1)).time_since_epoch()) + base::hours(20);
}

std::int64_t minute_at(const simulate::World& world, const simulate::PageWorld& page,
                       base::Instant at) {
  return simulate::minute_of(world, base::Zone::find(page.timezone).to_local(at));
}

// What stays the same for a page through the whole test.
struct Frame {
  model::VolumeOverrides volume;
  model::Segment segment = model::Segment::standard;
  int min_gap_minutes = 0;
  int max_messages_per_day = 0;
};

class ClosedLoop {
 public:
  explicit ClosedLoop(const LoopRequest& request);
  ArmResult run();

 private:
  const simulate::World& world() const { return request_.start.world; }
  int first_week() const { return request_.start.history_weeks; }
  void import_news(int week);
  void plan(int week);
  void frame_pages(const Agency& agency, std::span<const model::PageInputs> pages);
  void read_saturation(const Agency& agency, std::span<const model::PageInputs> pages, int week);
  void commit(std::span<const model::Schedule> schedules);
  void send(const model::Schedule& schedule, std::size_t page);
  void count_messages();
  void count_explored();

  const LoopRequest& request_;
  model::Settings settings_;
  ScratchStore store_;
  std::vector<simulate::Audience> audiences_;  // by page
  std::vector<std::string> page_names_;
  std::vector<Frame> frames_;
  ArmResult result_;
  int readings_ = 0;  // of saturation and fatigue
};

ClosedLoop::ClosedLoop(const LoopRequest& request)
    : request_(request),
      settings_(arm_settings(request.arm, request.settings)),
      audiences_(request.start.audiences) {
  result_ = {std::string(world().request.preset.name), world().request.seed, request_.arm.name, {}};
  store_.import(model::ImportKind::creators, simulate::creators_csv(world()),
                planned_at(world(), first_week()));
  for (const simulate::PageWorld& page : world().pages) {
    page_names_.push_back(page.name);
    PageResult of;
    of.page_name = page.name;
    of.revenue.resize(static_cast<std::size_t>(request_.weeks));
    of.emv.resize(static_cast<std::size_t>(request_.weeks));
    result_.pages.push_back(std::move(of));
  }
}

// The audiences live until the week is planned; what they did becomes known.
void ClosedLoop::import_news(int week) {
  const base::Instant now = planned_at(world(), week);
  const bool is_first = week == first_week();
  std::string csv = simulate::messages_header();
  for (simulate::Audience& audience : audiences_) {
    const std::int64_t before = is_first ? 0 : audience.now() - lifetime;
    audience.live_until(minute_at(world(), audience.page(), now));
    std::size_t first = 0;
    while (first < audience.sends() && audience.sent(first).minute < before) ++first;
    std::size_t last = first;
    while (last < audience.sends() && audience.sent(last).minute < audience.now()) ++last;
    simulate::append_messages(csv, audience, first, last);
  }
  const std::string captions =
      simulate::captions_csv(world(), week, is_first ? std::nullopt : std::optional(week - 1));
  store_.import(model::ImportKind::captions, captions, now);
  store_.import(model::ImportKind::messages, csv, now);
  if (request_.arm.uses_what_was_learned()) store_.learn(now, settings_);
}

void ClosedLoop::frame_pages(const Agency& agency, std::span<const model::PageInputs> pages) {
  for (const model::PageInputs& page : pages) {
    const base::LocalDay start = monday(world(), first_week());
    const model::Report report = analyse_page(agency, page, start, request_.settings);
    const model::Volume volume =
        volume::plan(report, page.page, start, model::Mode::optimize,
                     {.ppv = {}, .bump = {}, .zone = model::Zone::green}, agency.inputs.holidays);
    frames_.push_back(
        {.volume = {.ppv = volume.ppv, .bump = volume.bump, .zone = model::Zone::green},
         .segment = std::min(report.behavioral_segment.segment_label, model::Segment::premium),
         .min_gap_minutes = static_cast<int>(volume.ppv_gap.count()),
         .max_messages_per_day = volume.max_messages_per_day});
  }
}

void ClosedLoop::read_saturation(const Agency& agency, std::span<const model::PageInputs> pages,
                                 int week) {
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const model::Report report =
        analyse_page(agency, pages[i], monday(world(), week), request_.settings);
    PageResult& of = result_.pages[i];
    of.saturation = of.saturation.value_or(0.0) + report.saturation.score_hundredths / 100.0;
    of.fatigue = of.fatigue.value_or(0.0) + audiences_[i].mean_fatigue();
  }
  ++readings_;
}

void ClosedLoop::plan(int week) {
  const base::LocalDay start = monday(world(), week);
  Agency agency = load_agency(*store_, planned_at(world(), week), start, settings_);
  std::vector<model::PageInputs> pages =
      store_->load_pages(page_names_, planned_at(world(), week), settings_.lookback_days, start);
  if (frames_.empty()) frame_pages(agency, pages);
  if (request_.arm.hours != Hours::by_analysis) agency.inputs.learned.hours.clear();
  const bool is_reading =
      (week - first_week()) % weeks_between_readings == 0 && week > first_week();
  if (is_reading) read_saturation(agency, pages, week);
  const std::uint64_t seed =
      world().request.seed + (request_.arm.is_other_chance ? other_chance : 0);
  std::vector<PlanRequest> requests;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    model::PageInputs& page = pages[i];
    page.page.segment_override = frames_[i].segment;
    page.page.min_gap_minutes = frames_[i].min_gap_minutes;
    page.page.max_messages_per_day = frames_[i].max_messages_per_day;
    tell(request_.arm, agency.bank, audiences_[i], week, seed, page);
    requests.push_back({.start = start,
                        .mode = model::Mode::optimize,
                        .overrides = frames_[i].volume,
                        .seed = seed,
                        .force = false});
  }
  const std::vector<model::Schedule> schedules = plan_together(agency, pages, requests, settings_);
  commit(schedules);
  for (std::size_t i = 0; i < schedules.size(); ++i) send(schedules[i], i);
}

void ClosedLoop::commit(std::span<const model::Schedule> schedules) {
  if (store_->commit(schedules, settings_.lock.scope, false).is_stored()) return;
  throw base::Error(base::ErrorCode::failed, "the store refused a week that nothing stood against",
                    "this is a fault of the planner: please report it");
}

void ClosedLoop::send(const model::Schedule& schedule, std::size_t page) {
  for (const model::PlannedMessage& message : schedule.messages) {
    audiences_[page].send(
        {.minute = simulate::minute_of(world(), message.local),
         .caption = static_cast<std::uint32_t>(base::number(message.caption_id) - 1),
         .price = message.price});
  }
}

void ClosedLoop::count_messages() {
  for (std::size_t i = 0; i < audiences_.size(); ++i) {
    const simulate::Audience& audience = audiences_[i];
    PageResult& of = result_.pages[i];
    std::set<std::uint32_t> captions;
    for (std::size_t number = 0; number < audience.sends(); ++number) {
      const simulate::Send& sent = audience.sent(number);
      const std::int64_t week = sent.minute / minutes_a_week - first_week();
      if (week < 0) continue;
      if (sent.price == 0) {
        ++of.bumps;
        continue;
      }
      const simulate::Response& response = audience.response(number);
      const double earnings = response.purchased * sent.price;
      ++of.ppvs;
      of.sent += response.sent;
      of.viewed += response.viewed;
      of.purchased += response.purchased;
      of.revenue[static_cast<std::size_t>(week)] += earnings;
      of.emv[static_cast<std::size_t>(week)] +=
          base::safe_divide(response.purchased * earnings, response.viewed).value_or(0.0);
      captions.insert(sent.caption);
    }
    of.captions = static_cast<std::int64_t>(captions.size());
    if (of.saturation) *of.saturation /= readings_;
    if (of.fatigue) *of.fatigue /= readings_;
  }
}

void ClosedLoop::count_explored() {
  struct Paid {
    std::int64_t week;
    std::size_t page;
    std::uint32_t caption;
  };
  std::vector<Paid> sends;
  for (std::size_t page = 0; page < audiences_.size(); ++page) {
    for (std::size_t number = 0; number < audiences_[page].sends(); ++number) {
      const simulate::Send& sent = audiences_[page].sent(number);
      if (sent.price > 0) sends.push_back({sent.minute / minutes_a_week, page, sent.caption});
    }
  }
  std::ranges::stable_sort(sends, {}, &Paid::week);
  std::unordered_map<std::uint32_t, int> sent_before;  // by caption: before the week
  for (auto first = sends.begin(); first != sends.end();) {
    const auto last = std::ranges::find_if(
        first, sends.end(), [&](const Paid& paid) { return paid.week != first->week; });
    for (auto paid = first; paid != last && first->week >= first_week(); ++paid) {
      if (sent_before[paid->caption] < sends_till_known) ++result_.pages[paid->page].explored;
    }
    for (; first != last; ++first) ++sent_before[first->caption];
  }
}

ArmResult ClosedLoop::run() {
  const int end = first_week() + request_.weeks;
  for (int week = first_week(); week < end; ++week) {
    import_news(week);
    plan(week);
  }
  // The last messages find their buyers.
  for (simulate::Audience& audience : audiences_) {
    audience.live_until(end * minutes_a_week + lifetime);
  }
  count_messages();
  count_explored();
  return std::move(result_);
}

}  // namespace

std::shared_ptr<const Start> make_start(simulate::World world, int history_weeks) {
  const std::shared_ptr<Start> made(
      new Start{.world = std::move(world), .history_weeks = history_weeks, .audiences = {}});
  for (const simulate::PageWorld& page : made->world.pages) {
    const base::Instant first_planned = planned_at(made->world, history_weeks);
    made->audiences.push_back(simulate::live_by_hand(made->world, page, history_weeks,
                                                     minute_at(made->world, page, first_planned)));
  }
  return made;
}

ArmResult run_arm(const LoopRequest& request) { return ClosedLoop(request).run(); }

}  // namespace eros::orchestrate::backtest
