#pragma once
#include <span>
#include <vector>

#include "eros/captions/request.h"
#include "eros/model/schedule.h"

namespace eros::captions {

// The captions of one page's week and their alternates (SPEC 7), with every reason.
//
// The week is picked greedily by score: premium, mid, budget, then what is short from other tiers,
// then bumps; budget penalties grow as picks are made, PPVs and bumps together. As many PPVs
// as the days hold (`Volume::ppv_per_day`) are picked, and as many bumps as they could hold. The
// rest of the pool, shared in proportion to the quotas, are alternates; each can stand in for a
// pick of its tier without breaking a budget. No text appears twice, picks and alternates together.
//
// `Decision::selection_probability` is the probability that new draws for this caption (of its
// sample, and of whether it is a random pick), all other draws as they are, put it into the week:
// exact, for the whole procedure. For an alternate it is the probability that it would have been
// picked rather than offered. Its mean over all draws is the probability of the pick itself, and
// one over it is the right weight of a pick: docs/learning.md.
//
// Pure and deterministic; the order of locks, uses and statistics' insertion does not matter.
// Time: linear in the bank. Throws Error(failed) for a restriction's pattern that is no RE2.
model::CaptionPool pick(const PickRequest& request);

// The same probability for any captions of the bank, in their order: picked, offered, neither, or 0
// where a filter removed it. Time and errors: as pick.
std::vector<double> selection_probabilities(const PickRequest& request,
                                            std::span<const model::CaptionBank::Row> rows);

}  // namespace eros::captions
