#include "fake_bigquery/fake_bigquery.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <fstream>

#include "eros/google/url.h"
#include "eros/store/store.h"
#include "fake_bigquery/to_duckdb.h"
#include "google/key_file.h"

namespace eros::testing {
namespace {

using nlohmann::json;

constexpr const char* region = "EU";
constexpr const char* root = "/bigquery/v2/projects/fake";

ServedAnswer refuse(int status, const std::string& reason, const std::string& message) {
  return {status, json{{"error",
                        {{"code", status},
                         {"message", message},
                         {"errors", {{{"reason", reason}, {"message", message}}}}}}}
                      .dump()};
}

ServedAnswer tell(const json& body) { return {200, body.dump()}; }

// A query's argument; empty if it is not there.
std::string argument(std::string_view target, const std::string& name) {
  auto rest = target.substr(std::min(target.find('?'), target.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('&'), rest.size());
    const auto pair = rest.substr(0, end);
    if (pair.starts_with(name + "=")) {
      return google::url_decoded(pair.substr(name.size() + 1)).value_or("");
    }
    rest.remove_prefix(end);
  }
  return {};
}

int status_of(const std::string& reason) {
  if (reason == "invalidQuery") return 400;
  if (reason == "accessDenied") return 403;
  if (reason == "notFound") return 404;
  if (reason == "duplicate") return 409;
  return 503;
}

// Of a project that does not exist, as of one where the user may nothing: a dataset is not found,
// and a job is refused.
ServedAnswer refuse_project(const std::string& project, const ServedRequest& request) {
  if (request.method == "GET") return refuse(404, "notFound", "Not found: Project " + project);
  return refuse(403, "accessDenied",
                fmt::format("Access Denied: Project {0}: User does not have bigquery.jobs.create "
                            "permission in project {0}.",
                            project));
}

// Why the service would not take this job; empty if it would.
std::string objection(const json& resource) {
  static const RE2 id_form("[A-Za-z0-9_-]+"), label_form("[a-z0-9_-]{0,63}");
  const json& configuration = resource["configuration"];
  const auto id = resource["jobReference"]["jobId"].get<std::string>();
  if (!RE2::FullMatch(id, id_form) || id.size() > 1'024) {
    return "Invalid job ID";
  }
  for (const auto& [key, value] : configuration["labels"].items()) {
    if (!RE2::FullMatch(value.get<std::string>(), label_form)) return "Invalid label " + key;
  }
  if (!configuration.contains("query")) return {};
  const json& query = configuration["query"];
  if (query.value("useLegacySql", true)) return "Legacy SQL";
  if (!query.contains("maximumBytesBilled")) return "No limit of bytes";
  return {};
}

// The parts of a multipart/related body: the job, and the data.
std::pair<std::string, std::string> parts(const ServedRequest& request) {
  const auto boundary =
      "--" + request.content_type.substr(request.content_type.find("boundary=") + 9);
  const auto part = [&](std::size_t from) {
    const auto begin = request.body.find("\r\n\r\n", from) + 4;
    const auto end = request.body.find("\r\n" + boundary, begin);
    return std::pair(begin, end);
  };
  const auto [first, first_end] = part(0);
  const auto [second, second_end] = part(first_end + 2);
  return {request.body.substr(first, first_end - first),
          request.body.substr(second, second_end - second)};
}

}  // namespace

FakeBigQuery::FakeBigQuery(store::QuerySet queries, FakeFaults faults, unsigned seed)
    : faults_(faults),
      random_(seed),
      warehouse_(std::move(queries), {[this] { return chance(&FakeFaults::aborted); },
                                      [this] { return chance(&FakeFaults::job_fails); },
                                      [this] { return chance(&FakeFaults::fails_after_commit); }}),
      server_([this](const ServedRequest& request) { return answer(request); }) {
  std::ofstream(warehouse_.file("key.json")) << KeyFile(server_.url() + "/token").json();
}

FakeBigQuery::~FakeBigQuery() {
  std::vector<std::jthread> running;
  const std::scoped_lock lock(mutex_);
  running.swap(threads_);
}

std::string FakeBigQuery::location(const std::string& project, const std::string& dataset) const {
  return fmt::format("bigquery://{}/{}?endpoint={}&key_file={}", project, dataset, server_.url(),
                     warehouse_.file("key.json"));
}

std::unique_ptr<store::BigQueryEngine> FakeBigQuery::connect(
    const std::string& options, const std::function<google::Transport(google::Transport)>& wrap) {
  auto outside = google::real_outside();
  outside.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time / 50); };
  if (wrap) outside.transport = wrap(outside.transport);
  const auto parsed = store::bigquery::parse_location(location() + options);
  // Pauses are short but count whole against the clock: by the usual patience a sixth try would be
  // the last, which chance makes fail now and then.
  const store::OpenOptions patient{.busy_wait = std::chrono::minutes(5)};
  return std::make_unique<store::BigQueryEngine>(parsed, patient, outside);
}

