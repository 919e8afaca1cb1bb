// Which stored row an imported one is, and what it may change of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "orchestrate/import_store.h"

namespace eros::orchestrate {
namespace {

using eros::testing::counts;
using eros::testing::ImportStore;
using model::ImportKind;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string header =
    "page_name,message,sending_time,price,sent_count,viewed_count,purchased_count,earnings\n";

class ImportIdentity : public ::testing::Test {
 protected:
  model::ImportResult messages(const std::string& rows) {
    return store_.import_text(ImportKind::messages, "messages.csv", header + rows);
  }
  model::ImportResult numbered_messages(const std::string& rows) {
    return store_.import_text(ImportKind::messages, "messages.csv", "row_id," + header + rows);
  }
  model::ImportResult captions(const std::string& rows) {
    return store_.import_text(ImportKind::captions, "captions.csv",
                              "caption_id,caption_text,price_tier\n" + rows);
  }
  std::vector<std::string> bank() {
    return store_.rows("caption_id, caption_text", "caption_bank ORDER BY caption_id");
  }
  ImportStore store_;
};

TEST_F(ImportIdentity, ARowWithoutAnIdIsNotTheCaptionThatTheFileRewords) {
  captions("5,Alpha text,budget\n");
  EXPECT_EQ(counts(captions("5,Beta text,budget\n,Alpha text,budget\n")), "2/1/1/0/0");
  EXPECT_THAT(bank(), ElementsAre("5|Beta text", "6|Alpha text"));
  EXPECT_EQ(counts(captions("5,Beta text,budget\n,Alpha text,budget\n")), "2/0/0/2/0");
}

TEST_F(ImportIdentity, MessagesThatGetIdsLaterAreTheSame) {
  const std::string one = "fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n";
  const std::string two = "fern,Calm walk,2026-11-01T10:00:00Z,15,100,60,5,75\n";
  messages(one + two);
  EXPECT_EQ(counts(numbered_messages("m1," + one + "m2," + two)), "2/0/0/2/0");
  EXPECT_EQ(counts(numbered_messages("m1," + one + "m2," + two + "m3," + one)), "3/1/0/2/0");
  EXPECT_EQ(counts(numbered_messages("m1," + one + "m2," + two + "m3," + one)), "3/0/0/3/0");
  EXPECT_EQ(counts(messages(one + two)), "2/0/0/2/0");
  EXPECT_EQ(counts(numbered_messages("m1,fern,Calm walk,2026-11-01T10:00:00Z,15,100,70,5,75\n"
                                     "m4,fern,Calm walk,2026-11-02T10:00:00Z,15,100,70,5,75\n"
                                     "m5,moss,Calm walk,2026-11-01T10:00:00Z,15,100,70,5,75\n"
                                     "m6,fern,Slow walk,2026-11-01T10:00:00Z,15,100,70,5,75\n")),
            "4/3/1/0/0");
}

TEST_F(ImportIdentity, ARowWithAnIdTakesNoPlaceOfOneWithout) {
  messages("fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n");
  const std::string rows =
      ",fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n"
      "m1,fern,Calm walk,2026-11-01T10:00:00Z,15,100,60,5,75\n";
  EXPECT_EQ(counts(numbered_messages(rows)), "2/1/0/1/0");
  EXPECT_EQ(counts(numbered_messages(rows)), "2/0/0/2/0");
}

TEST_F(ImportIdentity, APriceAloneDoesNotChangeTheTypeThatWasGiven) {
  store_.import_text(ImportKind::messages, "typed.csv",
                     "page,message,sent_at,price,sent,views,purchases,revenue,message_type\n"
                     "fern,Tea,2026-11-01T10:00:00Z,9,100,50,5,45,Bump\n");
  EXPECT_EQ(counts(messages("fern,Tea,2026-11-01T10:00:00Z,9,100,60,5,45\n")), "1/0/1/0/0");
  EXPECT_THAT(store_.rows("message_type, viewed_count", "mass_messages"), ElementsAre("Bump|60"));
  EXPECT_EQ(counts(messages("fern,Tea,2026-11-01T10:00:00Z,9,100,60,5,45\n")), "1/0/0/1/0");
  EXPECT_EQ(counts(messages("fern,Tea,2026-11-01T10:00:00Z,12,100,60,5,45\n")), "1/0/1/0/0");
  EXPECT_THAT(store_.rows("message_type", "mass_messages"), ElementsAre("PPV"));
}

TEST_F(ImportIdentity, AnEmptyTypeIsNoneToo) {
  const auto typed = [&](const std::string& rows) {
    return counts(store_.import_text(
        ImportKind::messages, "typed.csv",
        "page,message,sent_at,price,sent,views,purchases,revenue,message_type\n" + rows));
  };
  EXPECT_EQ(typed("fern,Tea,2026-11-01T10:00:00Z,9,100,50,5,45,Bump\n"), "1/1/0/0/0");
  EXPECT_EQ(typed("fern,Tea,2026-11-01T10:00:00Z,9,100,50,5,45,\n"), "1/0/0/1/0");
  EXPECT_EQ(typed("fern,Tea,2026-11-01T10:00:00Z,9,100,50,5,45,PPV\n"), "1/0/1/0/0");
  const auto unpriced =
      store_.import_text(ImportKind::messages, "unpriced.csv",
                         "page,message,sent_at,sent,views,purchases,revenue,message_type\n"
                         "fern,Tea,2026-11-01T10:00:00Z,100,50,5,45,\n");
  EXPECT_EQ(counts(unpriced), "1/0/0/1/0");
  EXPECT_THAT(store_.rows("message_type", "mass_messages"), ElementsAre("PPV"));
}

TEST_F(ImportIdentity, ANewZoneOfAPageWithMessagesIsTold) {
  messages(
      "fern,Tea,2026-11-01T10:00:00,9,100,60,5,45\nfern,Tea,2026-11-02T10:00:00,9,100,60,5,45\n");
  const auto result =
      store_.import_text(ImportKind::creators, "creators.csv",
                         "page_name,timezone\nfern,Europe/Berlin\nmoss,Asia/Tokyo\n");
  EXPECT_THAT(result.warnings,
              ElementsAre(AllOf(HasSubstr("fern"), HasSubstr("America/Los_Angeles"),
                                HasSubstr("Europe/Berlin"), HasSubstr("2 messages"))));
  EXPECT_THAT(store_
                  .import_text(ImportKind::creators, "creators.csv",
                               "page_name,timezone\nfern,Europe/Berlin\nmoss,Asia/Seoul\n")
                  .warnings,
              IsEmpty());
}

TEST_F(ImportIdentity, CaptionsThatAreRewordedByTheirIdsAreTold) {
  captions(",Tea,mid\n,Cake,mid\n,Soup,mid\n");
  EXPECT_THAT(captions("1,TEA!,vip\n9,Bread,mid\n").warnings, IsEmpty());
  const auto result = captions("1,Coffee,mid\n2,Pie,mid\n3,soup,mid\n,Bread,mid\n");
  EXPECT_THAT(result.warnings,
              ElementsAre(AllOf(HasSubstr("captions.csv"), HasSubstr("2 captions"))));
}

TEST_F(ImportIdentity, AHolidayIsTheSameInAnyCase) {
  const auto before = store_.rows("count(*)", "holiday_calendar");
  EXPECT_EQ(counts(store_.import_text(ImportKind::holidays, "h.csv",
                                      "date,name,impact\n2026-12-25,christmas day,0.5\n")),
            "1/0/1/0/0");
  EXPECT_EQ(store_.rows("count(*)", "holiday_calendar"), before);
  EXPECT_THAT(store_.rows("holiday_name, saturation_impact_factor",
                          "holiday_calendar WHERE holiday_date = DATE '2026-12-25'"),
              ElementsAre("Christmas Day|0.5"));
}

TEST_F(ImportIdentity, MessagesFollowTheTextThatMovesToAnotherCaption) {
  captions("50,Hello there,mid\n");
  messages("fern,Hello there,2026-11-01T10:00:00Z,9,100,60,5,45\n");
  captions("50,Good evening,mid\n51,Hello there,mid\n");
  EXPECT_THAT(store_.rows("caption_id", "mass_messages"), ElementsAre("51"));
}

TEST_F(ImportIdentity, MessagesKeepTheCaptionThatTheirFileNamed) {
  captions("50,Hello there,mid\n51,Good evening,mid\n");
  store_.import_text(ImportKind::messages, "named.csv",
                     "page,caption_id,message,sent_at,sent,views,purchases,revenue\n"
                     "fern,50,Hello there you,2026-11-01T10:00:00Z,100,50,5,45\n");
  captions("50,Hello there,vip\n");
  EXPECT_THAT(store_.rows("caption_id", "mass_messages"), ElementsAre("50"));
}

}  // namespace
}  // namespace eros::orchestrate
