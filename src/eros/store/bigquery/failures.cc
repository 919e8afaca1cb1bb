#include "eros/store/bigquery/failures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace eros::store::bigquery {
namespace {

using google::ApiError;

bool holds(const ApiError& error, std::string_view text) {
  return error.message.find(text) != std::string::npos;
}

// A conflict arrives as an invalid query: only the text tells.
bool is_conflict(const ApiError& error) {
  return holds(error, "aborted due to concurrent update") ||
         holds(error, "Could not serialize access to table");
}

// The smallest predefined role that has a permission.
std::string_view role_of(std::string_view permission) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> roles = {{
      {"bigquery.jobs.create", "roles/bigquery.jobUser on the project"},
      {"bigquery.jobs.get", "roles/bigquery.user on the project"},
      {"bigquery.jobs.list", "roles/bigquery.user on the project"},
      {"bigquery.datasets.create", "roles/bigquery.user on the project"},
      {"bigquery.datasets.get", "roles/bigquery.dataViewer on the dataset"},
      {"bigquery.tables.getData", "roles/bigquery.dataViewer on the dataset"},
      {"bigquery.tables.get", "roles/bigquery.dataViewer on the dataset"},
      {"bigquery.tables.list", "roles/bigquery.dataViewer on the dataset"},
      {"bigquery.tables.", "roles/bigquery.dataEditor on the dataset"},
      {"bigquery.routines.", "roles/bigquery.dataEditor on the dataset"},
      {"bigquery.transfers.", "roles/bigquery.admin on the project"},
      {"iam.serviceAccounts.actAs", "roles/iam.serviceAccountUser on that service account"},
      {"serviceusage.services.use", "roles/serviceusage.serviceUsageConsumer on the project"},
  }};
  const auto found = std::ranges::find_if(
      roles, [&](const auto& entry) { return permission.starts_with(entry.first); });
  return found == roles.end() ? "" : found->second;
}

// "... User does not have bigquery.jobs.create permission in project x."
std::string_view permission_in(std::string_view message) {
  for (const std::string_view family : {"bigquery.", "iam.", "serviceusage."}) {
    for (auto at = message.find(family); at != std::string_view::npos;
         at = message.find(family, at + 1)) {
      const auto rest = message.substr(at);
      const auto end =
          rest.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.");
      const auto word = rest.substr(0, end);
      if (!role_of(word).empty()) return word;
    }
  }
  return {};
}

std::string api_hint(const ApiError& error, const std::string& project) {
  const bool is_transfer =
      holds(error, "bigquerydatatransfer") || holds(error, "Data Transfer API");
  return fmt::format(
      "Enable the API for the project: gcloud services enable {}.googleapis.com --project {}",
      is_transfer ? "bigquerydatatransfer" : "bigquery", project);
}

std::string access_hint(const ApiError& error, const std::string& project) {
  if (holds(error, "has not been used in project") || error.reason == "accessNotConfigured") {
    return api_hint(error, project);
  }
  const auto permission = permission_in(error.message);
  if (!permission.empty()) {
    const std::string mistaken =
        "The service says the same of a project that does not exist: check "
        "its id in --store ('gcloud projects list'). ";
    return fmt::format("{}Ask the owner of project '{}' to grant {} (it has {}).",
                       permission == "bigquery.jobs.create" ? mistaken : "", project,
                       role_of(permission), permission);
  }
  return "Ask the owner of project '" + project +
         "' to grant roles/bigquery.jobUser on the project and roles/bigquery.dataEditor on the "
         "dataset.";
}

// "Not found: Project x", "Invalid project ID 'x'. Project IDs must contain ..."
bool is_no_project(const ApiError& error) {
  return holds(error, "Not found: Project") || holds(error, "Invalid project ID");
}

std::string hint_of(const ApiError& error, const std::string& project) {
  if (is_no_project(error)) {
    return "There is no project '" + project +
           "', or you may not see it: check its id (not its name) in --store; 'gcloud projects "
           "list' shows those that you may use.";
  }
  if (holds(error, "has not enabled BigQuery")) return api_hint(error, project);
  if (error.reason == "accessDenied" || error.reason == "forbidden" ||
      error.reason == "accessNotConfigured") {
    return access_hint(error, project);
  }
  if (error.reason == "bytesBilledLimitExceeded") {
    return "It was not run and costs nothing. Ask for fewer days, or raise maximum_bytes in "
           "--store.";
  }
  if (error.reason == "notFound") {
    return "Check project, dataset and location in --store; 'eros deploy' makes what is missing.";
  }
  if (error.reason == "quotaExceeded") {
    return "A daily quota of the project is used up: try tomorrow, or ask for a higher one.";
  }
  if (error.reason == "billingNotEnabled" || error.reason == "billingTierLimitExceeded") {
    return "Enable billing for the project.";
  }
  if (error.reason == "authError" || error.reason == "invalid_grant") {
    return "Log in again, or make a new key for the service account.";
  }
  if (error.reason == "responseTooLarge" || error.reason == "resourcesExceeded") {
    return "Ask for fewer pages or a shorter lookback.";
  }
  if (recovery_of(error) != Recovery::give_up || google::may_pass(error)) {
    return "It was tried again and again; try later.";
  }
  return {};
}

}  // namespace

Recovery recovery_of(const ApiError& error) {
  if (is_conflict(error)) return Recovery::conflict;
  constexpr std::array reasons = {std::string_view("jobBackendError"),
                                  std::string_view("jobInternalError"),
                                  std::string_view("jobRateLimitExceeded")};
  const bool is_passing = std::ranges::find(reasons, error.reason) != reasons.end() ||
                          google::may_pass(error) ||
                          holds(error, "Too many DML statements outstanding");
  return is_passing ? Recovery::new_job : Recovery::give_up;
}

google::ApiFailure failure(const std::string& what, const ApiError& error,
                           const std::string& project) {
  return {what, error, hint_of(error, project)};
}

}  // namespace eros::store::bigquery
