// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/raw_input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace isotherm {
namespace {

Error input_error(ExitCode exit_code, ErrorNumber number, const std::string& path, std::string what,
                  std::string fix) {
    Error error;
    error.exit_code = exit_code;
    error.number = number;
    error.place.file = path;
    error.what = std::move(what);
    error.fix = std::move(fix);
    return error;
}

// Returns the same text as strerror, which is not thread-safe.
std::string reason(int code) { return std::generic_category().message(code); }

Error cannot_open(const std::string& path, int code) {
    if (code == EACCES || code == EPERM) {
        return input_error(ExitCode::permission, ErrorNumber::trace_no_permission, path,
                           "no permission to read this file", "change its permissions, or copy it");
    }
    if (code == ENOENT || code == ENOTDIR) {
        return input_error(
            ExitCode::input_missing, ErrorNumber::trace_missing, path, "there is no such file",
            "check the path; in a scenario, it is relative to the scenario's folder");
    }
    return input_error(ExitCode::input_missing, ErrorNumber::trace_missing, path,
                       fmt::format("the file cannot be opened: {}", reason(code)),
                       code == ELOOP ? "its symbolic links form a circle" : "check the path");
}

// Returns "a directory", "a device" or "a socket"; empty if the input can be read.
std::string_view unreadable_kind(mode_t mode) {
    if (S_ISDIR(mode)) return "a directory";
    if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
    if (S_ISSOCK(mode)) return "a socket";
    return {};
}

Error wrong_kind(const std::string& path, std::string_view kind) {
    return input_error(
        ExitCode::input_missing, ErrorNumber::trace_not_a_file, path,
        fmt::format("this is {}; expected a file, a FIFO or - for standard input", kind),
        "name the file that holds the requests");
}

class FileInput final : public RawInput {
public:
    FileInput(std::string path, int descriptor, const struct stat& status)
        : path_(std::move(path)), descriptor_(descriptor), at_start_(status) {}
    FileInput(const FileInput&) = delete;
    FileInput& operator=(const FileInput&) = delete;
    ~FileInput() override {
        if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
    }

    std::size_t read(std::span<char> into) override {
        if (failure_) return 0;
        for (;;) {
            const ssize_t count = ::read(descriptor_, into.data(), into.size());
            if (count > 0) {
                position_ += static_cast<std::uint64_t>(count);
                return static_cast<std::size_t>(count);
            }
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) {
                failure_ = input_error(
                    ExitCode::input_output, ErrorNumber::trace_read_failed, path_,
                    fmt::format("reading failed at byte {}: {}", position_, reason(errno)),
                    "check the disk or the mount");
            } else {
                check_unchanged();
            }
            return 0;
        }
    }

    std::uint64_t total() const override {
        return S_ISREG(at_start_.st_mode) ? static_cast<std::uint64_t>(at_start_.st_size) : 0;
    }
    bool seek(std::uint64_t offset) override {
        // Standard input may have been handed over in the middle of a file.
        if (descriptor_ <= STDERR_FILENO || offset > total()) return false;
        if (::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) < 0) return false;
        position_ = offset;
        return true;
    }
    const std::optional<Error>& failure() const override { return failure_; }

private:
    // A run is determined by its inputs, so an input that changes during the run makes it invalid.
    void check_unchanged() {
        struct stat now {};
        if (!S_ISREG(at_start_.st_mode) || ::fstat(descriptor_, &now) != 0) return;
        const bool same_time = now.st_mtim.tv_sec == at_start_.st_mtim.tv_sec &&
                               now.st_mtim.tv_nsec == at_start_.st_mtim.tv_nsec;
        if (now.st_size == at_start_.st_size && same_time) return;
        failure_ = input_error(
            ExitCode::input_output, ErrorNumber::trace_changed, path_,
            fmt::format("the file changed while it was read: {} bytes at the start, {} now",
                        at_start_.st_size, now.st_size),
            "wait until it is complete, or work on a copy");
    }

    std::string path_;
    int descriptor_;
    struct stat at_start_;
    std::uint64_t position_ = 0;
    std::optional<Error> failure_;
};

class MemoryInput final : public RawInput {
public:
    explicit MemoryInput(std::string_view bytes) : bytes_(bytes) {}

    std::size_t read(std::span<char> into) override {
        const std::size_t count = std::min(into.size(), bytes_.size() - position_);
        if (count > 0) std::memcpy(into.data(), bytes_.data() + position_, count);
        position_ += count;
        return count;
    }
    std::uint64_t total() const override { return bytes_.size(); }
    const std::optional<Error>& failure() const override { return failure_; }

private:
    std::string_view bytes_;
    std::size_t position_ = 0;
    std::optional<Error> failure_;
};

Result<std::unique_ptr<RawInput>> open_standard_input() {
    const std::string name = "standard input";
    struct stat status {};
    if (::fstat(STDIN_FILENO, &status) != 0) return cannot_open(name, errno);
    const std::string_view kind = unreadable_kind(status.st_mode);
    if (!kind.empty() && !S_ISSOCK(status.st_mode)) return wrong_kind(name, kind);
    return std::unique_ptr<RawInput>(std::make_unique<FileInput>(name, STDIN_FILENO, status));
}

}  // namespace

Result<std::unique_ptr<RawInput>> open_raw(const std::string& path) {
    if (path == "-" || path == "/dev/stdin" || path == "/dev/fd/0") return open_standard_input();
    // Checks the kind of file before opening it, because opening a device can have side effects.
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return cannot_open(path, errno);
    if (const auto kind = unreadable_kind(status.st_mode); !kind.empty()) {
        return wrong_kind(path, kind);
    }
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return cannot_open(path, errno);
    if (::fstat(descriptor, &status) != 0) {
        const int code = errno;
        ::close(descriptor);
        return cannot_open(path, code);
    }
    auto input = std::make_unique<FileInput>(path, descriptor, status);
    if (const auto kind = unreadable_kind(status.st_mode); !kind.empty()) {
        return wrong_kind(path, kind);
    }
    return std::unique_ptr<RawInput>(std::move(input));
}

std::unique_ptr<RawInput> raw_over(std::string_view bytes) {
    return std::make_unique<MemoryInput>(bytes);
}

}  // namespace isotherm
