#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "eros/base/random.h"
#include "eros/simulate/world.h"

namespace eros::simulate {

constexpr std::int64_t minutes_a_week = 10'080;

// A mass message as the audience meets it. Minutes are those of the page's clocks, from the start
// of the world's first day; a day has 1,440 of them, also where the clocks change.
struct Send {
  std::int64_t minute = 0;
  std::uint32_t caption = 0;  // place in World::captions
  int price = 0;              // whole units; 0 for a bump
};

// What came of it so far. Whole numbers, but where only expectations are asked for.
struct Response {
  double sent = 0.0;
  double viewed = 0.0;
  double purchased = 0.0;
};

// `average`: instead of a draw, what is to be expected on a day like any other of captions whose
// appeal is the mean (of the factor). Counts need not be whole then. For calibration.
enum class Outcome { drawn, average };

// The people of one page, living under one policy's messages.
//
// A fan looks into the inbox at visits that follow the page's hours and nothing else. There, the
// messages that came since the last visit are met newest first; each newer one, ours or another
// account's, takes attention from it. A message that is noticed may be opened; a paid one that is
// opened may be bought, in competition with the others opened at this visit (random utility: a
// logit over them and not buying). Noticing tires, and is remembered with the caption; buying
// takes from the budget. All three wear off with their half-lives.
//
// Luck is counter-based, by page, fan and day (visits) or page, fan, minute and caption (choices):
// the same message at the same time meets the same luck, whatever else was sent.
// A copy is the same people with the same memories, who may live on under other messages.
// Cost: about a microsecond and a half a fan and week.
class Audience {
 public:
  // Both must outlive the audience; `page` is one of the world's.
  Audience(const World& world, const PageWorld& page, Outcome outcome = Outcome::drawn);

  // Messages come in order of their minutes, none before the present. Returns its number.
  std::size_t send(const Send& send);
  // Lets the people live up to this minute, not later than the end of the world.
  void live_until(std::int64_t minute);

  std::int64_t now() const { return now_; }
  const Response& response(std::size_t number) const { return sends_[number].response; }
  const Send& sent(std::size_t number) const { return sends_[number].send; }
  std::size_t sends() const { return sends_.size(); }

  // What the state of the people is, for tests, reports and the oracle.
  const World& world() const { return *world_; }
  const PageWorld& page() const { return *page_; }
  const Fans& fans() const { return fans_; }
  double fatigue(std::size_t fan) const;                        // contacts that still tire, now
  double memory(std::size_t fan, std::uint32_t caption) const;  // repeats remembered, now
  double spent(std::size_t fan) const;                          // share of the budget, now
  double mean_fatigue() const;                                  // over people
  double mean_memory(std::uint32_t caption) const;

 private:
  struct Sent {
    Send send;
    Response response;
    double opening = 0.0;  // what message and day of sending add to the log odds
    double buying = 0.0;
    double log_price = 0.0;
    std::uint64_t luck = 0;
    std::size_t memory = 0;  // place in memories_
  };
  struct Visit {
    std::size_t fan;
    double minute;
    double day_effect;
    double growth;  // 2^(minute / half-life of memory)
  };
  struct Opened {  // at one visit
    Sent* sent;
    double opened;
    double utility;  // exp of it
    std::uint32_t luck;
  };
  void set_appeal(Sent& sent) const;
  void replace_fans(int week);
  void live_through_day(std::size_t fan, std::int64_t day, std::int64_t until);
  void visit(std::size_t fan, double minute, double day_effect);
  void meet(const Visit& visit, Sent& sent, int newer);
  void buy(std::size_t fan);
  double count(std::uint32_t luck, double people, double probability) const;

  const World* world_;
  const PageWorld* page_;
  Outcome outcome_;
  double log_attention_;
  base::RandomStream fan_stream_, visit_stream_, choice_stream_, send_stream_;
  std::int64_t now_ = 0;
  std::vector<Sent> sends_;

  Fans fans_;
  // State, by fan. Memory is kept as if it did not wear off, times 2^(minute / half-life).
  std::vector<double> last_visit_;
  std::vector<std::size_t> next_send_;                        // the first message not yet met
  std::vector<float> fatigue_;                                // at the last visit
  std::vector<float> spent_;                                  // at the last visit
  std::vector<std::vector<float>> memories_;                  // of each caption that was sent
  std::unordered_map<std::uint32_t, std::size_t> memory_of_;  // by caption: place in memories_
  std::vector<Opened> opened_;
};

}  // namespace eros::simulate
