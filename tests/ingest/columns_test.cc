#include "eros/ingest/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eros/base/error.h"

namespace eros::ingest {
namespace {

using model::ImportKind;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Mapping map(ImportKind kind, const std::vector<std::string>& header) {
  return map_columns(kind, model::FileFormat::csv, "file.csv", header);
}

TEST(Columns, AcceptsOtherNamesInAnyCaseAndOrder) {
  const auto mapping = map(ImportKind::messages, {"Revenue", "PAGE", " Sent At ", "text", "views",
                                                  "purchases", "sent-count", "mood"});
  EXPECT_THAT(mapping.columns.at("earnings"), ElementsAre(0U));
  EXPECT_THAT(mapping.columns.at("page_name"), ElementsAre(1U));
  EXPECT_THAT(mapping.columns.at("sending_time"), ElementsAre(2U));
  EXPECT_THAT(mapping.columns.at("message"), ElementsAre(3U));
  EXPECT_THAT(mapping.columns.at("viewed_count"), ElementsAre(4U));
  EXPECT_THAT(mapping.columns.at("purchased_count"), ElementsAre(5U));
  EXPECT_THAT(mapping.columns.at("sent_count"), ElementsAre(6U));
  EXPECT_THAT(mapping.ignored, ElementsAre("mood"));
  EXPECT_THAT(mapping.absent, ElementsAre("row_id", "price", "message_type", "caption_id"));
}

TEST(Columns, TheOwnNameGoesBeforeOtherNames) {
  const auto mapping = map(ImportKind::captions, {"message", "caption_text", "tier", "price_tier"});
  EXPECT_THAT(mapping.columns.at("caption_text"), ElementsAre(1U));
  EXPECT_THAT(mapping.columns.at("price_tier"), ElementsAre(3U));
  EXPECT_THAT(mapping.ignored, ElementsAre("message", "tier"));
}

TEST(Columns, InNdjsonAColumnHasAllItsNames) {
  const std::vector<std::string> keys = {"Price_Tier", "TIER", "caption_text", "price_tier",
                                         "text"};
  const auto mapping =
      map_columns(ImportKind::captions, model::FileFormat::ndjson, "file.ndjson", keys);
  EXPECT_THAT(mapping.columns.at("caption_text"), ElementsAre(2U, 4U));
  EXPECT_THAT(mapping.columns.at("price_tier"), ElementsAre(3U, 0U, 1U));
  EXPECT_THAT(mapping.ignored, ::testing::IsEmpty());
}

TEST(Columns, NamesWhatIsMissingAndWhatWasFound) {
  try {
    map(ImportKind::messages, {"page", "sent_at", "sent", "views", "revenue", "mood"});
    FAIL() << "it was accepted";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("message or caption_id"),
                                    HasSubstr("purchased_count"), Not(HasSubstr("earnings"))));
    EXPECT_THAT(error.hint(), HasSubstr("mood"));
  }
}

TEST(Columns, AMessageMayHaveACaptionInsteadOfAText) {
  EXPECT_NO_THROW(
      map(ImportKind::messages, {"page_name", "caption_id", "sending_time", "sent_count",
                                 "viewed_count", "purchased_count", "earnings"}));
}

}  // namespace
}  // namespace eros::ingest
