#include "eros/ingest/csv_reader.h"
#include "eros/base/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace eros::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<CsvRecord> read(std::string_view text, std::size_t columns) {
  CsvReader reader(text, ',');
  reader.expect_columns(columns);
  std::vector<CsvRecord> records;
  CsvRecord record;
  while (reader.next(record)) records.push_back(record);
  return records;
}

TEST(CsvReader, TakesQuotesNewlinesAndBothLineEnds) {
  const auto records = read("a,b\r\n\"one\ntwo\",\"say \"\"hi\"\", please\"\r\nc,d", 2);
  ASSERT_THAT(records, SizeIs(3));
  for (const auto& record : records) EXPECT_THAT(record.problem, IsEmpty());
  EXPECT_THAT(csv_fields(records[1].raw, ','), ElementsAre("one\ntwo", "say \"hi\", please"));
  EXPECT_EQ(records[1].line, 2);
  EXPECT_EQ(records[2].line, 4);
}

TEST(CsvReader, AWrongWidthCostsItsOwnRecord) {
  const auto records = read("a,b\na\na,b,c\nd,e\n", 2);
  ASSERT_THAT(records, SizeIs(4));
  EXPECT_EQ(records[1].problem, "1 columns instead of 2");
  EXPECT_EQ(records[2].problem, "3 columns instead of 2");
  EXPECT_THAT(records[3].problem, IsEmpty());
}

TEST(CsvReader, AnOpenQuoteCostsItsOwnLineOnly) {
  const auto at_the_end = read("a,b\n\"a,b\nc,d\n", 2);
  ASSERT_THAT(at_the_end, SizeIs(3));
  EXPECT_THAT(at_the_end[1].problem, HasSubstr("never closed"));
  EXPECT_THAT(at_the_end[2].problem, IsEmpty());
  EXPECT_EQ(at_the_end[2].line, 3);
  // Closed by the next line's quotes: the line that it swallowed is a record of its own.
  const auto swallowed = read("\"a,b\nc,\"d\"\ne,f\n", 2);
  ASSERT_THAT(swallowed, SizeIs(3));
  EXPECT_THAT(swallowed[0].problem, HasSubstr("quote"));
  EXPECT_THAT(csv_fields(swallowed[1].raw, ','), ElementsAre("c", "d"));
  EXPECT_THAT(swallowed[1].problem, IsEmpty());
}

TEST(CsvReader, ARecordOfSeveralLinesIsBrokenWhole) {
  const auto records = read("a,\"b\nc\",d,e\nf,g\n", 2);
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_EQ(records[0].problem, "4 columns instead of 2");
  EXPECT_THAT(records[1].problem, IsEmpty());
}

TEST(CsvReader, TextBehindAClosingQuoteIsBroken) {
  const auto records = read("\"a\"x,b\nc,d\n", 2);
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_THAT(records[0].problem, HasSubstr("closing quote"));
  EXPECT_THAT(records[1].problem, IsEmpty());
}

TEST(CsvReader, AQuoteInsideAnUnquotedFieldIsACharacter) {
  const auto records = read("5\" pot,b\n", 2);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_THAT(records[0].problem, IsEmpty());
  EXPECT_FALSE(records[0].plain);
  EXPECT_THAT(csv_fields(records[0].raw, ','), ElementsAre("5\" pot", "b"));
}

TEST(CsvReader, AnEndlessQuoteIsGivenUp) {
  const auto records = read("\"a,b\n" + std::string(2'000'000, 'x') + "\nc,d\n", 2);
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_THAT(records[0].problem, HasSubstr("never closed"));
  EXPECT_THAT(records[1].problem, HasSubstr("1,000,000 bytes"));
  EXPECT_THAT(records[2].problem, IsEmpty());
}

TEST(CsvReader, AQuotedFieldThatIsTooLongIsToldAsThat) {
  const auto records = read("\"" + std::string(1'200'000, 'x') + "\",b\nc,d\n", 2);
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_THAT(records[0].problem, HasSubstr("1,000,000 bytes"));
  EXPECT_THAT(records[1].problem, IsEmpty());
}

RC_GTEST_PROP(CsvReader, ReadsBackWhatWasWritten, ()) {
  const auto character = rc::gen::elementOf(std::string("ab \",\n\r;'"));
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(3, rc::gen::container<std::string>(character)));
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ',';
      base::append_csv_field(text, row[i]);
    }
    text += '\n';
  }
  const auto records = read(text, 3);
  RC_ASSERT(records.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    RC_ASSERT(records[i].problem.empty());
    RC_ASSERT(csv_fields(records[i].raw, ',') == rows[i]);
  }
}

// Whatever the bytes: every one is in exactly one record, or in a blank line.
RC_GTEST_PROP(CsvReader, LosesNoByte, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a\",\n\r")));
  const auto records = read(text, 2);
  std::size_t at = 0;
  for (const auto& record : records) {
    const auto begin = static_cast<std::size_t>(record.raw.data() - text.data());
    RC_ASSERT(begin >= at);
    RC_ASSERT(text.substr(at, begin - at).find_first_not_of("\r\n") == std::string::npos);
    at = begin + record.raw.size();
  }
  RC_ASSERT(text.substr(at).find_first_not_of("\r\n") == std::string::npos);
}

}  // namespace
}  // namespace eros::ingest
