#pragma once
#include <list>
#include <vector>

#include "eros/schedule/candidates.h"

namespace eros::schedule::testing {

// A week whose tier 0 stands twice wherever it can, so that few orders break as few rules as can
// be.
struct CrowdedWeek {
  std::list<model::Pick> picks;  // that the candidates point to
  Candidates candidates;
  std::vector<std::size_t> selected;
  std::vector<double> slots;

  void add(int tier, int category, int trigger);  // of any score
};

// The picks are in an order that breaks as few rules as can be: none but the tier's, `breaks`
// times. There are as many alternates. To be called within a property of RapidCheck.
CrowdedWeek crowded_week(int breaks);

}  // namespace eros::schedule::testing
