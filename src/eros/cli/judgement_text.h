#pragma once
#include <string>

#include "eros/cli/style.h"
#include "eros/orchestrate/logged/judge.h"

namespace eros::cli {

// What a policy would have earned, in words first and figures after; or why that cannot be told.
std::string judgement_text(const orchestrate::logged::Judgement& judgement, const Style& style);

}  // namespace eros::cli
