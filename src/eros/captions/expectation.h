#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "eros/captions/learned_bank.h"
#include "eros/model/schedule.h"

namespace eros::captions {

struct PickRequest;

// A log revenue per view, relative to an average caption's on the same page.
struct Expected {
  double mean = 0.0;
  double deviation = 0.0;
};

// What the captions of a bank are expected to bring on one page in one week: what was learned of
// the caption, what this page's fans like, the page's own deviation, and the wear of repeats.
// Thompson sampling over the hierarchy: the effect of each cell is drawn once for all its captions,
// that of each caption by the policy; a caption's deviation on the page is its mean, or drawn in
// part (settings), for learning one caption on one page is worth little elsewhere.
class PageExpectation {
 public:
  // The request, and what was learned in it, must outlive this. Time: linear in the bank.
  explicit PageExpectation(const PickRequest& request);

  // For drawing: the cells' effects are drawn already.
  Expected drawn(model::CaptionBank::Row row) const;
  // The posterior, all that is not known included.
  Expected known(model::CaptionBank::Row row) const;
  // Fills in shares, repeats and expected revenue.
  void explain(model::CaptionBank::Row row, model::Decision& why) const;

 private:
  struct OnPage {
    double deviation = 0.0;
    double own_share = 0.0;
    double repeats = 0.0;
  };
  OnPage on_page(model::CaptionBank::Row row) const;
  double mean(model::CaptionBank::Row row, const OnPage& page) const;
  void read_tastes();

  const PickRequest* request_;
  const LearnedBank* learned_;
  std::vector<double> cell_shift_;      // by cell: drawn effect less its mean
  std::vector<std::uint32_t> effect_;   // by row: index of the page's effect, plus 1; 0: none
  std::array<double, 6> tier_taste_{};  // by tier
  std::vector<double> category_taste_, trigger_taste_;  // by name number
  double repeat_decay_ = 1.0;                           // from as-of of the learning to the week
  double draw_ = 1.0;                                   // of the deviations, in draws
  double own_variance_ = 0.0;  // of a draw of what a caption does on this page alone
};

}  // namespace eros::captions
