#pragma once
#include <optional>
#include <string>
#include <vector>

#include "eros/model/report.h"
#include "eros/orchestrate/backtest/arm_result.h"

namespace eros::orchestrate::backtest {

// How a gain is spread over worlds.
struct Quartiles {
  double lowest = 0.0;
  double lower = 0.0;
  double median = 0.0;
  double upper = 0.0;
  double highest = 0.0;
};

// A gain of one arm over another: 0.10 is 10 % more.
struct Uplift {
  double mean = 0.0;                        // over seeds, of the ratio of all pages' totals
  std::vector<double> of_seeds;             // each one's gain, in the comparison's order of seeds
  std::optional<double> standard_error;     // over seeds; nothing for one seed
  std::optional<model::Interval> interval;  // 95 %, of the ratio of the totals over all seeds,
                                            // clustered by page (a page of a seed is a cluster);
                                            // nothing for one cluster
};

// An amount a page and week, with its 95 % interval clustered by page; nothing for one cluster.
struct Amount {
  double mean = 0.0;
  std::optional<model::Interval> interval;
};

struct ArmSummary {
  std::string arm;
  Amount revenue;
  Amount emv;
  double ppvs_a_week = 0.0;  // a page
  double bumps_a_week = 0.0;
  // Means; nothing for a test of four weeks or less.
  std::optional<double> saturation;  // the analysis's score, 0 to 1
  std::optional<double> fatigue;     // contacts that still tire a fan
  double variety = 0.0;              // different captions over PPVs
  double exploration = 0.0;          // share of PPVs of captions hardly sent before by any page
  // Nothing where the other arm was not played, or earned nothing with a seed.
  std::optional<Uplift> revenue_over_random;
  std::optional<Uplift> emv_over_random;
  std::optional<Uplift> revenue_over_original;
  std::optional<Uplift> emv_over_original;
  std::optional<double> share_of_oracle;  // of its revenue gain over random, where it has one
  // Over random, by week, all seeds; nothing for a week in which random earned nothing. Empty
  // without random.
  std::vector<std::optional<double>> weekly_revenue_uplift;
};

struct Comparison {
  std::string preset;
  std::vector<std::uint64_t> seeds;
  std::size_t pages = 0;  // a seed
  std::size_t weeks = 0;
  std::vector<ArmSummary> arms;
};

// Of at least one seed; between two by straight lines (type 7 of Hyndman, Fan 1996).
Quartiles quartiles(const std::vector<double>& of_seeds);

// Compares the arms of one preset, in the order in which they first come. Every arm must have the
// same seeds and pages. Ratios by the linearised (Taylor) variance of a ratio of cluster totals:
// Cochran, Sampling Techniques, 3rd ed., 6.4; intervals by Student's t with Kish's effective number
// of clusters less one degrees of freedom, so that an agency which a few large pages carry does not
// look surer than it is.
Comparison compare(const std::vector<ArmResult>& results);

}  // namespace eros::orchestrate::backtest
