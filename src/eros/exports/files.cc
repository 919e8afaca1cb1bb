#include "eros/exports/files.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "eros/base/error.h"

namespace eros::exports {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why, const std::string& hint) {
  throw base::Error(base::ErrorCode::failed, fmt::format("cannot write {}: {}", path.string(), why),
                    hint);
}

[[noreturn]] void refuse_errno(const fs::path& path, int error) {
  const bool is_full = error == ENOSPC || error == EDQUOT;
  refuse(path, std::strerror(error),
         is_full ? "Free some space, or choose another place." : "Choose another place.");
}

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  // Closes now; false if the system then reports a write that failed late.
  bool close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

// A new file beside `target`, removed again unless it was renamed to it.
class TemporaryFile {
 public:
  TemporaryFile(const fs::path& target, mode_t mode)
      : path_(name_beside(target)),
        file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)) {
    if (file_.get() < 0) {
      path_.clear();
      refuse_errno(target, errno);
    }
  }
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  Descriptor& file() { return file_; }
  void rename_to(const fs::path& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) refuse_errno(target, errno);
    path_.clear();
  }

 private:
  static fs::path name_beside(const fs::path& target) {
    static std::atomic<unsigned> made = 0;
    const std::string end = fmt::format(".{}.{}.tmp", ::getpid(), made++);
    // A name may have 255 bytes; a long one keeps its beginning.
    return target.parent_path() / ("." + target.filename().string().substr(0, 200) + end);
  }
  fs::path path_;
  Descriptor file_;
};

void write_all(const fs::path& path, int fd, std::string_view contents) {
  while (!contents.empty()) {
    const ssize_t written = ::write(fd, contents.data(), contents.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      refuse_errno(path, errno);
    }
    contents.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync_directory(const fs::path& directory) {
  const Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems cannot sync a directory; the file itself is synced already.
  if (fd.get() >= 0) ::fsync(fd.get());
}

// Where the bytes go in the end: absolute, links followed.
fs::path resolve(const fs::path& path) {
  std::error_code error;
  fs::path resolved = fs::weakly_canonical(fs::absolute(path), error);
  if (error) refuse(path, error.message(), "Choose another place.");
  return resolved;
}

bool is_stream(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

// Refuses what trying would not tell, or would tell less plainly.
void check_place(const fs::path& path, const fs::path& target) {
  std::error_code error;
  if (path.empty()) refuse("\"\"", "the name is empty", "Give a file name.");
  if (fs::is_directory(target, error) || path.filename().empty()) {
    refuse(path, "it is a directory", "Give the name of a file in it.");
  }
  if (!fs::is_directory(target.parent_path(), error)) {
    refuse(path, fmt::format("the directory {} is not there", target.parent_path().string()),
           "Make the directory first, or choose another place.");
  }
  if (fs::exists(target, error) && ::access(target.c_str(), W_OK) != 0) {
    refuse_errno(path, errno);
  }
}

void write_stream(const fs::path& path, std::string_view contents) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0) refuse_errno(path, errno);
  write_all(path, file.get(), contents);
}

}  // namespace

void check_writable(const fs::path& path) {
  if (!path.empty() && is_stream(path)) {
    if (::access(path.c_str(), W_OK) != 0) refuse_errno(path, errno);
    return;
  }
  const fs::path target = path.empty() ? path : resolve(path);
  check_place(path, target);
  TemporaryFile trial(target, 0600);
  // Room for a long week: that the disk is full must be told before a plan is saved, not after.
  constexpr off_t room = 131'072;
  const int error = ::posix_fallocate(trial.file().get(), 0, room);
  if (error == ENOSPC || error == EDQUOT) refuse_errno(path, error);
}

void write_file_atomically(const fs::path& path, std::string_view contents) {
  if (!path.empty() && is_stream(path)) return write_stream(path, contents);
  const fs::path target = path.empty() ? path : resolve(path);
  check_place(path, target);
  TemporaryFile temporary(target, 0666);
  struct stat existing {};
  if (::stat(target.c_str(), &existing) == 0) {
    ::fchmod(temporary.file().get(), existing.st_mode & 07777);
  }
  write_all(path, temporary.file().get(), contents);
  if (::fsync(temporary.file().get()) != 0) refuse_errno(path, errno);
  if (!temporary.file().close()) refuse_errno(path, errno);
  temporary.rename_to(target);
  sync_directory(target.parent_path());
}

}  // namespace eros::exports
