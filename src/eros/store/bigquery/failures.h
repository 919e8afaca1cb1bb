#pragma once
#include <string>

#include "eros/google/api_error.h"

// What BigQuery's refusals mean: pure tables, by reason and, where Google gives no better mark, by
// text (docs/bigquery-client.md lists them).
namespace eros::store::bigquery {

// What to do after a job has failed.
enum class Recovery {
  give_up,
  new_job,   // run it again under a new id: this one is used up
  conflict,  // the same, after a concurrent writer was in the way
};
Recovery recovery_of(const google::ApiError& job_error);

// The refusal as an Error that a person can act on: Google's words and reason, and what to do, for
// a missing permission which role to ask for. `what` names the job, `project` is where it ran.
google::ApiFailure failure(const std::string& what, const google::ApiError& error,
                           const std::string& project);

}  // namespace eros::store::bigquery
