#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What the reading of files and the store agree on when files are imported (SPEC 2.1).
namespace eros::model {

enum class ImportKind { messages, captions, creators, restrictions, holidays };
enum class FileFormat { csv, ndjson, parquet };

// The canonical columns that a file has -> where they are in its header: one place, or, in NDJSON,
// whose lines have keys of their own, all places, the one that counts first.
using ColumnMap = std::map<std::string, std::vector<std::size_t>, std::less<>>;

// A file that a database can read: its records are whole, of the header's width, valid UTF-8.
struct ImportFile {
  std::string name;  // as the user gave it
  std::string path;  // what the database opens
  FileFormat format = FileFormat::csv;
  char delimiter = ',';             // CSV only
  std::vector<std::string> header;  // the file's own names, in its order
  ColumnMap columns;
  std::vector<std::string> absent;  // canonical columns of its kind that it does not have
  std::int64_t records = -1;        // how many it holds, after the header; -1 if that is not known
};

// A record that the store refused: its number in the ImportFile, from 0, and why.
struct RejectedRecord {
  std::int64_t record = 0;
  std::string reason;
};

}  // namespace eros::model
