#pragma once
#include <array>
#include <optional>
#include <span>

#include "eros/model/caption.h"
#include "eros/model/rollup.h"

namespace eros::schedule {

// What a PPV of a page may earn, in units of currency: a figure for people to read, nothing is
// decided by it. The tier's mean x the slot's value x the caption's quality (docs/statistics.md):
//
//   tier's mean   what the page's PPVs of the caption's tier earned in the window, a message; where
//                 it sent none of that tier, its mean PPV
//   slot's value  how many people are there and buy, over an average hour (SlotValues)
//   quality       how many of those who look at this caption buy, over the tier's captions: the
//                 mean conversion of its messages, shrunk to the tier's. Conversion, because what a
//                 caption earned counts the hours it was sent in once more.
//
// A caption's own conversion weighs n / (n + k) after n messages. k is the variance of conversion
// between messages of one caption over that between captions, by one-way analysis of variance
// within the tiers (Henderson's method I: Searle, Casella, McCulloch 1992, Variance Components,
// ch. 3). Where captions differ no more than chance makes them, or none was sent twice, quality
// is 1.
class ExpectedRevenue {
 public:
  // `stats`: what is known of captions on the page, by caption_id. It and `bank` must outlive this.
  // Time: linear in `stats`, times the logarithm of the bank.
  ExpectedRevenue(const model::CaptionBank& bank, const model::PageHistory& history,
                  std::span<const model::CaptionStats> stats);
  // Of a caption in a slot of this value (1.0: an average hour). Nothing is known where the page
  // sent no PPV; a free message brings 0.
  std::optional<double> of(model::CaptionBank::Row row, double slot_value) const;

 private:
  // The messages of a tier and the captions in them.
  struct TierRecord {
    std::optional<double> mean_earnings;
    model::Moments conversion;       // of messages with a price
    double captions = 0.0;           // how many are known
    double messages = 0.0;           // of those captions
    double conversion_sum = 0.0;     // over those messages
    double squares_of_means = 0.0;   // sum of n x (caption's mean)^2
    double squares_of_counts = 0.0;  // sum of n^2
  };
  void read_tiers(const model::PageHistory& history);
  void read_captions();
  void estimate_prior_messages();
  double quality(model::CaptionBank::Row row) const;

  const model::CaptionBank* bank_;
  std::span<const model::CaptionStats> stats_;
  std::array<TierRecord, model::paid_tiers.size()> tiers_{};
  std::optional<double> prior_messages_;  // k; nothing: a caption's record says nothing
};

}  // namespace eros::schedule
