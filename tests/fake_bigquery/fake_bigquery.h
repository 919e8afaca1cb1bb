#pragma once
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "eros/google/outside.h"
#include "eros/store/bigquery/engine.h"
#include "fake_bigquery/http_server.h"
#include "fake_bigquery/reading_rule.h"
#include "fake_bigquery/warehouse.h"

namespace eros::testing {

// How often things go wrong: a probability each.
struct FakeFaults {
  double lost_request = 0.0;        // the connection breaks before the request is read
  double lost_answer = 0.0;         // ... after it was carried out
  double too_many_requests = 0.0;   // 429, not carried out
  double unavailable = 0.0;         // 503, not carried out
  double error_after_taking = 0.0;  // 500, carried out
  double token_expired = 0.0;       // 401
  double job_fails = 0.0;           // jobBackendError, before its first statement
  double aborted = 0.0;             // a transaction, at a statement, without any reason
  double fails_after_commit = 0.0;  // jobInternalError of a job whose COMMIT went through
};

// BigQuery's REST API v2 and a token endpoint over real HTTP: as much of both as the engine uses,
// with the service's rule of conflicts (table_conflicts.h) and faults. Jobs run in threads of
// their own, whatever becomes of the connection that asked for them. What the service refuses
// (a job id twice, legacy SQL, no limit of bytes, another region, project or dataset, no token) is
// refused in its words.
class FakeBigQuery {
 public:
  // `queries` are DuckDB's texts of the statements.
  explicit FakeBigQuery(store::QuerySet queries, FakeFaults faults = {}, unsigned seed = 1);
  ~FakeBigQuery();

  // An engine on it: real HTTP, a key file, and pauses fifty times as short. `options` follow
  // "&" in its location; `wrap` may put something between engine and network.
  std::unique_ptr<store::BigQueryEngine> connect(
      const std::string& options = "",
      const std::function<google::Transport(google::Transport)>& wrap = nullptr);
  // Where the program finds it: bigquery://fake/eros?endpoint=...&key_file=...
  std::string location(const std::string& project = "fake",
                       const std::string& dataset = "eros") const;
  FakeWarehouse& warehouse() { return warehouse_; }
  // The dataset is not there until it is made; its tables then are.
  void hide_dataset() { has_dataset_ = false; }
  void set_faults(const FakeFaults& faults);
  void set_page_rows(std::size_t rows) { page_rows_ = rows; }
  // The jobs taken so far, by the label "statement".
  std::map<std::string, int> jobs() const;
  std::size_t job_count() const;
  // The names of the jobs so far whose text reads or changes the table.
  std::vector<std::string> jobs_on(const std::string& table) const;
  // From now on jobs' statistics and dry runs tell the bytes of reading_rule.h, which takes time.
  void count_bytes() { counts_bytes_ = true; }
  int conflicts() const { return conflicts_; }

 private:
  struct FakeJob {
    std::string id;
    std::string region;
    nlohmann::json configuration;
    bool is_done = false;
    std::optional<FakeJobError> error;
    FakeWarehouse::Result result;
    std::int64_t loaded_rows = 0;
    BytesRead bytes = {1000, 10'485'760};
  };
  using JobPointer = std::shared_ptr<FakeJob>;

  bool chance(double FakeFaults::*fault);
  std::optional<ServedAnswer> answer(const ServedRequest& request);
  ServedAnswer route(const ServedRequest& request);
  ServedAnswer token();
  ServedAnswer insert_job(const nlohmann::json& resource, const std::string& data);
  ServedAnswer insert_upload(const ServedRequest& request);
  ServedAnswer results(const JobPointer& job, const std::string& query);
  ServedAnswer job_resource(const JobPointer& job);
  ServedAnswer children(const std::string& parent);
  ServedAnswer create_table(const nlohmann::json& table);
  JobPointer find(const std::string& id);
  void run(const JobPointer& job, const std::string& data);
  void expect_dataset(const FakeJob& job) const;
  void load(FakeJob& job, const std::string& data);

  mutable std::mutex mutex_;  // guards faults_, random_, jobs_, threads_
  FakeFaults faults_;
  std::mt19937 random_;
  std::map<std::string, JobPointer> jobs_;
  std::vector<std::jthread> threads_;
  std::condition_variable done_;
  std::atomic<std::size_t> page_rows_ = 100'000;
  std::atomic<int> conflicts_ = 0;
  std::atomic<int> tokens_ = 0;
  std::atomic<bool> counts_bytes_ = false;
  std::atomic<bool> has_dataset_ = true;
  FakeWarehouse warehouse_;
  HttpServer server_;
};

}  // namespace eros::testing