void FakeBigQuery::set_faults(const FakeFaults& faults) {
  const std::scoped_lock lock(mutex_);
  faults_ = faults;
}

std::map<std::string, int> FakeBigQuery::jobs() const {
  const std::scoped_lock lock(mutex_);
  std::map<std::string, int> counts;
  for (const auto& [id, job] : jobs_) {
    ++counts[job->configuration["labels"]["statement"].get<std::string>()];
  }
  return counts;
}

std::vector<std::string> FakeBigQuery::jobs_on(const std::string& table) const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [id, job] : jobs_) {
    const auto& configuration = job->configuration;
    if (!configuration.contains("query")) continue;
    if (tables_read(configuration["query"]["query"].get<std::string>()).contains(table)) {
      names.push_back(configuration["labels"]["statement"]);
    }
  }
  return names;
}

std::size_t FakeBigQuery::job_count() const {
  const std::scoped_lock lock(mutex_);
  return jobs_.size();
}

bool FakeBigQuery::chance(double FakeFaults::*fault) {
  const std::scoped_lock lock(mutex_);
  return std::uniform_real_distribution<double>()(random_) < faults_.*fault;
}

std::optional<ServedAnswer> FakeBigQuery::answer(const ServedRequest& request) {
  if (request.target == "/token") return token();
  if (chance(&FakeFaults::lost_request)) return std::nullopt;
  if (chance(&FakeFaults::too_many_requests)) {
    return refuse(429, "rateLimitExceeded", "Exceeded rate limits");
  }
  if (chance(&FakeFaults::unavailable)) return ServedAnswer{503, "<html>upstream</html>"};
  const bool is_good = request.authorization.starts_with("Bearer token-");
  if (!is_good || chance(&FakeFaults::token_expired)) {
    return refuse(401, "authError", "Invalid Credentials");
  }
  auto answered = route(request);
  if (chance(&FakeFaults::lost_answer)) return std::nullopt;
  if (chance(&FakeFaults::error_after_taking)) return refuse(500, "internalError", "Internal");
  return answered;
}

ServedAnswer FakeBigQuery::token() {
  return tell({{"access_token", fmt::format("token-{}", ++tokens_)}, {"expires_in", 3600}});
}

