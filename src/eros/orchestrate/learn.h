#pragma once
#include "eros/model/records.h"
#include "eros/model/settings.h"
#include "eros/store/store.h"

namespace eros::orchestrate {

// Learns anew from the messages up to as-of and stores what was learned, in one transaction: a
// function of the messages and as-of, so that doing it twice changes nothing.
model::LearnResult learn(store::Store& store, base::Instant as_of, const model::Settings& settings);

}  // namespace eros::orchestrate
