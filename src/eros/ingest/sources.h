#pragma once
#include <string>
#include <string_view>

#include "eros/model/import.h"

namespace eros::ingest {

// A file opened for import. It stays the same file until the source is destroyed, whatever
// happens to its name meanwhile.
class Source {
 public:
  Source(Source&& other) noexcept;
  Source& operator=(Source&&) = delete;
  ~Source();

  const std::string& name() const { return name_; }  // as the user gave it; "-" is stdin
  // A path by which this process can open it again: by descriptor, so that no character of the
  // name can mean anything to the one who opens it.
  std::string path() const;
  model::FileFormat format() const { return format_; }
  // The whole content, mapped into memory; empty for Parquet.
  std::string_view text() const { return text_; }
  bool empty() const { return size_ == 0; }

 private:
  friend Source open_source(const std::string& name);
  friend Source unnamed_source(std::string name, model::FileFormat format, int descriptor);
  Source(std::string name, model::FileFormat format, int descriptor);

  std::string name_;
  model::FileFormat format_;
  int descriptor_ = -1;
  std::size_t size_ = 0;
  std::string_view text_;
};

// Opens a file, or stdin for "-". What is no regular file (stdin, a pipe) is copied to a nameless
// temporary file first, which vanishes with the process. The format goes by content (Parquet by
// its magic bytes), then by the name's ending (.ndjson, .jsonl, .json), then by the first
// character ('{' is NDJSON), else it is CSV. Throws Error(failed) for a file that is not there, a
// folder, one that may not be read, UTF-16 text, a compressed or another binary file.
Source open_source(const std::string& name);

// TMPDIR, or /tmp.
std::string temporary_folder();
// A new nameless temporary file, open for writing and reading. Throws Error(failed).
int make_temporary_file();
// The content written to `descriptor` (taken over) as a source.
Source unnamed_source(std::string name, model::FileFormat format, int descriptor);
// Writes all of `bytes`. Throws Error(failed), naming `what`, if the disk does not take them.
void write_all(int descriptor, std::string_view bytes, const std::string& what);

}  // namespace eros::ingest
