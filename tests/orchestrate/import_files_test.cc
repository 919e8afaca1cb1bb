#include "eros/orchestrate/import_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "eros/base/error.h"
#include "orchestrate/import_store.h"
#include "paths.h"

namespace eros::orchestrate {
namespace {

using eros::testing::counts;
using eros::testing::ImportStore;
using model::ImportKind;
using model::ImportResult;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string header =
    "page_name,message,sending_time,price,sent_count,viewed_count,purchased_count,earnings\n";

class ImportFiles : public ::testing::Test {
 protected:
  ImportResult messages(const std::string& rows) {
    return store_.import_text(ImportKind::messages, "messages.csv", header + rows);
  }
  std::vector<std::string> reasons() { return store_.reasons(); }
  ImportStore store_;
};

TEST_F(ImportFiles, LoadsAndTellsEachRowOnce) {
  const std::string rows =
      "Fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n"
      "fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n"  // the same
      "fern,Calm walk,2026-11-01T10:00:00Z,15,100,51,5,75\n"  // another send
      "moss,\"Tea, and\nbiscuits\",2026-11-01 02:00:00-08:00,,80,40,0,0.00\n";
  EXPECT_EQ(counts(messages(rows)), "4/3/0/1/0");
  EXPECT_EQ(counts(messages(rows)), "4/0/0/4/0");
  EXPECT_THAT(
      store_.rows(
          "row_id[:22], row_id[-2:], page_name, sending_time, price, message_type, viewed_count",
          "mass_messages ORDER BY row_id"),
      ElementsAre("fern|1793527200000000|||0|fern|2026-11-01 10:00:00|15.0000|PPV|50",
                  "fern|1793527200000000|||1|fern|2026-11-01 10:00:00|15.0000|PPV|51",
                  "moss|1793527200000000|||0|moss|2026-11-01 10:00:00|0.0000|Bump|40"));
  EXPECT_THAT(store_.rows("page_name", "creators ORDER BY 1"), ElementsAre("fern", "moss"));
  EXPECT_THAT(store_.rows("1", "mass_messages WHERE caption_key <> caption_key_v2(message)"),
              IsEmpty());
}

TEST_F(ImportFiles, LaterCountsUpdate) {
  messages("fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n");
  const auto later = messages(
      "fern,Calm walk,2026-11-01T10:00:00Z,15,100,60,6,90\n"
      "fern,Tea,2026-11-02T10:00:00Z,15,100,60,6,90\n");
  EXPECT_EQ(counts(later), "2/1/1/0/0");
  EXPECT_THAT(store_.rows("viewed_count, earnings", "mass_messages ORDER BY sending_time"),
              ElementsAre("60|90.0000", "60|90.0000"));
}

TEST_F(ImportFiles, RowIdNamesARowWhateverElseChanges) {
  const std::string rows = "row_id," + header +
                           "m1,fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n"
                           "m2,fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n"
                           "m1,fern,Calm walk,2026-11-01T10:00:00Z,15,100,70,5,75\n"
                           "m1,fern,Calm walk,2026-11-01T10:00:00Z,15,100,70,5,75\n";
  EXPECT_EQ(counts(store_.import_text(ImportKind::messages, "own.csv", rows)), "4/2/1/1/0");
  EXPECT_EQ(counts(store_.import_text(ImportKind::messages, "own.csv", rows)), "4/0/0/4/0")
      << "the same file again changes nothing";
  EXPECT_THAT(store_.rows("row_id, viewed_count", "mass_messages ORDER BY 1"),
              ElementsAre("m1|70", "m2|50"));
  EXPECT_THAT(store_.rows("own_row_id, message_type",
                          "sent_messages JOIN mass_messages "
                          "ON own_row_id = row_id ORDER BY 1"),
              ElementsAre("m1|PPV", "m2|PPV"));
  // Without the id it is known by what it is.
  EXPECT_EQ(counts(messages("fern,Calm walk,2026-11-01T10:00:00Z,15,100,70,5,75\n")), "1/0/0/1/0");
}

TEST_F(ImportFiles, RefusesEveryKindOfBadRowWithItsReason) {
  const auto result = messages(
      ",Tea,2026-11-01T10:00:00Z,15,100,50,5,75\n"
      "no way,Tea,2026-11-01T10:00:00Z,15,100,50,5,75\n"
      "fern,,2026-11-01T10:00:00Z,15,100,50,5,75\n"
      "fern,Tea,,15,100,50,5,75\n"
      "fern,Tea,2026-02-30T10:00:00Z,15,100,50,5,75\n"
      "fern,Tea,2026-11-01,15,100,50,5,75\n"
      "fern,Tea,2026-11-18T20:00:01Z,15,100,50,5,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,1.5,1,1,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,many,50,5,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,100,-1,5,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,100,101,5,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,100,50,51,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,100,50,5,inf\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,100,50,5,\n"
      "fern,Tea,2026-11-01T10:00:00Z,cheap,100,50,5,75\n"
      "fern,\xC3\x28,2026-11-01T10:00:00Z,15,100,50,5,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,100,50,5\n"
      "fern,\"Tea,2026-11-01T10:00:00Z,15,100,50,5,75\n"
      "fern," +
      std::string(10'001, 'x') +
      ",2026-11-01T10:00:00Z,15,100,50,5,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,9000000000000000000,50,5,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,100,50,5,99999999999999\n"
      "fern,Tea,2026-11-01T10:00:00Z,15,0x64,50,5,75\n"
      "fern,Tea,2026-11-01T10:00:00Z,1_5,100,50,5,75\n"
      "fern,Good,2026-11-18T20:00:00Z,15,100,50,5,75\n");
  EXPECT_EQ(counts(result), "24/1/0/0/23");
  EXPECT_THAT(
      reasons(),
      ElementsAre(
          "2|page_name: missing", StartsWith("3|page_name: out of form"), "4|message: missing",
          "5|sending_time: missing", "6|sending_time: unreadable or impossible",
          "7|sending_time: unreadable or impossible", "8|sending_time: later than as-of and a day",
          "9|sent_count: not a whole number", "10|sent_count: not a number",
          "11|viewed_count: negative", "12|viewed_count: more than sent_count",
          "13|purchased_count: more than viewed_count", "14|earnings: not a finite number",
          "15|earnings: missing", "16|price: not a number", "17|bad UTF-8",
          "18|7 columns instead of 8", HasSubstr("19|"),
          "20|message: longer than 10,000 characters", "21|sent_count: too large",
          "22|earnings: too large", "23|sent_count: not a number", "24|price: not a number"));
}

TEST_F(ImportFiles, RejectsHoldTheRowWholeAndCanBeImportedAgain) {
  const auto result = messages("fern,\"Tea, \"\"hot\"\"\",2026-11-01T10:00:00Z,15,-3,50,5,75\n");
  ASSERT_EQ(result.rejects_file, store_.path("all.rejects.csv"));
  auto rejects = ImportStore::content_of(*result.rejects_file);
  EXPECT_THAT(rejects, HasSubstr("2,sent_count: negative,fern,\"Tea, \"\"hot\"\"\",2026-11-01"));
  rejects.replace(rejects.find("-3"), 2, "99");
  const auto again = store_.import_text(ImportKind::messages, "corrected.csv", rejects);
  EXPECT_EQ(counts(again), "1/1/0/0/0");
  ASSERT_EQ(again.warnings.size(), 1U);
  EXPECT_THAT(again.warnings[0], HasSubstr("ignored columns: line, reason, raw_row"));
}

TEST_F(ImportFiles, LocalTimesFollowThePagesZone) {
  store_.import_text(ImportKind::creators, "creators.csv",
                     "page,tz,quiet_start\nberlin,Europe/Berlin,22:30\nwrong,Mars/Base,\n");
  EXPECT_THAT(reasons(), ElementsAre("3|timezone: not an IANA time zone"));
  const auto result = messages(
      "berlin,Tea,2026-07-01T12:00:00,15,100,50,5,75\n"
      "fern,Tea,2026-07-01 12:00,15,100,50,5,75\n"
      "fern,Fall,2026-11-01T01:30:00,15,100,50,5,75\n"    // shown twice
      "fern,Spring,2026-03-08T02:30:00,15,100,50,5,75\n"  // never shown
      "fern,Before,2026-03-08T01:59:59,15,100,50,5,75\n"
      "fern,After,2026-03-08T03:00:00,15,100,50,5,75\n");
  EXPECT_EQ(counts(result), "6/5/0/0/1");
  EXPECT_THAT(reasons(), ElementsAre("5|sending_time: daylight saving skips this local time"));
  EXPECT_THAT(store_.rows("page_name, message, sending_time", "mass_messages ORDER BY 1"),
              ElementsAre("berlin|Tea|2026-07-01 10:00:00", "fern|After|2026-03-08 10:00:00",
                          "fern|Before|2026-03-08 09:59:59", "fern|Fall|2026-11-01 08:30:00",
                          "fern|Tea|2026-07-01 19:00:00"));
}

TEST_F(ImportFiles, EveryIsoSpellingOfAnInstant) {
  const auto result = messages(
      "fern,a,2026-11-01T10:00Z,15,9,5,5,75\nfern,b,2026-11-01T12:00:00+02,15,9,5,5,75\n"
      "fern,c,2026-11-01T15:30+0530,15,9,5,5,75\nfern,d,2026-11-01 02:00:00.000-08:00,15,9,5,5,75\n"
      "fern,e,2026-11-01T10:00:00 PM,15,9,5,5,75\nfern,f,2026-11-01T24:00:00Z,15,9,5,5,75\n");
  EXPECT_EQ(counts(result), "6/4/0/0/2");
  EXPECT_THAT(store_.rows("sending_time", "mass_messages GROUP BY sending_time"),
              ElementsAre("2026-11-01 10:00:00"));
}

TEST_F(ImportFiles, NearlyIsoIsNoInstant) {
  std::string rows;
  for (const auto* time : {"2026-11-01T24:00:00Z", "2026-11-01T 9:00:00Z", "2026-11- 1T09:00:00Z",
                           "2026-11-01T10:60:00Z", "2026-11-01T10:00:60Z", "2026-02-29T10:00:00Z",
                           "2026/11/01T10:00:00Z", "2026-11-01t10:00:00z", "2026-11-01T10:00:0.Z",
                           "2026-11-01T10:00:0.", "1926-11-01T10:00:00Z", "02026-1-1T10:00:00Z"}) {
    rows += std::string("fern,Tea,") + time + ",15,100,50,5,75\n";
  }
  EXPECT_EQ(counts(messages(rows)), "12/0/0/0/12");
}

TEST_F(ImportFiles, CaptionsLinkMessagesOlderAndNewer) {
  messages("fern,Calm walk,2026-11-01T10:00:00Z,15,100,50,5,75\n");
  const auto captions = store_.import_text(
      ImportKind::captions, "captions.csv",
      "text,tier,urgency\nTea,Budget,no\nCALM walk!,mid,TRUE\nCalm walk,mid,TRUE\nCalm walk,vip,1\n"
      "Calm walk,dear,0\n,mid,0\nFree tea,Free,perhaps\n");
  EXPECT_EQ(counts(captions), "7/3/1/0/3");  // the second spelling of a caption updates it
  EXPECT_THAT(reasons(), ElementsAre(HasSubstr("6|price_tier"), "7|caption_text: missing",
                                     "8|has_urgency: not true or false"));
  EXPECT_THAT(
      store_.rows("caption_id, caption_text, price_tier, has_urgency", "caption_bank ORDER BY 1"),
      ElementsAre("1|Tea|budget|false", "2|Calm walk|mid|true", "3|Calm walk|vip|true"));
  messages("fern,tea,2026-11-02T10:00:00Z,15,100,50,5,75\n");
  EXPECT_THAT(store_.rows("message, caption_id", "mass_messages ORDER BY 1"),
              ElementsAre("Calm walk|2", "tea|1"));
}

TEST_F(ImportFiles, AMessageTakesItsTextFromItsCaption) {
  store_.import_text(ImportKind::captions, "c.csv",
                     "caption_id,caption_text,price_tier\n7,Tea,mid\n");
  const auto result = store_.import_text(
      ImportKind::messages, "m.csv",
      "page,caption_id,sent_at,sent,views,purchases,revenue,type\n"
      "fern,7,2026-11-01T10:00:00Z,10,5,1,15,Unlock\nfern,8,2026-11-01T10:00:00Z,10,5,1,15,PPV\n"
      "fern,7,2026-11-01T11:00:00Z,10,5,1,15,Photo "
      "bump\nfern,7,2026-11-01T11:00:00Z,10,5,1,15,odd\n");
  EXPECT_EQ(counts(result), "4/2/0/0/2");
  EXPECT_THAT(reasons(), ElementsAre("3|caption_id: not in the caption bank, and no message",
                                     "5|message_type: neither PPV nor Bump"));
  EXPECT_THAT(
      store_.rows("message, message_type, caption_id", "mass_messages ORDER BY sending_time"),
      ElementsAre("Tea|PPV|7", "Tea|Bump|7"));
}

TEST_F(ImportFiles, NdjsonAccountsForEveryLine) {
  const auto result = store_.import_text(
      ImportKind::messages, "m.ndjson",
      "{\"Page\":\"fern\",\"text\":\"Tea\\nand "
      "more\",\"sent_at\":\"2026-11-01T10:00:00Z\",\"sent\":9,"
      "\"views\":5,\"purchases\":1,\"revenue\":15.5}\n"
      "\n{broken\n[1]\n{\"Page\":\"fern\"}\n\"\xFF\"\n"
      "{\"Page\":\"fern\",\"text\":\"Tea\",\"sent_at\":\"2026-11-01T10:00:00Z\",\"sent\":\"9\","
      "\"views\":5,\"purchases\":1,\"revenue\":NaN}\n");
  EXPECT_EQ(counts(result), "6/1/0/0/5");
  EXPECT_THAT(reasons(), ElementsAre("3|not JSON", "4|not a JSON object", "5|message: missing",
                                     "6|bad UTF-8", "7|earnings: not a finite number"));
  EXPECT_THAT(store_.rows("message, earnings", "mass_messages"),
              ElementsAre("Tea\nand more|15.5000"));
  const auto nothing = store_.import_text(ImportKind::messages, "n.ndjson", "oops\n[2]\n");
  EXPECT_EQ(counts(nothing), "2/0/0/0/2");
}

TEST_F(ImportFiles, ParquetWithTypesOfItsOwn) {
  const auto path = store_.path("m.parquet");
  store_.engine().execute_text(
      "COPY (SELECT 'fern' AS page, 'Tea' AS text, TIMESTAMP '2026-11-01 02:00:00' AS sent_at, "
      "9::DOUBLE AS sent, 5::SMALLINT AS views, 1 AS purchases, 15.25::DECIMAL(9,2) AS revenue "
      "UNION ALL SELECT 'fern', 'Tea', TIMESTAMP '2026-11-02 02:00:00', 4.5, 5, 1, 15 "
      "UNION ALL SELECT 'fern', 'Tea', TIMESTAMP '2026-11-03 02:00:00', 9, 5, 1, 15) "
      "TO '" +
      path + "' (FORMAT parquet)");
  const auto result = store_.import(ImportKind::messages, {path});
  EXPECT_EQ(counts(result), "3/2/0/0/1");
  EXPECT_THAT(reasons(), ElementsAre("2|sent_count: not a whole number"));
  EXPECT_THAT(store_.rows("sending_time, earnings", "mass_messages ORDER BY 1"),
              ElementsAre("2026-11-01 10:00:00|15.2500", "2026-11-03 10:00:00|15.0000"));
}

TEST_F(ImportFiles, SeveralFilesAreOneAfterAnother) {
  const std::string row = "fern,Tea,2026-11-01T10:00:00Z,15,100,50,5,75\n";
  const auto a = store_.file("a.csv", header + row);
  const auto b =
      store_.file("b.csv", header + row + "fern,Tea,2026-11-02T10:00:00Z,15,100,50,5,75\n,bad\n");
  const auto c = store_.file("c.csv", header + "fern,Tea,2026-11-01T10:00:00Z,15,100,60,5,75\n");
  EXPECT_EQ(counts(store_.import(ImportKind::messages, {a, b, c})), "5/2/1/1/1");
  EXPECT_THAT(ImportStore::content_of(store_.path("all.rejects.csv")),
              HasSubstr(b + ",4,2 columns instead of 8,"));
}

TEST_F(ImportFiles, TellsOfRestrictionsOfPagesThatAreNotKnown) {
  store_.import_text(ImportKind::creators, "pages.csv", "page_name\nfern\nivy\n");
  const auto known = store_.import_text(ImportKind::restrictions, "known.csv",
                                        "page_name,restricted_categories\nfern,Music\n");
  EXPECT_THAT(known.warnings, ::testing::IsEmpty());
  const auto misspelt = store_.import_text(ImportKind::restrictions, "misspelt.csv",
                                           "page_name,restricted_categories\nivvy,Music\n");
  EXPECT_THAT(misspelt.warnings,
              ElementsAre("restrictions of a page that is not known here yet: ivvy"));
}

TEST_F(ImportFiles, ListsInJsonAreTrimmedAndHaveNoEmptyNames) {
  const auto rules = store_.import_text(
      ImportKind::restrictions, "r.csv",
      "page_name,restricted_categories,hard_patterns\n"
      "fern,\"[\"\" Pets\"\", \"\"\"\", null]\",\"[\"\" sale\"\", \"\" \"\"]\"\n");
  EXPECT_EQ(counts(rules), "1/1/0/0/0");
  EXPECT_THAT(store_.rows("restricted_categories, hard_patterns", "creator_caption_restrictions"),
              ElementsAre("[Pets]|[' sale']"));
}

TEST_F(ImportFiles, TriggersThatHaveABudgetAreSpeltOneWay) {
  store_.import_text(ImportKind::captions, "c.csv",
                     "caption_text,price_tier,psychological_trigger\n"
                     "One,mid,scarcity\nTwo,mid,SOCIAL_PROOF\nThree,mid,flash-sale\n"
                     "Four,mid, Warm Glow \nFive,mid,\n");
  EXPECT_THAT(
      store_.rows("caption_text, psychological_trigger", "caption_bank ORDER BY caption_id"),
      ElementsAre("One|Scarcity", "Two|Social Proof", "Three|Flash Sale", "Four|Warm Glow",
                  HasSubstr("Five")));
}

TEST_F(ImportFiles, EmptyFilesAndHeadersAlone) {
  const auto empty = store_.import_text(ImportKind::messages, "empty.csv", "");
  EXPECT_EQ(counts(empty), "0/0/0/0/0");
  EXPECT_THAT(empty.warnings, ElementsAre(HasSubstr("empty")));
  EXPECT_EQ(counts(messages("")), "0/0/0/0/0");
  EXPECT_FALSE(messages("").rejects_file.has_value());
}

TEST_F(ImportFiles, ByteOrderMarkAndWindowsLineEnds) {
  const auto result = store_.import_text(ImportKind::captions, "c.csv",
                                         "\xEF\xBB\xBF"
                                         "Caption_Text;Price_Tier\r\nTea;mid\r\n\r\n\"a;b\";vip");
  EXPECT_EQ(counts(result), "2/2/0/0/0");
  EXPECT_THAT(store_.rows("caption_text", "caption_bank ORDER BY caption_id"),
              ElementsAre("Tea", "a;b"));
}

TEST_F(ImportFiles, NothingIsImportedWhenTheRejectsCannotBeWritten) {
  const auto file =
      store_.file("m.csv", header + "fern,Tea,2026-11-01T10:00:00Z,15,9,5,5,75\n,x\n");
  EXPECT_THROW(import_files(*store_, ImportKind::messages, {file},
                            {ImportStore::as_of, store_.path("none") + "/r.csv", nullptr}),
               base::Error);
  EXPECT_THAT(store_.rows("1", "mass_messages"), IsEmpty());
}

TEST_F(ImportFiles, RestrictionsAndHolidays) {
  const auto rules =
      store_.import_text(ImportKind::restrictions, "r.csv",
                         "page,hard_patterns,soft_patterns,categories,tiers,scope\n"
                         "fern,\"[\"\"(?i)sale;now\"\",\"\"b\"\"]\",maybe; soon,Pets,vip;Free,ppv "
                         "only\nfern2,(open,,,,\nmoss,,,,dear,\n");
  EXPECT_EQ(counts(rules), "3/1/0/0/2");
  EXPECT_THAT(reasons(), ElementsAre(HasSubstr("hard_patterns"), HasSubstr("price tier")));
  EXPECT_THAT(store_.rows("hard_patterns, soft_patterns, restricted_price_tiers, applies_to_scope",
                          "creator_caption_restrictions"),
              ElementsAre("['(?i)sale;now', b]|[maybe, soon]|[vip, bump]|PPV_ONLY"));
  const auto names = store_.import_text(ImportKind::restrictions, "names.csv",
                                        "page,categories,tiers\nivy,\"Music, Pets\",\"vip, free\"\n"
                                        "oak,\"[Music, Pets]\",\nelm,,[vip]\n");
  EXPECT_EQ(counts(names), "3/1/0/0/2");
  EXPECT_THAT(reasons(), ElementsAre(HasSubstr("restricted_categories: not a list"),
                                     HasSubstr("restricted_price_tiers: not a list")));
  EXPECT_THAT(store_.rows("restricted_categories, restricted_price_tiers",
                          "creator_caption_restrictions WHERE page_name = 'ivy'"),
              ElementsAre("[Music, Pets]|[vip, bump]"));
  const auto days = store_.import_text(
      ImportKind::holidays, "h.csv",
      "date,name,type,is_major,impact\n2026-12-31,New Year's Eve,COMMERCIAL,yes,0.5\n"
      "2026-08-01,Founders' Day,cultural,,\n2026-13-01,Never,,,\n");
  EXPECT_EQ(counts(days), "3/1/1/0/1");
}

// The real data, where it is.
TEST(ImportData, TheSharedFilesAreAccountedFor) {
  const char* set = std::getenv("EROS_SHARED_DATA");
  const std::filesystem::path data =
      set != nullptr ? set : std::string(paths::source_dir) + "/../shared/data";
  if (!std::filesystem::exists(data / "agency")) {
    GTEST_SKIP() << "the shared data are not at " << data << "; set EROS_SHARED_DATA";
  }
  ImportStore store;
  const auto agency = (data / "agency/messages.csv").string();
  EXPECT_EQ(counts(store.import(ImportKind::messages, {agency})), "60314/60150/0/61/103");
  EXPECT_EQ(counts(store.import(ImportKind::messages, {agency})), "60314/0/0/60211/103");
  EXPECT_EQ(counts(store.import(ImportKind::captions, {(data / "agency/captions.csv").string()})),
            "44000/44000/0/0/0");
  store.clear();
  const auto headlines = (data / "headlines/messages.csv").string();
  EXPECT_EQ(store.import(ImportKind::messages, {headlines}).rejected, 0);
  EXPECT_EQ(store.import(ImportKind::messages, {headlines}).inserted, 0);
}

}  // namespace
}  // namespace eros::orchestrate
