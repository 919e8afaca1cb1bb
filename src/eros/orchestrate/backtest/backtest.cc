#include "eros/orchestrate/backtest/backtest.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "eros/orchestrate/backtest/closed_loop.h"
#include "eros/orchestrate/backtest/kept_results.h"
#include "eros/simulate/world.h"

namespace eros::orchestrate::backtest {
namespace {

// The start of a seed, made by the first arm that needs it and given up when all arms are done.
class SharedStart {
 public:
  std::shared_ptr<const Start> get(const Request& request, std::uint64_t seed) {
    const std::lock_guard lock(mutex_);
    if (!start_) {
      start_ = make_start(simulate::make_world({.preset = request.preset,
                                                .pages = request.pages,
                                                .captions = request.captions,
                                                .weeks = request.history_weeks + request.weeks + 1,
                                                .first_day = request.first_day,
                                                .seed = seed}),
                          request.history_weeks);
    }
    return start_;
  }
  void arm_is_done(std::size_t arms) {
    const std::lock_guard lock(mutex_);
    if (++done_ == arms) start_.reset();
  }

 private:
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::shared_ptr<const Start> start_;
};

class Run {
 public:
  explicit Run(const Request& request)
      : request_(request),
        starts_(request.seeds.size()),
        results_(request.seeds.size() * request.arms.size()) {
    if (request.resume_folder) kept_.emplace(request);
  }
  std::vector<ArmResult> all();

 private:
  void work();
  void do_one(std::size_t number);

  const Request& request_;
  std::vector<SharedStart> starts_;
  std::vector<ArmResult> results_;
  std::optional<KeptResults> kept_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;  // of the three below
  std::size_t done_ = 0;
  std::exception_ptr failure_;
};

void Run::do_one(std::size_t number) {
  const std::size_t seed_number = number / request_.arms.size();
  const Arm& arm = request_.arms[number % request_.arms.size()];
  const std::uint64_t seed = request_.seeds[seed_number];
  std::optional<ArmResult> result = kept_ ? kept_->find(seed, arm) : std::nullopt;
  if (!result) {
    const auto begun = starts_[seed_number].get(request_, seed);
    result = run_arm(
        {.start = *begun, .weeks = request_.weeks, .arm = arm, .settings = request_.settings});
    if (kept_) kept_->keep(*result, arm);
  }
  starts_[seed_number].arm_is_done(request_.arms.size());
  results_[number] = std::move(*result);
  const std::lock_guard lock(mutex_);
  ++done_;
  if (request_.progress) request_.progress(done_, results_.size(), results_[number]);
}

void Run::work() {
  for (std::size_t number = next_++; number < results_.size(); number = next_++) {
    try {
      do_one(number);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      next_ = results_.size();
    }
  }
}

std::vector<ArmResult> Run::all() {
  const unsigned wanted =
      request_.threads > 0 ? request_.threads : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::min<std::size_t>(wanted, results_.size());
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back([this] { work(); });
    work();
  }
  if (failure_) std::rethrow_exception(failure_);
  return std::move(results_);
}

}  // namespace

std::vector<ArmResult> run(const Request& request) { return Run(request).all(); }

}  // namespace eros::orchestrate::backtest
