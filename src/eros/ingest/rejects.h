#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eros/ingest/scan.h"
#include "eros/model/import.h"

namespace eros::ingest {

// A rejects file being written: CSV with the columns file (where several are imported into one),
// line, reason, then the original ones under their names, then raw_row: the whole line, where it
// could not be taken apart. It can be corrected and imported again. Until keep() it has a name
// of its own beside `path`, and without keep() it vanishes. A link is followed; a pipe or a device
// is written to by keep().
class RejectsFile {
 public:
  // `columns` are the original names. Throws Error(failed) where it cannot be written.
  RejectsFile(std::string path, const std::vector<std::string>& columns, bool with_file);
  RejectsFile(RejectsFile&& other) noexcept;
  RejectsFile& operator=(RejectsFile&&) = delete;
  ~RejectsFile();

  struct Row {
    std::string file;
    std::int64_t line = 0;
    std::string reason;
    std::vector<std::string> fields;  // in the order of `columns`; missing ones are empty
    std::string raw;
  };
  void add(const Row& row);
  // On disk, under its own name. Throws Error(failed).
  void flush();
  // After flush(): puts it in its place. Returns why that failed, else nothing; then it stays where
  // path() says from now on.
  std::string keep();
  const std::string& path() const { return path_; }
  const std::string& target() const { return target_; }  // absolute, links followed

 private:
  std::string path_;
  bool is_stream_;
  std::string target_;
  std::string temporary_;
  int descriptor_ = -1;
  std::size_t columns_;
  bool with_file_;
  std::string buffer_;
};

// <name>.rejects.csv beside the input, or in the current folder where the input's may not be
// written; stdin.rejects.csv there for stdin and pipes. With a number where one of `others` has it.
std::string rejects_path_for(const std::string& file_name, std::span<const RejectsFile> others);

// The rejected rows of a text file in its order: those that scan() found broken, and those that
// the store refused (sorted by record).
std::vector<RejectsFile::Row> rejected_rows(const Source& source, const Scan& scan,
                                            const std::vector<model::RejectedRecord>& refused);

}  // namespace eros::ingest
