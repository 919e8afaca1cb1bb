#include "eros/store/bigquery/client.h"

#include <fmt/format.h>

#include <algorithm>

#include "eros/base/error.h"
#include "eros/google/url.h"
#include "eros/store/bigquery/failures.h"
#include "eros/store/bigquery/requests.h"

namespace eros::store::bigquery {
namespace {

using base::Error;
using base::ErrorCode;
using google::ApiError;
using google::ApiFailure;
using google::Backoff;
using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* scope = "https://www.googleapis.com/auth/cloud-platform";
constexpr const char* service = "https://bigquery.googleapis.com";
// How long one request for results may wait at the service, and how much longer we wait for it.
constexpr seconds long_poll{30};
constexpr seconds grace{30};
constexpr Backoff after_conflict{milliseconds(500), milliseconds(16'000)};
constexpr Backoff between_looks{milliseconds(300), milliseconds(5'000)};
// A request to stop a job is not waited for longer: whoever interrupts is in a hurry.
constexpr seconds patience_with_stop{2};
// A job that was just taken may not be found at once.
constexpr int looks_for_new_job = 6;

std::optional<std::string> emulator_root(const google::Outside& outside) {
  const auto host = outside.variable("BIGQUERY_EMULATOR_HOST");
  if (!host) return std::nullopt;
  return host->find("://") == std::string::npos ? "http://" + *host : *host;
}

bool uses_emulator(const Location& location, const google::Outside& outside) {
  return !location.endpoint && emulator_root(outside);
}

// The job failed: it reached its end, and changed nothing.
class JobFailure : public std::runtime_error {
 public:
  explicit JobFailure(ApiError error) : runtime_error(error.message), error_(std::move(error)) {}
  const ApiError& error() const { return error_; }

 private:
  ApiError error_;
};

Error perhaps_taken(const std::string& job_id, const Error& error) {
  return {error.code(), error.what(),
          error.hint() + " (The service may have taken job " + job_id + " all the same.)"};
}

Error stopped(const std::string& what, const std::string& hint = {}) {
  return {ErrorCode::failed, what + " was stopped on request", hint};
}

bool is_done(const json& job) {
  return job.value(json::json_pointer("/status/state"), std::string()) == "DONE";
}

void throw_if_failed(const json& job) {
  const json::json_pointer at("/status/errorResult");
  if (!job.contains(at)) return;
  const json& error = job.at(at);
  throw JobFailure({0, error.value("reason", std::string("unknown")),
                    error.value("message", std::string("no message"))});
}

}  // namespace

Client::Client(Location location, const google::Outside& outside)
    : location_(std::move(location)),
      is_emulator_(uses_emulator(location_, outside)),
      root_(location_.endpoint.value_or(emulator_root(outside).value_or(service))),
      session_(is_emulator_ ? std::nullopt
                            : std::optional(google::find_credentials(location_.key_file, outside)),
               scope, outside),
      region_(location_.region) {}

google::ApiCall Client::get(const std::string& what, const std::string& path) const {
  return {.what = what,
          .url = root_ + "/bigquery/v2/projects/" + location_.project + path,
          .give_up_at = in(location_.busy_wait)};
}

json Client::call(const std::string& what, const std::string& method, const std::string& path,
                  const json& body) {
  auto call = get(what, path);
  call.method = method;
  if (!body.is_null()) call.body = body.dump();
  try {
    return session_.call(call);
  } catch (const ApiFailure& refused) {
    throw failure(what, refused.error(), location_.project);
  } catch (const google::Stopped&) {
    throw stopped(what);
  }
}

// Jobs are found by id and region; where none is given, it is the dataset's, or Google's default
// while there is no dataset yet.
std::string Client::region() {
  const std::scoped_lock lock(region_mutex_);
  if (!region_.empty()) return region_;
  try {
    const json dataset =
        call("dataset '" + location_.dataset + "'", "GET", "/datasets/" + location_.dataset);
    region_ = dataset.value("location", std::string());
    if (region_.empty()) region_ = "US";
    return region_;
  } catch (const ApiFailure& refused) {
    if (refused.error().status != 404) throw;
    return "US";
  }
}

json Client::job_resource(const Job& job, const std::string& id) {
  json resource;
  resource["jobReference"] = {
      {"projectId", location_.project}, {"jobId", id}, {"location", region()}};
  resource["configuration"] = job_configuration(location_, job.name, job.configuration);
  return resource;
}

// The emulator refuses a wrong statement as an internal error, which would be run again and again.
ApiError Client::final_if_emulated(ApiError error) const {
  if (is_emulator_ && error.reason == "jobInternalError") error.reason = "invalidQuery";
  return error;
}

// Sent again with the same id where the answer is lost; "duplicate" then means that it was taken.
void Client::insert(const Attempt& attempt) {
  const json resource = job_resource(attempt.job, attempt.id);
  auto call = get(attempt.what, "/jobs");
  call.method = "POST";
  call.body = resource.dump();
  if (attempt.job.upload != nullptr) {
    call.url =
        root_ + "/upload/bigquery/v2/projects/" + location_.project + "/jobs?uploadType=multipart";
    call.content_type = multipart_content_type(attempt.id);
    call.body = multipart_body(attempt.id, call.body, *attempt.job.upload);
    call.timeout = milliseconds(0);
  }
  try {
    session_.call(call);
  } catch (const ApiFailure& refused) {
    if (refused.error().status == 409) return;
    // A server's error does not tell whether the job was taken, so no other id may be tried.
    if (!google::may_pass(refused.error())) throw JobFailure(final_if_emulated(refused.error()));
    throw perhaps_taken(attempt.id, failure(attempt.what, refused.error(), location_.project));
  } catch (const google::NotSent&) {
    throw;
  } catch (const Error& lost) {
    throw perhaps_taken(attempt.id, lost);
  }
}

json Client::state_of(const Attempt& attempt) {
  for (int look = 0;; ++look) {
    auto call = get(attempt.what, "/jobs/" + attempt.id + "?location=" + region());
    call.give_up_at = attempt.give_up_at;
    try {
      return session_.call(call);
    } catch (const ApiFailure& refused) {
      if (refused.error().status != 404 || look == looks_for_new_job) throw;
    }
    session_.sleep(pause_before(between_looks, look, session_.outside().uniform()));
  }
}

std::string Client::results_path(const std::string& job_id, const std::string& more) {
  return "/queries/" + job_id + "?location=" + region() + "&formatOptions.useInt64Timestamp=true" +
         more;
}

// An error of this method is the job's, or only this request's: the job itself tells which.
json Client::wait_for_rows(const Attempt& attempt) {
  for (int failed = 0;; ++failed) {
    const auto left = std::chrono::ceil<milliseconds>(attempt.give_up_at - in(seconds(0)));
    const auto wait = std::clamp<milliseconds>(left, milliseconds(1), long_poll);
    auto call =
        get(attempt.what, results_path(attempt.id, fmt::format("&timeoutMs={}", wait.count())));
    call.timeout = wait + grace;
    call.is_retried = false;
    try {
      json page = session_.call(call);
      if (page.value("jobComplete", false)) return page;
      failed = -1;
      if (left <= wait) throw google::NoAnswer("not done in time");
    } catch (const ApiFailure& refused) {
      const json job = state_of(attempt);
      if (is_done(job)) throw_if_failed(job);
      // Its rows are refused for good, to somebody who may not read them; and the emulator's jobs
      // do not tell their errors.
      const ApiError error = final_if_emulated(refused.error());
      const bool is_final =
          error.reason == "invalidQuery" || (!google::may_pass(error) && error.status != 404);
      if (is_done(job) && is_final) throw JobFailure(error);
      if (in(seconds(0)) >= attempt.give_up_at) throw;
      session_.sleep(pause_before(between_looks, failed, session_.outside().uniform()));
    } catch (const Error&) {
      const json job = state_of(attempt);
      if (is_done(job)) throw_if_failed(job);
      if (in(seconds(0)) >= attempt.give_up_at) throw;
      session_.sleep(pause_before(between_looks, failed, session_.outside().uniform()));
    }
  }
}

json Client::wait_for_end(const Attempt& attempt) {
  for (int look = 0;; ++look) {
    json job = state_of(attempt);
    if (is_done(job)) {
      throw_if_failed(job);
      return job;
    }
    if (in(seconds(0)) >= attempt.give_up_at) throw google::NoAnswer("not done in time");
    session_.sleep(pause_before(between_looks, look, session_.outside().uniform()));
  }
}

// Of a script that failed: did its COMMIT go through before?
bool Client::did_commit(const Attempt& attempt) {
  if (!attempt.job.is_transaction) return false;
  auto call = get(attempt.what, "/jobs?projection=full&parentJobId=" + attempt.id);
  call.give_up_at = attempt.give_up_at;
  const json answer = session_.call(call);
  return std::ranges::any_of(answer.value("jobs", json::array()), [](const json& child) {
    return child.value(json::json_pointer("/statistics/query/statementType"), std::string()) ==
               "COMMIT_TRANSACTION" &&
           is_done(child) && !child.contains(json::json_pointer("/status/errorResult"));
  });
}

// Goes out though the program is being stopped, which may be asked for again and again.
void Client::cancel(const std::string& job_id) {
  try {
    auto call = get("stopping job " + job_id, "/jobs/" + job_id + "/cancel?location=" + region());
    call.method = "POST";
    call.timeout = patience_with_stop;
    call.is_retried = false;
    call.is_stoppable = false;
    session_.call(call);
  } catch (const std::exception&) {
    // It ends by its own timeout then.
  }
}

void Client::report(const Attempt& attempt) {
  if (!observer_) return;
  try {
    observer_(job_statistics(state_of(attempt), attempt.job.name));
  } catch (const Error&) {
    // The work is done; that its price is not known does not undo it.
  } catch (const google::Stopped&) {
    // Nor does a stop that comes now.
  }
}

// The job's answer under this id; nothing if it is to be run again under another.
std::optional<json> Client::outcome(const Attempt& attempt, Wait wait, int retry) {
  Backoff backoff;
  try {
    insert(attempt);
    json answer = (this->*wait)(attempt);
    report(attempt);
    return answer;
  } catch (const JobFailure& failed) {
    const auto recovery = recovery_of(failed.error());
    if (recovery == Recovery::new_job && did_commit(attempt)) return json::object();
    if (recovery == Recovery::conflict) backoff = after_conflict;
    const auto pause = pause_before(backoff, retry, session_.outside().uniform());
    if (recovery == Recovery::give_up || in(seconds(0)) + pause > attempt.give_up_at) {
      throw failure(attempt.what, failed.error(), location_.project);
    }
    session_.sleep(pause);
    return std::nullopt;
  } catch (const ApiFailure& refused) {
    throw failure(attempt.what, refused.error(), location_.project);
  } catch (const google::NoAnswer&) {
    cancel(attempt.id);
    throw Error(ErrorCode::busy,
                fmt::format("{}: not done in {} s", attempt.what, location_.deadline.count()),
                "Job " + attempt.id +
                    " was asked to stop. Ask for less, or allow more with deadline= in --store.");
  }
}

Client::Finished Client::run(const Job& job, Wait wait) {
  session_.resume();
  const auto give_up_at = in(location_.deadline);
  const std::string what = "the query '" + job.name + "'";
  for (int retry = 0;; ++retry) {
    const Attempt attempt{job, job_id(job.name, session_.outside().unique_name()), what,
                          give_up_at};
    try {
      if (auto answer = outcome(attempt, wait, retry)) return {attempt.id, std::move(*answer)};
    } catch (const google::Stopped&) {  // also while looking what became of a job that failed
      cancel(attempt.id);
      session_.resume();
      throw stopped(
          what, "Job " + attempt.id + " was asked to stop. If it had all but ended, it is saved.");
    }
  }
}

Client::Finished Client::run_query(const Job& job) { return run(job, &Client::wait_for_rows); }

json Client::run_job(const Job& job) { return run(job, &Client::wait_for_end).page; }

json Client::get_job(const std::string& job_id) {
  return call("job " + job_id, "GET", "/jobs/" + job_id + "?location=" + region());
}

json Client::next_page(const std::string& job_id, const std::string& page_token) {
  return call("the rows of job " + job_id, "GET",
              results_path(job_id, "&pageToken=" + google::url_encoded(page_token)));
}

DryRun Client::dry_run(const Job& job) {
  json resource;
  resource["jobReference"] = {{"projectId", location_.project}, {"location", region()}};
  resource["configuration"] = job_configuration(location_, job.name, job.configuration);
  resource["configuration"]["dryRun"] = true;
  const json answer = call("the query '" + job.name + "'", "POST", "/jobs", resource);
  return {count_at(answer, "/statistics/totalBytesProcessed"),
          answer.value(json::json_pointer("/statistics/query/totalBytesProcessedAccuracy"),
                       std::string("UNKNOWN"))};
}

}  // namespace eros::store::bigquery