ServedAnswer FakeBigQuery::route(const ServedRequest& request) {
  const std::string& target = request.target;
  static const RE2 upload("/upload/bigquery/v2/projects/fake/jobs\\?uploadType=multipart");
  if (RE2::FullMatch(target, upload)) return insert_upload(request);
  re2::StringPiece path(target);
  if (!RE2::Consume(&path, root)) {
    std::string project;
    if (RE2::PartialMatch(target, "^/(?:upload/)?bigquery/v2/projects/([^/]+)", &project)) {
      return refuse_project(project, request);
    }
    return refuse(404, "notFound", "Not found: " + target);
  }
  std::string id;
  if (request.method == "POST" && path == "/jobs") {
    return insert_job(json::parse(request.body), "");
  }
  if (request.method == "POST" && path == "/datasets") {
    has_dataset_ = true;
    return tell(json::object());
  }
  if (RE2::FullMatch(path, "/datasets/(\\w+)", &id)) {
    if (id == "eros" && has_dataset_) return tell({{"location", region}});
    return refuse(404, "notFound", "Not found: Dataset fake:" + id);
  }
  if (path == "/datasets/eros/tables") return create_table(json::parse(request.body));
  if (RE2::FullMatch(path, "/datasets/eros/tables/(\\w+)", &id)) {
    warehouse_.run_script("DROP TABLE IF EXISTS " + id);
    return {204, ""};
  }
  if (const auto parent = argument(target, "parentJobId"); !parent.empty()) {
    return children(parent);
  }
  if (!RE2::PartialMatch(path, "^/(?:jobs|queries)/([\\w-]+)", &id)) {
    return refuse(404, "notFound", "Not found: " + target);
  }
  const auto job = find(id);
  if (!job || argument(target, "location") != job->region) {
    return refuse(404, "notFound", "Not found: Job " + id);
  }
  if (path.starts_with("/queries/")) return results(job, target);
  return job_resource(job);  // of a cancelled one too: it ends as it would have
}

ServedAnswer FakeBigQuery::insert_upload(const ServedRequest& request) {
  const auto [job, data] = parts(request);
  return insert_job(json::parse(job), data);
}

ServedAnswer FakeBigQuery::insert_job(const json& resource, const std::string& data) {
  if (resource["configuration"].value("dryRun", false)) {
    BytesRead bytes{1000, 0};
    if (counts_bytes_) bytes = ReadingRule(warehouse_).of(resource["configuration"]["query"]);
    return tell({{"statistics",
                  {{"totalBytesProcessed", std::to_string(bytes.processed)},
                   {"query", {{"totalBytesProcessedAccuracy", "PRECISE"}}}}}});
  }
  if (const auto reason = objection(resource); !reason.empty()) {
    return refuse(400, "invalid", reason);
  }
  auto job = std::make_shared<FakeJob>();
  job->id = resource["jobReference"]["jobId"];
  job->region = resource["jobReference"]["location"];
  job->configuration = resource["configuration"];
  const std::scoped_lock lock(mutex_);
  if (!jobs_.emplace(job->id, job).second) {
    return refuse(409, "duplicate", "Already Exists: Job fake:EU." + job->id);
  }
  threads_.emplace_back([this, job, data] { run(job, data); });
  return tell({{"status", {{"state", "RUNNING"}}}});
}

void FakeBigQuery::run(const JobPointer& job, const std::string& data) {
  FakeWarehouse::Result result;
  std::optional<FakeJobError> error;
  BytesRead bytes = job->bytes;
  try {
    expect_dataset(*job);
    if (job->configuration.contains("load")) {
      load(*job, data);
      bytes = {};  // loads are free
    } else {
      warehouse_.run(job->configuration, result);
      if (counts_bytes_) bytes = ReadingRule(warehouse_).of(job->configuration["query"]);
    }
  } catch (const FakeJobError& failed) {
    error = failed;
    if (failed.message.find("concurrent update") != std::string::npos) ++conflicts_;
  } catch (const std::exception& failed) {
    error = FakeJobError{"invalidQuery", failed.what()};
  }
  const std::scoped_lock lock(mutex_);
  job->bytes = bytes;
  job->result = std::move(result);
  job->error = std::move(error);
  job->is_done = true;
  done_.notify_all();
}

void FakeBigQuery::expect_dataset(const FakeJob& job) const {
  const std::string dataset = job.configuration.value(
      json::json_pointer("/query/defaultDataset/datasetId"), std::string("eros"));
  if (dataset == "eros" && has_dataset_ && job.region == region) return;
  throw FakeJobError{
      "notFound",
      fmt::format("Not found: Dataset fake:{} was not found in location {}", dataset, job.region)};
}

