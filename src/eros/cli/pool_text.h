#pragma once
#include <string>

#include "eros/cli/style.h"
#include "eros/exports/pool_json.h"

namespace eros::cli {

// A caption pool for people: quotas, the captions picked with their scores, how many alternates
// stand by, what the filters removed, warnings. `bank` is the one that the pool's rows number.
std::string pool_text(const exports::PoolRun& run, const model::CaptionPool& pool,
                      const model::CaptionBank& bank, const Style& style);

}  // namespace eros::cli
