#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "eros/model/caption.h"
#include "eros/model/learned.h"

namespace eros::captions {

// What was learned of the captions of one bank, whatever the page, as columns by the bank's rows:
// made once for a run. A caption never sent has its cell's effect, a cell never sent those of its
// tier, category and trigger, a tier never sent that of the next cheaper one, or else of the next
// dearer. Effects are relative to an average caption's (0).
class LearnedBank {
 public:
  struct Cell {
    double mean = 0.0;
    double deviation = 0.0;  // of its posterior
    double own_share = 0.0;  // of the mean; the rest is the tier's
    std::uint64_t key = 0;   // the same in every bank: for random numbers
  };

  // Nothing was learned and there are no rows.
  LearnedBank() = default;
  // With nothing learned every caption is average, and varies as by default.
  LearnedBank(const model::CaptionBank& bank, const model::Learned& learned);

  const std::vector<Cell>& cells() const { return cells_; }
  const model::VarianceComponents& variance() const { return variance_; }
  double repeat_coefficient() const { return repeat_coefficient_; }
  double repeat_half_life_days() const { return repeat_half_life_days_; }
  base::Instant as_of() const { return as_of_; }
  bool is_learned() const { return is_learned_; }
  // What revenue per view an average caption brings on a page of no effect, in money.
  double average_revenue() const { return average_revenue_; }

  // Columns by row.
  std::vector<float> mean;
  std::vector<float> deviation;  // of its posterior, were its cell's effect known
  std::vector<float> own_share;  // of the mean; the rest is the cell's
  std::vector<std::uint32_t> cell;

 private:
  void add_cells(const model::CaptionBank& bank, const model::Learned& learned);
  void add_captions(const model::CaptionBank& bank, const model::Learned& learned);

  std::vector<Cell> cells_;
  model::VarianceComponents variance_;
  double repeat_coefficient_ = 0.0;
  double repeat_half_life_days_ = 42.0;
  base::Instant as_of_{};
  bool is_learned_ = false;
  double average_revenue_ = 0.0;
};

}  // namespace eros::captions
