// What the three formats have of their own, and files that are none of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "eros/base/error.h"
#include "orchestrate/import_store.h"

namespace eros::orchestrate {
namespace {

using eros::testing::counts;
using eros::testing::ImportStore;
using model::ImportKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace std::string_literals;

// A line of NDJSON: what every message needs, and more.
std::string line(const std::string& text, const std::string& more) {
  return R"({"page":"fern","message":")" + text +
         R"(","sent_at":"2026-11-01T10:00:00Z","sent":9,"views":5,"purchases":1,"revenue":15)" +
         more + "}\n";
}

class ImportFormats : public ::testing::Test {
 protected:
  // What is said of a file that is refused whole, with what to do.
  std::string refusal(const std::string& path) {
    try {
      store_.import(ImportKind::messages, {path});
    } catch (const base::Error& error) {
      EXPECT_EQ(error.code(), base::ErrorCode::failed);
      return error.what() + " "s + error.hint();
    }
    return "it was imported";
  }
  ImportStore store_;
};

TEST_F(ImportFormats, EachNdjsonLineIsReadByItsOwnKeys) {
  const auto result = store_.import_text(
      ImportKind::messages, "m.ndjson",
      line("One", R"(,"price":10)") + line("Two", R"(,"Price":20)") +
          line("Three", R"(,"ppv_price":30)") + line("Four", R"(,"PRICE":41,"price":40)") +
          R"({"Page":"fern","Message":"Five","SENT AT":"2026-11-01T10:00:00Z","Sent":9,"Views":5,)"
          R"("Purchases":1,"Revenue":15,"price":null,"amount":50})");
  EXPECT_EQ(counts(result), "5/5/0/0/0");
  EXPECT_THAT(result.warnings, IsEmpty());
  EXPECT_THAT(
      store_.rows("message, price", "mass_messages ORDER BY price, message"),
      ElementsAre("Five|0.0000", "One|10.0000", "Two|20.0000", "Three|30.0000", "Four|40.0000"));
}

TEST_F(ImportFormats, TheCategoryOfAMessagesTextIsNotItsType) {
  const auto result = store_.import_text(
      ImportKind::messages, "m.csv",
      "page,message,sent_at,sent,views,purchases,revenue,price,category\n"
      "fern,Tea,2026-11-01T10:00:00Z,9,5,1,15,15,Free\nfern,Cake,2026-11-01T11:00:00Z,9,5,1,15,15,"
      "Baking\n");
  EXPECT_EQ(counts(result), "2/2/0/0/0");
  EXPECT_THAT(result.warnings, ElementsAre(HasSubstr("ignored columns: category")));
  EXPECT_THAT(store_.rows("message_type", "mass_messages"), ElementsAre("PPV", "PPV"));
}

TEST_F(ImportFormats, ANulIsRefusedInEveryFormat) {
  const auto json = store_.import_text(
      ImportKind::messages, "m.ndjson",
      line("Tea\\u0000", "") + line("Tea", R"(,"row_id":"r\u00001")") + line("Tea \\\\u0000", ""));
  EXPECT_EQ(counts(json), "3/1/0/0/2");
  EXPECT_THAT(store_.reasons(),
              ElementsAre("1|a NUL byte in the text", "2|a NUL byte in the text"));
  const auto path = store_.path("c.parquet");
  store_.engine().execute_text(
      "COPY (SELECT 'Tea' || chr(0) AS caption_text, 'mid' AS price_tier "
      "UNION ALL SELECT 'Cake', 'mid') TO '" +
      path + "' (FORMAT parquet)");
  EXPECT_EQ(counts(store_.import(ImportKind::captions, {path})), "2/1/0/0/1");
  EXPECT_THAT(store_.reasons(), ElementsAre("1|a NUL byte in the text"));
}

TEST_F(ImportFormats, ABrokenParquetFileIsNamedAndNoSqlIsShown) {
  const auto path = store_.path("m.parquet");
  store_.engine().execute_text(
      "COPY (SELECT 'fern' AS page, 'Tea' AS text, '2026-11-01T10:00:00Z' AS sent_at, 9 AS sent, "
      "5 AS views, 1 AS purchases, 15 AS revenue) TO '" +
      path + "' (FORMAT parquet)");
  auto content = ImportStore::content_of(path);
  const auto cut = store_.file("cut.parquet", content.substr(0, content.size() / 2));
  for (std::size_t at = 0; (at = content.find("Tea", at)) != std::string::npos;) {
    content[at] = '\xFF';
  }
  for (const auto& broken : {cut, store_.file("bytes.parquet", content)}) {
    const auto said = refusal(broken);
    EXPECT_THAT(said, HasSubstr(broken));
    EXPECT_THAT(said, HasSubstr("Parquet"));
    EXPECT_THAT(said, Not(HasSubstr("SELECT")));
    EXPECT_THAT(said, Not(HasSubstr("/proc")));
    EXPECT_THAT(said, Not(HasSubstr("ea,")));  // what stands in it is nobody's business
  }
  EXPECT_THAT(refusal(store_.file("bytes.parquet", content)), HasSubstr("UTF-8"));
}

TEST_F(ImportFormats, LinesThatEndInCrAloneAreTold) {
  EXPECT_THAT(refusal(store_.file("mac.csv", "page,message\rfern,Tea\rmoss,Tea\r")),
              HasSubstr("lines end in CR"));
}

TEST_F(ImportFormats, AJsonArrayIsToldFromNdjson) {
  for (const auto* name : {"m.json", "m"}) {
    EXPECT_THAT(refusal(store_.file(name, "[\n  {\"page\":\"fern\"},\n  {\"page\":\"fern\"}\n]\n")),
                HasSubstr("one JSON object a line"));
  }
  EXPECT_THAT(refusal(store_.file("m.json", R"([{"page":"fern"}])")),
              HasSubstr("one JSON object a line"));
  // But not from one of its lines.
  const auto result =
      store_.import_text(ImportKind::messages, "n.ndjson", "[{\"page\":1}]\n" + line("Tea", ""));
  EXPECT_EQ(counts(result), "2/1/0/0/1");
}

}  // namespace
}  // namespace eros::orchestrate
