#pragma once
#include "eros/captions/request.h"
#include "eros/model/schedule.h"

namespace eros::captions {

// The captions of one page's week and their alternates (SPEC 7), with every reason.
//
// The week is picked greedily by score: premium, mid, budget, then what is short from other tiers,
// then bumps; budget penalties grow as picks are made, PPVs and bumps together. As many as the
// days hold (`Volume::ppv_per_day`, `bump_per_day`) are picked. The rest of the pool, shared in
// proportion to the quotas, are alternates; each can stand in for a pick of its tier without
// breaking a budget. No text appears twice, picks and alternates together.
//
// `Decision::selection_probability` is the probability that a new draw of this caption's sample,
// all other captions' draws as they are, puts it into the week: exact, for the whole procedure.
// For an alternate it is the probability that it would have been picked rather than offered.
//
// Pure and deterministic; the order of locks, uses and statistics' insertion does not matter.
// Time: linear in the bank. Throws Error(failed) for a restriction's pattern that is no RE2.
model::CaptionPool pick(const PickRequest& request);

}  // namespace eros::captions
