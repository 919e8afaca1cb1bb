#pragma once
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "eros/google/session.h"
#include "eros/store/bigquery/location.h"
#include "eros/store/bigquery/statistics.h"

namespace eros::store::bigquery {

// A job to be run: its configuration without what every job gets, and its data for a load.
struct Job {
  std::string name;              // of the statement, or what it is for: in its id, label, messages
  nlohmann::json configuration;  // holds "query", "load", "copy" or "extract"
  const std::string* upload = nullptr;  // the bytes of a load
  bool is_transaction = false;          // one script that ends with COMMIT
};

// BigQuery's REST API v2, for one project and dataset. Threads may share it.
//
// Every job has an id that was made here before the job was sent. If the answer is lost the same id
// is sent again: the service then runs the job, or says that it has it already; it never runs
// twice. A job that failed for a reason that passes, or for a concurrent writer, is run again whole
// under a new id, until the deadline.
class Client {
 public:
  Client(Location location, const google::Outside& outside);

  // Runs a query job to its end. `page` is the answer of jobs.getQueryResults with its first rows;
  // empty for a transaction that is known to have committed, but whose answer is lost for good.
  // Throws ApiFailure; Error(busy) for no answer, or none in time; Error(failed) after stop().
  struct Finished {
    std::string job_id;
    nlohmann::json page;
  };
  Finished run_query(const Job& job);
  nlohmann::json next_page(const std::string& job_id, const std::string& page_token);
  // Runs any other job to its end and returns it. Throws as run_query.
  nlohmann::json run_job(const Job& job);
  // The job as the service has it, statistics and all.
  nlohmann::json get_job(const std::string& job_id);
  // What a query job would read. It is not run and costs nothing.
  DryRun dry_run(const Job& job);

  // Any other method: `path` follows ".../bigquery/v2/projects/PROJECT". It must be fit to be sent
  // twice. A null `body` sends none.
  nlohmann::json call(const std::string& what, const std::string& method, const std::string& path,
                      const nlohmann::json& body = nullptr);

  // Told of each job that finished well (this costs one more request a job). Set it before use.
  void on_job(std::function<void(const JobStatistics&)> observer) {
    observer_ = std::move(observer);
  }
  // Ends what is running, and asks the service to stop its job, which may come to its end all the
  // same. May be called from any thread.
  void stop() { session_.stop(); }

  const Location& location() const { return location_; }
  bool is_emulator() const { return is_emulator_; }
  google::Session& session() { return session_; }

 private:
  // A job under one id.
  struct Attempt {
    const Job& job;
    std::string id;
    std::string what;  // for messages
    base::Instant give_up_at;
  };
  using Wait = nlohmann::json (Client::*)(const Attempt&);

  Finished run(const Job& job, Wait wait);
  std::optional<nlohmann::json> outcome(const Attempt& attempt, Wait wait, int retry);
  void insert(const Attempt& attempt);
  google::ApiError final_if_emulated(google::ApiError error) const;
  nlohmann::json wait_for_rows(const Attempt& attempt);
  nlohmann::json wait_for_end(const Attempt& attempt);
  nlohmann::json state_of(const Attempt& attempt);
  bool did_commit(const Attempt& attempt);
  void cancel(const std::string& job_id);
  void report(const Attempt& attempt);
  nlohmann::json job_resource(const Job& job, const std::string& id);
  google::ApiCall get(const std::string& what, const std::string& path) const;
  std::string results_path(const std::string& job_id, const std::string& more);
  std::string region();
  base::Instant in(std::chrono::seconds time) const { return session_.outside().now() + time; }

  Location location_;
  bool is_emulator_ = false;
  std::string root_;  // "https://bigquery.googleapis.com"
  google::Session session_;
  std::mutex region_mutex_;  // guards region_
  std::string region_;
  std::function<void(const JobStatistics&)> observer_;
};

}  // namespace eros::store::bigquery
