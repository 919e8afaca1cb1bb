#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eros/schedule/candidates.h"
#include "eros/schedule/prices.h"

namespace eros::schedule::testing {

// Slots and candidates of one week, made from a number: what putting captions into slots reads.
struct CaptionWeek {
  enum class Kind {
    tiny,   // 1-6 slots, up to 12 candidates, few names: often no order keeps every rule
    small,  // 5-10 slots, pools as SPEC 7 makes them for small pages
    full,   // 25 slots, 200 candidates
    tight,  // 15-25 slots, names so few or budgets so used up that rules and budgets all bind
  };
  static constexpr std::uint64_t count = 420;  // 100 tiny, 150 small, 150 full, 20 tight

  explicit CaptionWeek(std::uint64_t number);
  CaptionWeek(const CaptionWeek&) = delete;
  CaptionWeek& operator=(const CaptionWeek&) = delete;

  // Everything that the optimum depends on, as lines of text for another program to read:
  //   week NUMBER SLOTS CANDIDATES
  //   slots V...
  //   shares N...           by quota
  //   left URGENT | CATEGORY... | TRIGGER...
  //   SCORE QUOTA TIER CATEGORY TRIGGER URGENT   one a candidate
  std::string text() const;
  SequenceProblem problem() const;  // of `candidates` and `slots`

  std::uint64_t number;
  Kind kind;
  std::vector<model::Pick> picks;  // that the candidates point to
  Candidates candidates;
  std::vector<std::size_t> selected;  // select_ppvs: as many as there are slots
  std::vector<double> slots;          // value, in order of time
};

std::string_view to_string(CaptionWeek::Kind kind);

}  // namespace eros::schedule::testing
