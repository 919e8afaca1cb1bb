#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "eros/ingest/sources.h"
#include "eros/model/import.h"

namespace eros::ingest {

// A record of a text file as it stands there.
struct TextRecord {
  std::string_view raw;
  std::int64_t line = 0;  // from 1
  std::string problem;    // why a database must not see it; empty: it may
};

// What is known of a CSV or NDJSON file after one reading. `file` is what the database may read:
// the source itself, or, if that has anything in it that readers disagree on (broken records,
// quotes in unquoted fields, blank lines, a byte order mark, mixed line ends), a clean copy of its
// good records. So the database has nothing to refuse, and every record is accounted for here.
struct Scan {
  model::ImportFile file;       // of NDJSON: without header
  char source_delimiter = ',';  // of the source; a clean copy has commas
  std::int64_t records = 0;     // in the source, good and broken
  std::int64_t broken = 0;      // of these, not in `file`
  std::optional<Source> copy;   // keeps file.path alive
};

// Reads a CSV or NDJSON source once. Throws Error(failed) if a CSV has no readable header.
Scan scan(const Source& source);

// Calls `visit` for every record of a source, in its order, good and broken ones.
void for_each_record(const Source& source, const Scan& scan,
                     const std::function<void(const TextRecord&)>& visit);

}  // namespace eros::ingest
