#include "eros/ingest/rejects.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "eros/base/csv.h"
#include "eros/base/error.h"
#include "eros/ingest/csv_reader.h"

namespace eros::ingest {
namespace {

constexpr std::size_t flush_bytes = 1U << 20U;

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, int error) {
  throw base::Error(base::ErrorCode::failed,
                    "cannot write the rejects file '" + path + "': " + std::strerror(error),
                    "Name another place with --rejects. Nothing was imported.");
}

// A pipe or a device: written to, and never replaced.
bool is_stream(const std::string& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

// Where the rows lie in the end: absolute, links followed.
std::string resolve(const std::string& path) {
  std::error_code error;
  const auto resolved = fs::weakly_canonical(fs::absolute(path), error);
  if (error) refuse(path, error.value());
  return resolved.string();
}

// The copy of a file in a stream; empty if it went well, else why not.
std::string copy_into(const std::string& stream, const std::string& file) {
  errno = 0;
  std::ofstream out(stream, std::ios::binary);
  out << std::ifstream(file, std::ios::binary).rdbuf() << std::flush;
  return out ? "" : std::strerror(errno);
}

}  // namespace

RejectsFile::RejectsFile(std::string path, const std::vector<std::string>& columns, bool with_file)
    : path_(std::move(path)),
      is_stream_(is_stream(path_)),
      target_(is_stream_ ? path_ : resolve(path_)),
      temporary_((is_stream_ ? temporary_folder() + "/eros-rejects" : target_) + ".XXXXXX"),
      columns_(columns.size()),
      with_file_(with_file) {
  std::error_code error;
  if (fs::is_directory(target_, error)) refuse(path_, EISDIR);
  if (is_stream_ && access(path_.c_str(), W_OK) != 0) refuse(path_, errno);
  descriptor_ = mkostemp(temporary_.data(), O_CLOEXEC);
  if (descriptor_ < 0) refuse(path_, errno);
  fchmod(descriptor_, 0644);
  buffer_ = with_file_ ? "file,line,reason" : "line,reason";
  for (const auto& column : columns) base::append_csv_field(buffer_ += ',', column);
  buffer_ += ",raw_row\n";
}

RejectsFile::RejectsFile(RejectsFile&& other) noexcept
    : path_(std::move(other.path_)),
      is_stream_(other.is_stream_),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      columns_(other.columns_),
      with_file_(other.with_file_),
      buffer_(std::move(other.buffer_)) {}

RejectsFile::~RejectsFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void RejectsFile::add(const Row& row) {
  if (with_file_) {
    base::append_csv_field(buffer_, row.file);
    buffer_ += ',';
  }
  buffer_ += std::to_string(row.line) + ',';
  base::append_csv_field(buffer_, row.reason);
  for (std::size_t i = 0; i < columns_; ++i) {
    buffer_ += ',';
    if (i < row.fields.size()) base::append_csv_field(buffer_, row.fields[i]);
  }
  base::append_csv_field(buffer_ += ',', row.raw);
  buffer_ += '\n';
  if (buffer_.size() >= flush_bytes) flush();
}

void RejectsFile::flush() {
  write_all(descriptor_, buffer_, "the rejects file '" + path_ + "'");
  buffer_.clear();
}

std::string RejectsFile::keep() {
  std::string why;
  if (is_stream_) {
    why = copy_into(path_, temporary_);
  } else if (std::rename(temporary_.c_str(), target_.c_str()) != 0) {
    why = std::strerror(errno);
  }
  if (!why.empty()) {
    path_ = std::exchange(temporary_, {});
  } else if (!is_stream_) {
    temporary_.clear();
  }
  return why;
}

std::string rejects_path_for(const std::string& file_name, std::span<const RejectsFile> others) {
  const auto folder = fs::path(file_name).parent_path();
  fs::path first = fs::path(file_name).filename().string() + ".rejects.csv";
  if (file_name == "-" || is_stream(file_name)) {
    first = "stdin.rejects.csv";
  } else if (access(folder.empty() ? "." : folder.c_str(), W_OK) == 0) {
    first = folder / first;
  }
  const auto is_taken = [&](const fs::path& path) {
    return std::ranges::any_of(
        others, [&](const RejectsFile& other) { return other.target() == resolve(path.string()); });
  };
  auto path = first;
  for (int number = 2; is_taken(path); ++number) {
    path = first;
    path.replace_extension(std::to_string(number) + ".csv");
  }
  return path.string();
}

std::vector<RejectsFile::Row> rejected_rows(const Source& source, const Scan& scan,
                                            const std::vector<model::RejectedRecord>& refused) {
  std::vector<RejectsFile::Row> rows;
  std::int64_t good = 0;
  auto next = refused.begin();
  const bool is_csv = source.format() == model::FileFormat::csv;
  for_each_record(source, scan, [&](const TextRecord& record) {
    const bool broken = !record.problem.empty();
    const auto number = good;
    if (!broken) ++good;
    const bool was_refused = !broken && next != refused.end() && next->record == number;
    if (!broken && !was_refused) return;
    RejectsFile::Row row;
    row.file = source.name();
    row.line = record.line;
    row.reason = broken ? record.problem : next->reason;
    if (was_refused) ++next;
    if (is_csv && !broken) row.fields = csv_fields(record.raw, scan.source_delimiter);
    if (!is_csv || broken) row.raw = record.raw;
    rows.push_back(std::move(row));
  });
  return rows;
}

}  // namespace eros::ingest
