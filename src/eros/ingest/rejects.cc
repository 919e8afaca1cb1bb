#include "eros/ingest/rejects.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "eros/base/csv.h"
#include "eros/base/error.h"
#include "eros/ingest/csv_reader.h"

namespace eros::ingest {
namespace {

constexpr std::size_t flush_bytes = 1U << 20U;

[[noreturn]] void refuse(const std::string& path) {
  throw base::Error(base::ErrorCode::failed,
                    "cannot write the rejects file '" + path + "': " + std::strerror(errno),
                    "Name another place with --rejects. Nothing was imported.");
}

}  // namespace

RejectsFile::RejectsFile(std::string path, const std::vector<std::string>& columns, bool with_file)
    : path_(std::move(path)),
      temporary_(path_ + ".XXXXXX"),
      columns_(columns.size()),
      with_file_(with_file) {
  if (std::filesystem::is_directory(path_)) {
    errno = EISDIR;
    refuse(path_);
  }
  descriptor_ = mkostemp(temporary_.data(), O_CLOEXEC);
  if (descriptor_ < 0) refuse(path_);
  fchmod(descriptor_, 0644);
  buffer_ = with_file_ ? "file,line,reason" : "line,reason";
  for (const auto& column : columns) base::append_csv_field(buffer_ += ',', column);
  buffer_ += ",raw_row\n";
}

RejectsFile::RejectsFile(RejectsFile&& other) noexcept
    : path_(std::move(other.path_)),
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

void RejectsFile::keep() {
  flush();
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) refuse(path_);
  temporary_.clear();
}

std::string rejects_path_for(const std::string& file_name) {
  namespace fs = std::filesystem;
  if (file_name == "-") return "stdin.rejects.csv";
  const auto folder = fs::path(file_name).parent_path();
  auto name = fs::path(file_name).filename().string() + ".rejects.csv";
  if (access(folder.empty() ? "." : folder.c_str(), W_OK) != 0) return name;
  return (folder / name).string();
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
