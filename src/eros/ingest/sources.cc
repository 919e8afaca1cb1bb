#include "eros/ingest/sources.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "eros/base/error.h"

namespace eros::ingest {
namespace {

using base::Error;
using base::ErrorCode;
using model::FileFormat;

constexpr std::size_t copy_bytes = 1U << 20U;

std::string shown(const std::string& name) { return name == "-" ? "stdin" : "'" + name + "'"; }

[[noreturn]] void refuse(const std::string& name, const std::string& why, std::string hint) {
  throw Error(ErrorCode::failed, "cannot import " + shown(name) + ": " + why, std::move(hint));
}

int open_by_name(const std::string& name) {
  if (name == "-") return dup(STDIN_FILENO);
  const int descriptor = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) return descriptor;
  if (errno == ENOENT) refuse(name, "there is no such file", "Check the path.");
  if (errno == EACCES) refuse(name, "it may not be read", "Check the file's permissions.");
  refuse(name, std::strerror(errno), "Check the path.");
}

// The rest of `from` in a temporary file; closes `from`.
int spool(int from, const std::string& name) {
  const int to = make_temporary_file();
  std::vector<char> buffer(copy_bytes);
  for (;;) {
    const auto got = read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      const std::string why = std::strerror(errno);
      close(from);
      close(to);
      refuse(name, why, "");
    }
    if (got == 0) break;
    write_all(to, {buffer.data(), static_cast<std::size_t>(got)}, "a temporary copy of " + name);
  }
  close(from);
  return to;
}

bool has_ending(const std::string& name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  return std::equal(ending.rbegin(), ending.rend(), name.rbegin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

// An object, or an array of them (which is refused, but as what it is).
bool begins_as_json(std::string_view head) {
  auto first = head.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && head[first] == '[') {
    first = head.find_first_not_of(" \t\r\n", first + 1);
  }
  return first != std::string_view::npos && head[first] == '{';
}

FileFormat format_of(const std::string& name, std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("PAR1")) return FileFormat::parquet;
  if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) {
    refuse(name, "it is UTF-16 text", "Save it as UTF-8 (in Excel: 'CSV UTF-8').");
  }
  if (head.starts_with("\x1F\x8B"sv)) {
    refuse(name, "it is compressed",
           "Unpack it first, for example: gunzip -c FILE | eros import ... -");
  }
  if (head.starts_with("PK\x03\x04"sv)) {
    refuse(name, "it is a ZIP file or an Excel workbook", "Save it as CSV (UTF-8).");
  }
  // A few stray zeros are rows to reject; where they are common this is no text at all.
  const auto zeros = std::count(head.begin(), head.end(), '\0');
  if (zeros * 20 > static_cast<std::ptrdiff_t>(head.size())) {
    refuse(name, "it is not text (CSV or NDJSON), nor Parquet", "Save it as CSV (UTF-8).");
  }
  if (has_ending(name, ".parquet")) refuse(name, "it is not a Parquet file", "Check the file.");
  for (const auto ending : {".ndjson"sv, ".jsonl"sv, ".json"sv}) {
    if (has_ending(name, ending)) return FileFormat::ndjson;
  }
  if (head.starts_with("\xEF\xBB\xBF"sv)) head.remove_prefix(3);
  return begins_as_json(head) ? FileFormat::ndjson : FileFormat::csv;
}

}  // namespace

std::string temporary_folder() {
  const char* folder = std::getenv("TMPDIR");
  return folder != nullptr && *folder != 0 ? folder : "/tmp";
}

int make_temporary_file() {
  std::string path = temporary_folder() + "/eros-XXXXXX";
  const int descriptor = mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) {
    throw Error(ErrorCode::failed,
                "cannot make a temporary file: " + std::string(std::strerror(errno)),
                "Set TMPDIR to a folder with room.");
  }
  unlink(path.c_str());
  return descriptor;
}

void write_all(int descriptor, std::string_view bytes, const std::string& what) {
  while (!bytes.empty()) {
    const auto written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      throw Error(ErrorCode::failed, "cannot write " + what + ": " + std::strerror(errno),
                  "Make room on that disk.");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

Source::Source(std::string name, FileFormat format, int descriptor)
    : name_(std::move(name)), format_(format), descriptor_(descriptor) {
  struct stat status = {};
  fstat(descriptor_, &status);
  size_ = static_cast<std::size_t>(status.st_size);
  if (format_ == FileFormat::parquet || size_ == 0) return;
  void* mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor_, 0);
  if (mapped == MAP_FAILED) {
    const std::string why = std::strerror(errno);
    close(descriptor_);
    refuse(name_, why, "");
  }
  madvise(mapped, size_, MADV_SEQUENTIAL);
  text_ = {static_cast<const char*>(mapped), size_};
}

Source::Source(Source&& other) noexcept
    : name_(std::move(other.name_)),
      format_(other.format_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      text_(std::exchange(other.text_, {})) {}

Source::~Source() {
  if (!text_.empty()) munmap(const_cast<char*>(text_.data()), text_.size());
  if (descriptor_ >= 0) close(descriptor_);
}

std::string Source::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

Source open_source(const std::string& name) {
  int descriptor = open_by_name(name);
  struct stat status = {};
  if (descriptor < 0 || fstat(descriptor, &status) != 0) refuse(name, std::strerror(errno), "");
  if (S_ISDIR(status.st_mode)) {
    close(descriptor);
    refuse(name, "it is a folder", "Name the files in it.");
  }
  // Stdin is copied even where it is a file: it may stand in the middle of it.
  if (name == "-" || !S_ISREG(status.st_mode)) descriptor = spool(descriptor, name);
  std::array<char, 65536> head{};
  const auto got = pread(descriptor, head.data(), head.size(), 0);
  try {
    if (got < 0) refuse(name, std::strerror(errno), "");
    const auto format = format_of(name, {head.data(), static_cast<std::size_t>(got)});
    return {name, format, descriptor};
  } catch (...) {
    close(descriptor);
    throw;
  }
}

Source unnamed_source(std::string name, FileFormat format, int descriptor) {
  return {std::move(name), format, descriptor};
}

}  // namespace eros::ingest
