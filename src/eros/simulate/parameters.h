#pragma once
#include <cstdint>

// What is not known of real audiences, and is therefore swept: every world and every page draws its
// own value from a range. "Log" values are natural logarithms of a factor. The basis of a range is
// named beside it; "assumption" means that nothing public measures it (docs/proof.md).
namespace eros::simulate {

struct Range {
  double low = 0.0;
  double high = 0.0;
  double at(double uniform) const { return low + (high - low) * uniform; }
};

struct Ranges {
  // --- of a world
  Range appeal_sd{0.20, 0.65};        // log, over captions; Upworthy .24-.65, Open Bandit .33-.375
  Range shared_share{0.0, 0.8};       // of that variance, common to all pages; assumption
  Range cell_share{0.1, 0.5};         // of it, told by category and trigger; assumption
  Range lure_share{0.0, 0.3};         // of an appeal, that acts on opening; the rest on buying;
                                      // assumption
  Range novelty{0.0, 0.30};           // log lost per repeat noticed; assumption
  Range novelty_half_life{14, 56};    // days; assumption (2-8 weeks)
  Range fatigue{0.03, 0.15};          // log lost per contact noticed; Bank Marketing 13.0 -> 7.5 %
                                      // by the fifth contact
  Range fatigue_half_life{1, 7};      // days; assumption
  Range drift_half_life{182, 728};    // days in which an appeal loses half of itself; assumption
  Range caption_turnover{0.0, 0.01};  // share of the bank replaced a week; assumption
  Range daily_shock_sd{0.15, 0.30};   // log; Upworthy traffic .23
  Range daily_shock_ar1{0.2, 0.5};    // Upworthy traffic .32
  Range bad_days{0.005, 0.02};        // share of days that are bad on the whole platform;
                                      // assumption
  Range bad_day_factor{0.3, 0.6};     // on opening; assumption
  Range holiday_factor{0.5, 1.5};     // on opening; Upworthy: 25 Dec .53, 14 Feb .78-1.61
  Range send_overdispersion{0.2, 0.6};  // log, on buying, one draw a send; assumption

  // --- of a page
  Range audience{400, 60'000};          // people, log-uniform; the sizes of SPEC 4.1
  Range view_rate{0.05, 0.30};          // viewed / sent; Hillstrom 15-18 % visits
  Range buy_rate{0.005, 0.07};          // purchased / viewed, log-uniform; Hillstrom 5.8-6.9 %
  Range hour_peak{1.5, 2.5};            // activity of the best hour over the mean; Open Bandit 2.0
  Range hour_trough{0.1, 0.3};          // of the worst; Open Bandit .17
  Range weekday_amplitude{0.05, 0.25};  // log, sign by chance; Upworthy traffic Wed +10, Sun -22 %
  Range visits_a_day{1.0, 4.0};         // of a person; assumption
  Range other_messages_a_day{4, 16};    // from other accounts, that bury ours; assumption
  Range attention{0.80, 0.95};          // kept per newer unread message; assumption
  Range favourite_hour{18, 22};   // centre of the best hours, on the page's clocks; assumption
  Range weekend_shift{-4, 1};     // hours by which the best hours move at weekends; assumption
  Range opening_sd{0.3, 0.8};     // log odds, over people; assumption
  Range spend_sd{0.6, 1.2};       // log, over people; Hillstrom .84
  Range taste_sd{0.2, 0.6};       // log, of a person over categories; assumption
  Range elasticity{0.5, 1.5};     // buying falls with price^-elasticity; assumption
  Range budget{60, 240};          // money that a person of mean spend has for a page, until
                                  // it has come back; assumption
  Range budget_half_life{7, 28};  // days in which half of what was spent comes back; assumption
  Range audience_turnover{0.005, 0.02};  // share of the fans replaced a week; assumption

  // Controls.
  bool is_flat_by_hour = false;      // activity is the same at every hour
  bool are_labels_shuffled = false;  // an appeal belongs to one send, not to its caption
};

// A world's values, one draw of each range.
struct WorldParameters {
  double appeal_sd, shared_share, cell_share, lure_share;
  double novelty, novelty_half_life, fatigue, fatigue_half_life, drift_half_life;
  double caption_turnover, daily_shock_sd, daily_shock_ar1, bad_days, bad_day_factor;
  double send_overdispersion;
};
WorldParameters draw_world(const Ranges& ranges, std::uint64_t seed);

// A page's values, one draw of each range.
struct PageParameters {
  std::int64_t audience;
  double view_rate, buy_rate, hour_peak, hour_trough, weekday_amplitude;  // amplitude is signed
  double visits_a_day, other_messages_a_day, attention;
  double opening_sd, spend_sd, taste_sd, elasticity, budget, budget_half_life, audience_turnover;
  double favourite_hour, weekend_shift;
};
PageParameters draw_page(const Ranges& ranges, std::uint64_t seed, std::uint32_t page);

}  // namespace eros::simulate
