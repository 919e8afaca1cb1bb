#pragma once
#include "store/sample_store.h"

// What must hold of schedules and locks in every store, after anything that has happened to it.
namespace eros::testing {

// Pairs of protecting locks of one caption at most 7 days apart.
std::int64_t double_locks(SampleStore& store);
// PPVs of live schedules without an active or swept lock, and live schedules without a message.
std::int64_t schedules_without_locks(SampleStore& store);
// Active locks whose schedule is not there or not live.
std::int64_t locks_without_schedule(SampleStore& store);

}  // namespace eros::testing
