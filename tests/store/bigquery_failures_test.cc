#include "eros/store/bigquery/failures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace eros::store::bigquery {
namespace {

using google::ApiError;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Of googleapis/python-bigquery retry.py, and of the pages on errors and transactions.
TEST(BigQueryFailures, ARecoveryForEachReason) {
  const std::vector<std::pair<std::string, Recovery>> reasons = {
      {"jobBackendError", Recovery::new_job},
      {"jobInternalError", Recovery::new_job},
      {"jobRateLimitExceeded", Recovery::new_job},
      {"rateLimitExceeded", Recovery::new_job},
      {"backendError", Recovery::new_job},
      {"internalError", Recovery::new_job},
      {"badGateway", Recovery::new_job},
      {"invalidQuery", Recovery::give_up},
      {"accessDenied", Recovery::give_up},
      {"quotaExceeded", Recovery::give_up},
      {"bytesBilledLimitExceeded", Recovery::give_up},
      {"notFound", Recovery::give_up},
      {"stopped", Recovery::give_up},
      {"timeout", Recovery::give_up},
      {"resourcesExceeded", Recovery::give_up},
  };
  for (const auto& [reason, expected] : reasons) {
    EXPECT_EQ(recovery_of({0, reason, "Sorry."}), expected) << reason;
  }
}

TEST(BigQueryFailures, AConflictIsToldByItsText) {
  for (const auto* text :
       {"Query error: Transaction is aborted due to concurrent update against table p:d.t. "
        "Transaction ID: 1 at [3:1]",
        "Could not serialize access to table p:d.t due to concurrent update"}) {
    EXPECT_EQ(recovery_of({400, "invalidQuery", text}), Recovery::conflict) << text;
  }
  EXPECT_EQ(recovery_of({0, "resourcesExceeded",
                         "Resources exceeded during query execution: Too many DML statements "
                         "outstanding against table p:d.t, limit is 20."}),
            Recovery::new_job);
}

std::string hint(const std::string& reason, const std::string& message) {
  return failure("the query 'q'", {403, reason, message}, "agency").hint();
}

TEST(BigQueryFailures, AMissingPermissionNamesTheRole) {
  const std::vector<std::pair<std::string, std::string>> permissions = {
      {"bigquery.jobs.create", "roles/bigquery.jobUser on the project"},
      {"bigquery.datasets.create", "roles/bigquery.user on the project"},
      {"bigquery.tables.getData", "roles/bigquery.dataViewer on the dataset"},
      {"bigquery.tables.updateData", "roles/bigquery.dataEditor on the dataset"},
      {"bigquery.tables.create", "roles/bigquery.dataEditor on the dataset"},
      {"bigquery.routines.create", "roles/bigquery.dataEditor on the dataset"},
      {"bigquery.transfers.update", "roles/bigquery.admin on the project"},
  };
  for (const auto& [permission, role] : permissions) {
    const auto text = hint("accessDenied", "Access Denied: Project agency: User does not have " +
                                               permission + " permission in project agency.");
    EXPECT_THAT(text, HasSubstr(role));
    EXPECT_THAT(text, HasSubstr(permission));
  }
  EXPECT_THAT(hint("accessDenied", "Access Denied."), HasSubstr("roles/bigquery.dataEditor"));
  EXPECT_THAT(hint("accessDenied", "BigQuery API has not been used in project 1 before"),
              HasSubstr("gcloud services enable bigquery.googleapis.com --project agency"));
}

// The service's own words for it, as its users have met them.
TEST(BigQueryFailures, AWrongProjectIsNamed) {
  EXPECT_THAT(hint("notFound", "Not found: Project agency"),
              AllOf(HasSubstr("There is no project 'agency'"), Not(HasSubstr("eros deploy"))));
  EXPECT_THAT(hint("invalid",
                   "Invalid project ID 'agency'. Project IDs must contain 6-63 lowercase letters, "
                   "digits, or dashes."),
              HasSubstr("There is no project 'agency'"));
  EXPECT_THAT(hint("invalid", "The project agency has not enabled BigQuery."),
              HasSubstr("gcloud services enable bigquery.googleapis.com --project agency"));
  EXPECT_THAT(
      hint("accessDenied",
           "Access Denied: Project agency: User does not have bigquery.jobs.create "
           "permission in project agency."),
      AllOf(HasSubstr("a project that does not exist"), HasSubstr("roles/bigquery.jobUser")));
  EXPECT_THAT(hint("accessDenied",
                   "Access Denied: Dataset agency:eros: Permission bigquery.datasets.get denied on "
                   "dataset agency:eros (or it may not exist)."),
              HasSubstr("roles/bigquery.dataViewer on the dataset"));
}

TEST(BigQueryFailures, KeepGooglesWordsAndSayWhatToDo) {
  const auto error = failure(
      "the query 'bank'",
      {400, "bytesBilledLimitExceeded", "Query exceeded limit for bytes billed: 10."}, "agency");
  EXPECT_STREQ(error.what(),
               "the query 'bank': Query exceeded limit for bytes billed: 10. "
               "(bytesBilledLimitExceeded)");
  EXPECT_THAT(error.hint(), HasSubstr("maximum_bytes"));
  EXPECT_EQ(error.code(), base::ErrorCode::failed);
  EXPECT_THAT(hint("notFound", "Not found: Dataset"), HasSubstr("eros deploy"));
  EXPECT_THAT(hint("quotaExceeded", "Quota exceeded"), HasSubstr("quota"));
  EXPECT_EQ(failure("q", {503, "backendError", "x"}, "p").code(), base::ErrorCode::busy);
}

}  // namespace
}  // namespace eros::store::bigquery
