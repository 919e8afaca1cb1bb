// Which texts and ids are fit to be imported.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "orchestrate/import_store.h"

namespace eros::orchestrate {
namespace {

using eros::testing::counts;
using eros::testing::ImportStore;
using model::ImportKind;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string header =
    "caption_id,page_name,message,sending_time,sent_count,viewed_count,purchased_count,earnings\n";

class ImportText : public ::testing::Test {
 protected:
  model::ImportResult messages(const std::string& rows) {
    return store_.import_text(ImportKind::messages, "messages.csv", header + rows);
  }
  model::ImportResult captions(const std::string& rows) {
    return store_.import_text(ImportKind::captions, "captions.csv",
                              "caption_id,caption_text,price_tier\n" + rows);
  }
  ImportStore store_;
};

TEST_F(ImportText, WhatShowsNothingIsNoText) {
  std::string sent, bank;
  for (const auto* blank : {" ", "\t", "\n", " \t\n", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B",
                            "\xEF\xBB\xBF \xE2\x80\x8B", "\v"}) {
    sent += std::string(",fern,\"") + blank + "\",2026-11-01T10:00:00Z,9,5,1,15\n";
    bank += std::string(",\"") + blank + "\",mid\n";
  }
  EXPECT_EQ(counts(messages(sent)), "9/0/0/0/9");
  EXPECT_THAT(store_.reasons(), Each(HasSubstr("|message: missing")));
  EXPECT_EQ(counts(captions(bank)), "9/0/0/0/9");
  EXPECT_THAT(store_.reasons(), Each(HasSubstr("|caption_text: missing")));
}

TEST_F(ImportText, WhatShowsSomethingIsOneAndStaysAsItIs) {
  EXPECT_EQ(counts(messages(",fern,\"\n\tTea\",2026-11-01T10:00:00Z,9,5,1,15\n"
                            ",fern,\xF0\x9F\x8C\x99,2026-11-01T11:00:00Z,9,5,1,15\n"
                            ",fern,\xC2\xA0\xD1\x87,2026-11-01T12:00:00Z,9,5,1,15\n")),
            "3/3/0/0/0");
  EXPECT_THAT(store_.rows("message", "mass_messages ORDER BY sending_time"),
              ElementsAre("\n\tTea", "\xF0\x9F\x8C\x99", "\xC2\xA0\xD1\x87"));
}

TEST_F(ImportText, BlanksAroundNamesNumbersAndTimesAreOfNoMeaning) {
  EXPECT_EQ(counts(messages("\"\t7\",\"\tfern\n\",Tea,\"\t2026-11-01T10:00:00Z \n\",\"9\n\","
                            "\"\t5\",\" 1\t\",\"15\n\"\n"
                            ",\xC2\xA0moss,Tea,\xC2\xA0"
                            "2026-11-01 10:00,9,5,1,15\n")),
            "2/2/0/0/0");
  EXPECT_THAT(store_.rows("page_name, caption_id", "mass_messages ORDER BY 1"),
              ElementsAre("fern|7", "moss"));
  EXPECT_EQ(counts(captions("\"1\n\",Tea,\"\tmid\n\"\n")), "1/1/0/0/0");
  EXPECT_THAT(store_.rows("caption_id, price_tier", "caption_bank"), ElementsAre("1|mid"));
}

TEST_F(ImportText, IdsOfCaptionsAreOfASizeThatLeavesRoom) {
  EXPECT_EQ(counts(captions("9223372036854775807,Tea,mid\n1000000000000001,Tea,mid\n0,Tea,mid\n"
                            "-5,Tea,mid\n1000000000000000,Tea,mid\n")),
            "5/1/0/0/4");
  EXPECT_THAT(store_.reasons(), Each(HasSubstr("|caption_id: ")));
  EXPECT_EQ(counts(captions(",Cake,mid\n")), "1/1/0/0/0");
  EXPECT_EQ(counts(messages("9223372036854775807,fern,Tea,2026-11-01T10:00:00Z,9,5,1,15\n"
                            "0,fern,Tea,2026-11-01T10:00:00Z,9,5,1,15\n"
                            "-5,fern,Tea,2026-11-01T10:00:00Z,9,5,1,15\n"
                            "x,fern,Tea,2026-11-01T10:00:00Z,9,5,1,15\n"
                            "77,fern,Tea,2026-11-01T10:00:00Z,9,5,1,15\n")),
            "5/1/0/0/4");
  EXPECT_THAT(store_.reasons(), Each(HasSubstr("|caption_id: ")));
}

TEST_F(ImportText, AnIdOfAnOlderStoreThatLeavesNoRoomIsPassedOver) {
  captions("7,Tea,mid\n");
  store_.engine().execute_text("UPDATE caption_bank SET caption_id = 9223372036854775807");
  EXPECT_EQ(counts(captions("3,Cake,mid\n,Soup,mid\n")), "2/2/0/0/0");
  EXPECT_THAT(store_.rows("caption_id", "caption_bank ORDER BY 1"),
              ElementsAre("3", "4", "9223372036854775807"));
}

}  // namespace
}  // namespace eros::orchestrate