// Into a table that is there, or one made by the schema. All rows or none.
void FakeBigQuery::load(FakeJob& job, const std::string& data) {
  if (chance(&FakeFaults::job_fails)) throw FakeJobError{"jobBackendError", "Backend error."};
  const json& load = job.configuration["load"];
  const std::string table = load["destinationTable"]["tableId"];
  const std::string file = warehouse_.file(job.id + ".data");
  std::ofstream(file, std::ios::binary) << data;
  if (load.contains("schema")) {
    warehouse_.run_script(fmt::format("CREATE TABLE IF NOT EXISTS {} ({})", table,
                                      duckdb_columns(load["schema"]["fields"])));
  }
  const auto source = load["sourceFormat"] == "PARQUET"
                          ? fmt::format("read_parquet('{}')", file)
                          : fmt::format("read_ndjson('{}', columns = {{{}}})", file,
                                        warehouse_.column_types(table));
  warehouse_.run_script(fmt::format("INSERT INTO {} BY NAME SELECT * FROM {}", table, source));
  const auto rows = warehouse_.number(fmt::format("SELECT count(*) FROM {}", source));
  const std::scoped_lock lock(mutex_);  // the job may be asked after meanwhile
  job.loaded_rows = rows;
}

ServedAnswer FakeBigQuery::create_table(const json& table) {
  warehouse_.run_script(fmt::format("CREATE TABLE IF NOT EXISTS {} ({})",
                                    table["tableReference"]["tableId"].get<std::string>(),
                                    duckdb_columns(table["schema"]["fields"])));
  return tell(table);
}

FakeBigQuery::JobPointer FakeBigQuery::find(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto found = jobs_.find(id);
  return found == jobs_.end() ? nullptr : found->second;
}

// A job that failed is told as an error of this method, as the service does.
ServedAnswer FakeBigQuery::results(const JobPointer& job, const std::string& target) {
  std::unique_lock lock(mutex_);
  const auto patience = argument(target, "timeoutMs");
  done_.wait_for(lock, std::chrono::milliseconds(patience.empty() ? 0 : std::stol(patience)),
                 [&] { return job->is_done; });
  if (!job->is_done) return tell({{"jobComplete", false}});
  if (job->error) {
    return refuse(status_of(job->error->reason), job->error->reason, job->error->message);
  }
  json page = {{"jobComplete", true}};
  const auto& result = job->result;
  if (result.rows_changed >= 0) page["numDmlAffectedRows"] = std::to_string(result.rows_changed);
  if (result.schema.is_null()) return tell(page);
  page["schema"] = result.schema;
  const auto token = argument(target, "pageToken");
  const std::size_t first = token.empty() ? 0 : std::stoul(token);
  const std::size_t end = std::min(result.rows.size(), first + page_rows_);
  for (std::size_t i = first; i < end; ++i) page["rows"].push_back(result.rows[i]);
  if (end < result.rows.size()) page["pageToken"] = std::to_string(end);
  return tell(page);
}

ServedAnswer FakeBigQuery::job_resource(const JobPointer& job) {
  const std::scoped_lock lock(mutex_);
  json resource = {{"jobReference", {{"projectId", "fake"}, {"jobId", job->id}}},
                   {"status", {{"state", job->is_done ? "DONE" : "RUNNING"}}},
                   {"statistics",
                    {{"totalBytesProcessed", std::to_string(job->bytes.processed)},
                     {"query", {{"totalBytesBilled", std::to_string(job->bytes.billed)}}},
                     {"load", {{"outputRows", std::to_string(job->loaded_rows)}}}}}};
  if (job->error) {
    resource["status"]["errorResult"] = {{"reason", job->error->reason},
                                         {"message", job->error->message}};
  }
  return tell(resource);
}

ServedAnswer FakeBigQuery::children(const std::string& parent) {
  const std::scoped_lock lock(mutex_);
  json list = json::array();
  const auto found = jobs_.find(parent);
  if (found != jobs_.end()) {
    for (const auto& type : found->second->result.statement_types) {
      list.push_back({{"status", {{"state", "DONE"}}},
                      {"statistics", {{"query", {{"statementType", type}}}}}});
    }
  }
  return tell({{"jobs", list}});
}

}  // namespace eros::testing
