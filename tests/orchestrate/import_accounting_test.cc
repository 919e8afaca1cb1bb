#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

#include "eros/base/csv.h"
#include "eros/ingest/csv_reader.h"
#include "orchestrate/import_store.h"

// Every row of a file ends in exactly one of inserted, updated, unchanged, rejected, and in the
// right one, whatever stands around it.
namespace eros::orchestrate {
namespace {

using eros::testing::ImportStore;
using model::ImportKind;

enum class Fault {
  none,
  page,
  text,
  time,
  future,
  not_a_number,
  negative,
  infinite,
  viewed,
  purchased,
  broken_bytes,
  broken_row,
  open_quote
};

struct Line {
  int send;     // which page, moment and text
  int version;  // which counts
  Fault fault;
};

struct Fields {
  std::string page, text, time, sent, viewed, purchased, earnings;
};

Fields fields_of(const Line& line) {
  const auto number = std::to_string(line.send);
  Fields f{"page_" + std::to_string(line.send % 3),
           "Tea, \"hot\"\n no. " + number,
           "2026-11-0" + std::to_string(1 + line.send % 7) + "T10:00:00Z",
           "100",
           std::to_string(50 + line.version),
           "5",
           "75.50"};
  switch (line.fault) {
    case Fault::page:
      f.page = "no page";
      break;
    case Fault::text:
      f.text = " ";
      break;
    case Fault::time:
      f.time = "yesterday";
      break;
    case Fault::future:
      f.time = "2027-01-01T00:00:00Z";
      break;
    case Fault::not_a_number:
      f.sent = "1OO";
      break;
    case Fault::negative:
      f.purchased = "-5";
      break;
    case Fault::infinite:
      f.earnings = "NaN";
      break;
    case Fault::viewed:
      f.viewed = "101";
      break;
    case Fault::purchased:
      f.purchased = "99";
      break;
    case Fault::broken_bytes:
      f.text = "Tea \xE2\x98";
      break;
    default:
      break;
  }
  return f;
}

std::string csv_of(const std::vector<Line>& lines) {
  std::string text =
      "page_name,message,sending_time,sent_count,viewed_count,purchased_count,earnings\n";
  for (const auto& line : lines) {
    const auto f = fields_of(line);
    if (line.fault == Fault::open_quote) {
      text += "page_1,\"Tea,2026-11-01T10:00:00Z,100,50,5,75\n";
      continue;
    }
    std::string row;
    for (const auto& field : {f.page, f.text, f.time, f.sent, f.viewed, f.purchased, f.earnings}) {
      if (!row.empty()) row += ',';
      base::append_csv_field(row, field);
    }
    text += row + (line.fault == Fault::broken_row ? ",one more\n" : "\n");
  }
  return text;
}

std::string ndjson_of(const std::vector<Line>& lines) {
  const auto quoted = [](const std::string& value) {
    std::string result = "\"";
    for (const char c : value) {
      if (c == '"') result += '\\';
      result += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    return result + "\"";
  };
  std::string text;
  for (const auto& line : lines) {
    const auto f = fields_of(line);
    if (line.fault == Fault::broken_row || line.fault == Fault::open_quote) {
      text += line.fault == Fault::broken_row ? "[1, 2]\n" : "{\"page\": \"page_1\n";
      continue;
    }
    text += "{\"page\": " + quoted(f.page) + ", \"text\": " + quoted(f.text) +
            ", \"sent_at\": " + quoted(f.time) + ", \"sent\": " + quoted(f.sent) +
            ", \"views\": " + f.viewed + ", \"purchases\": " + f.purchased +
            ", \"revenue\": " + f.earnings + "}\n";
  }
  return text;
}

struct Expected {
  std::int64_t inserted = 0, unchanged = 0, rejected = 0;
};

Expected expect(const std::vector<Line>& lines) {
  Expected expected;
  std::set<std::pair<int, int>> seen;
  for (const auto& line : lines) {
    if (line.fault != Fault::none) {
      ++expected.rejected;
    } else if (seen.emplace(line.send, line.version).second) {
      ++expected.inserted;
    } else {
      ++expected.unchanged;
    }
  }
  return expected;
}

rc::Gen<std::vector<Line>> any_lines() {
  const auto fault = rc::gen::map(rc::gen::inRange(0, 26), [](int number) {
    return number < 13 ? static_cast<Fault>(number) : Fault::none;
  });
  return rc::gen::container<std::vector<Line>>(rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(0, 12), rc::gen::inRange(0, 3), fault), [](const auto& t) {
        return Line{std::get<0>(t), std::get<1>(t), std::get<2>(t)};
      }));
}

void check(ImportStore& store, const std::string& name, const std::string& content,
           const std::vector<Line>& lines) {
  store.clear();
  const auto expected = expect(lines);
  const auto count = static_cast<std::int64_t>(lines.size());
  const auto first = store.import_text(ImportKind::messages, name, content);
  RC_ASSERT(first.read == count);
  RC_ASSERT(first.inserted == expected.inserted);
  RC_ASSERT(first.updated == 0);
  RC_ASSERT(first.unchanged == expected.unchanged);
  RC_ASSERT(first.rejected == expected.rejected);
  RC_ASSERT(first.rejects_file.has_value() == (expected.rejected > 0));
  const auto again = store.import_text(ImportKind::messages, name, content);
  RC_ASSERT(again.read == count);
  RC_ASSERT(again.unchanged == expected.inserted + expected.unchanged);
  RC_ASSERT(again.rejected == expected.rejected);
  RC_ASSERT(std::ssize(store.rows("row_id", "mass_messages GROUP BY row_id")) == expected.inserted);
}

TEST(ImportAccounting, EveryCsvRowIsOfItsClass) {
  ImportStore store;
  EXPECT_TRUE(rc::check([&] {
    const auto lines = *any_lines();
    check(store, "m.csv", csv_of(lines), lines);
  }));
}

TEST(ImportAccounting, EveryNdjsonLineIsOfItsClass) {
  ImportStore store;
  EXPECT_TRUE(rc::check([&] {
    const auto lines = *any_lines();
    check(store, "m.ndjson", ndjson_of(lines), lines);
  }));
}

}  // namespace
}  // namespace eros::orchestrate
