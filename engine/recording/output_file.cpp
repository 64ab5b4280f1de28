// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/output_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstdio>
#include <optional>
#include <utility>

#include "engine/recording/output_error.h"
#include "engine/vocabulary/fingerprint.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

constexpr int links_most = 40;  // same limit as Linux
// File names are limited to 255 bytes; this leaves room for the prefix.
constexpr std::size_t longest_name = 200;

// A file descriptor that is closed by the destructor.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    bool open() const { return number_ >= 0; }
    // Returns 0 or the errno: close() can be the first call to report that an earlier write failed.
    int close() { return ::close(std::exchange(number_, -1)) == 0 ? 0 : errno; }

private:
    int number_;
};

std::optional<struct stat> facts_of(const std::string& path) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) return std::nullopt;
    return facts;
}

std::string parent_of(const std::string& path) {
    const std::string parent = fs::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

Error unfit(const std::string& path, ErrorNumber number, std::string what, std::string fix) {
    return {ExitCode::cannot_create, number, {.file = path}, std::move(what), std::move(fix)};
}

const char* kind_of(mode_t mode) {
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISFIFO(mode)) return "a FIFO";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
}

bool is_same(const struct stat& a, const struct stat& b) {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

std::optional<Error> why_not(const std::string& path, const std::vector<std::string>& inputs) {
    if (fs::path(path).filename().empty())
        return unfit(path, ErrorNumber::never_replaced, "this is not the name of a file",
                     "name a file");
    const auto there = facts_of(path);
    if (!there) return std::nullopt;
    if (!S_ISREG(there->st_mode)) {
        return unfit(path, ErrorNumber::never_replaced,
                     fmt::format("this is {}, which is never replaced", kind_of(there->st_mode)),
                     "name a new file or an existing regular file");
    }
    for (const std::string& input : inputs) {
        const auto facts = facts_of(input);
        if (facts && is_same(*facts, *there)) {
            return unfit(path, ErrorNumber::output_is_input,
                         fmt::format("this is also an input, \"{}\", which would be overwritten",
                                     printable(input)),
                         "choose another name for the output");
        }
    }
    if (faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0)
        return output_error(path, errno, "the existing file cannot be replaced");
    return std::nullopt;
}

// Creates the temporary file and locks it, so that no other program considers it a leftover.
// Returns the file descriptor or an error.
Result<int> open_partial(const std::string& partial, const std::string& shown) {
    for (;;) {
        const int file =
            open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        const int reason = errno;
        if (file >= 0) {
            // On file systems without locks, only one program at a time can be supported.
            if (flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return file;
            close(file);  // another program has just locked the file, which it considers a leftover
            continue;
        }
        if (reason != EEXIST) return output_error(shown, reason, "cannot create the file");
        struct stat facts {};
        if (lstat(partial.c_str(), &facts) != 0) continue;
        if (!S_ISREG(facts.st_mode) && !S_ISLNK(facts.st_mode))
            return output_error(partial, EEXIST, "cannot create the file");
        // A leftover of a killed program, unless the lock shows that the program is still running.
        const Descriptor left(open(partial.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
        if (left.open() && flock(left.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            return Error{ExitCode::busy,
                         ErrorNumber::busy,
                         {.file = shown},
                         "another program is writing this file",
                         "wait for it to end, or choose another name"};
        }
        struct stat opened {};
        const bool moved_on =
            left.open() && fstat(left.number(), &opened) == 0 && !is_same(opened, facts);
        if (moved_on) continue;
        if (unlink(partial.c_str()) != 0 && errno != ENOENT)
            return output_error(partial, errno,
                                "cannot remove a temporary file left by an interrupted run");
    }
}

int written(int file, std::string_view content) {
    while (!content.empty()) {
        const ssize_t count = ::write(file, content.data(), content.size());
        if (count >= 0)
            content.remove_prefix(static_cast<std::size_t>(count));
        else if (errno != EINTR)
            return errno;
    }
    return 0;
}

// Returns 0 or the errno.
int fill(Descriptor& file, std::string_view content, const std::optional<struct stat>& like) {
    // Set the owner before the mode, because chown clears mode bits. Only root may change the
    // owner.
    if (like && fchown(file.number(), like->st_uid, like->st_gid) != 0 && errno != EPERM)
        return errno;
    if (like && fchmod(file.number(), like->st_mode & 07777) != 0) return errno;
    return written(file.number(), content);
}

}  // namespace

std::string partial_name(const std::string& name) {
    if (name.size() <= longest_name) return std::string(partial_prefix) + name;
    Fingerprint hash;
    hash.add(std::span<const char>(name));
    return fmt::format("{}{:016x}", partial_prefix, hash.value());
}

Result<std::string> followed(const std::string& path) {
    fs::path at(path);
    for (int links = 0; links < links_most; ++links) {
        std::error_code none;
        const fs::path target = fs::read_symlink(at, none);
        if (none) return at.string();
        at = target.is_absolute() ? target : at.parent_path() / target;
    }
    return output_error(path, ELOOP, "cannot follow the link");
}

Errors check_output(const std::string& path, const std::vector<std::string>& inputs) {
    if (auto error = why_not(path, inputs)) return {*std::move(error)};
    const auto place = followed(path);
    if (!place.ok()) return place.errors();
    const std::string parent = parent_of(place.value());
    const auto facts = facts_of(parent);
    if (!facts) return {output_error(path, errno, "cannot create the file")};
    if (!S_ISDIR(facts->st_mode)) return {output_error(path, ENOTDIR, "cannot create the file")};
    if (faccessat(AT_FDCWD, parent.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
        return {output_error(path, errno, "cannot create the file")};
    return {};
}

Errors write_file(const std::string& path, std::string_view content,
                  const std::vector<std::string>& inputs) {
    return write_pieces(
        path,
        [&](const WritePiece& write) {
            write(content);
            return Errors{};
        },
        inputs);
}

Errors write_pieces(const std::string& path,
                    const std::function<Errors(const WritePiece&)>& produce,
                    const std::vector<std::string>& inputs) {
    if (Errors errors = check_output(path, inputs); !errors.empty()) return errors;
    const auto place = followed(path);
    if (!place.ok()) return place.errors();
    const fs::path target(place.value());
    const std::string partial =
        (fs::path(parent_of(target)) / partial_name(target.filename())).string();
    const auto opened = open_partial(partial, path);
    if (!opened.ok()) return opened.errors();
    Descriptor file(opened.value());
    std::string_view doing = "cannot write";
    int reason = fill(file, {}, facts_of(target));
    const Errors wrong = reason != 0 ? Errors{} : produce([&](std::string_view piece) {
        if (reason == 0) reason = written(file.number(), piece);
        return reason == 0;
    });
    if (reason == 0 && wrong.empty() && fsync(file.number()) != 0) {
        reason = errno;
        doing = "cannot sync";
    }
    if (reason == 0 && wrong.empty() && std::rename(partial.c_str(), target.c_str()) != 0) {
        reason = errno;
        doing = "cannot rename the temporary file to its final name";
    }
    if (reason != 0 || !wrong.empty()) {
        if (unlink(partial.c_str()) != 0) unlink(partial.c_str());
        return reason != 0 ? Errors{output_error(path, reason, doing)} : wrong;
    }
    if (file.close() != 0) return {output_error(path, EIO, "cannot close")};
    return sync_path(parent_of(target), path);
}

Errors write_new_file(const std::string& path, std::string_view content, const std::string& shown) {
    Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (!file.open()) return {output_error(shown, errno, "cannot create the file")};
    int reason = fill(file, content, std::nullopt);
    if (reason == 0) reason = file.close();
    if (reason != 0) return {output_error(shown, reason, "cannot write")};
    return {};
}

Errors sync_path(const std::string& path, const std::string& shown) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.open()) return {output_error(shown, errno, "cannot open it to flush it to disk")};
    // Some file systems cannot sync a folder (EINVAL); the rename is then as durable as it can be.
    if (fsync(file.number()) == 0 || errno == EINVAL) return {};
    return {output_error(shown, errno, "cannot sync")};
}

}  // namespace isotherm
