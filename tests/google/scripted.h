#pragma once
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "eros/google/outside.h"

namespace eros::testing {

// An outside that a test writes: the answers in order, a clock that only sleeping moves, and draws
// that are always a half. For one thread.
class Scripted {
 public:
  using Answer = std::function<google::HttpResponse(const google::HttpRequest&)>;

  base::Instant now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 17)};
  std::vector<google::HttpRequest> requests;      // those sent so far
  std::vector<std::chrono::milliseconds> pauses;  // those slept so far
  std::map<std::string, std::string> variables;

  void answer(int status, const std::string& body) {
    answers_.push_back([=](const auto&) { return google::HttpResponse{status, body}; });
  }
  void lose_answer() {
    answers_.push_back(
        [](const auto&) -> google::HttpResponse { throw google::NoAnswer("connection reset"); });
  }
  void answer_by(Answer answer) { answers_.push_back(std::move(answer)); }
  // Answers all requests for which there is no other.
  void always(Answer answer) { always_ = std::move(answer); }
  std::size_t left() const { return answers_.size(); }
  std::chrono::milliseconds slept() const {
    std::chrono::milliseconds sum{0};
    for (const auto pause : pauses) sum += pause;
    return sum;
  }

  // Refers to this object.
  google::Outside outside() {
    google::Outside outside;
    outside.transport = [this](const google::HttpRequest& request) {
      requests.push_back(request);
      if (answers_.empty() && always_) return always_(request);
      if (answers_.empty()) throw std::runtime_error("not expected: " + request.url);
      const Answer next = answers_.front();
      answers_.pop_front();
      return next(request);
    };
    outside.now = [this] { return now; };
    outside.sleep = [this](std::chrono::milliseconds time) {
      pauses.push_back(time);
      now += time;
    };
    outside.uniform = [] { return 0.5; };
    outside.unique_name = [this] { return "unique" + std::to_string(++names_); };
    outside.variable = [this](const std::string& name) -> std::optional<std::string> {
      const auto found = variables.find(name);
      if (found == variables.end()) return std::nullopt;
      return found->second;
    };
    return outside;
  }

 private:
  std::deque<Answer> answers_;
  Answer always_;
  int names_ = 0;
};

}  // namespace eros::testing
