#include "engine/recording/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <set>

namespace isotherm {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view lock_name = ".lock";
// In front, so that libraries that choose a format by the ending see the real one.
constexpr std::string_view partial_prefix = ".partial.";
// Everything a run directory holds; what else lies there is not ours.
const std::set<std::string, std::less<>> our_files{
    "manifest.json", "report.json", "report.html",  "run.sqlite",     "heatmap.png",
    "timeline.png",  "heatmap.svg", "timeline.svg", "cloudwatch.json"};

Error output_error(const std::string& path, int reason, std::string_view doing) {
    const bool permission = reason == EACCES || reason == EPERM || reason == EROFS;
    const bool cannot_create =
        reason == ENOENT || reason == ENOTDIR || reason == EISDIR || reason == EEXIST;
    const ExitCode code = permission      ? ExitCode::permission
                          : cannot_create ? ExitCode::cannot_create
                                          : ExitCode::input_output;
    std::string fix =
        permission ? "choose a folder you may write to" : "choose another place with --out";
    if (reason == ENOSPC || reason == EDQUOT) {
        std::error_code ignored;
        const auto space = fs::space(fs::path(path).parent_path(), ignored);
        fix =
            fmt::format("free some space: {} bytes are left there", ignored ? 0 : space.available);
    }
    return {code,
            301,
            {.file = path},
            fmt::format("{}: {}", doing, std::strerror(reason)),
            std::move(fix)};
}

// `shown` is the name the user knows.
Errors write_and_close(const std::string& path, std::string_view content,
                       const std::string& shown) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return {output_error(shown, errno, "cannot create the file")};
    int reason = 0;
    for (std::size_t done = 0; done < content.size() && reason == 0;) {
        const ssize_t count = ::write(file, content.data() + done, content.size() - done);
        if (count >= 0)
            done += static_cast<std::size_t>(count);
        else if (errno != EINTR)
            reason = errno;
    }
    if (close(file) != 0 && reason == 0) reason = errno;
    if (reason == 0) return {};
    unlink(path.c_str());
    return {output_error(shown, reason, "cannot write")};
}

Errors sync(const std::string& path, int flags) {
    const int file = open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) return {output_error(path, errno, "cannot open to sync")};
    const int reason = fsync(file) == 0 ? 0 : errno;
    close(file);
    // Some file systems cannot sync a folder; the rename is as durable there as it gets.
    if (reason == 0 || reason == EINVAL) return {};
    return {output_error(path, reason, "cannot sync")};
}

Errors rename_synced(const std::string& from, const std::string& to) {
    if (Errors errors = sync(from, O_RDONLY); !errors.empty()) return errors;
    if (std::rename(from.c_str(), to.c_str()) != 0)
        return {output_error(to, errno, "cannot rename into place")};
    return {};
}

// Only files of an earlier run, complete or not, may be replaced.
std::optional<Error> find_foreign_file(const std::string& path, bool replace) {
    std::error_code failed;
    bool has_run = false;
    for (const auto& entry : fs::directory_iterator(path, failed)) {
        std::string name = entry.path().filename().string();
        if (name == lock_name) continue;
        if (name.starts_with(partial_prefix))
            name.erase(0, partial_prefix.size());
        else
            has_run = true;
        if (!our_files.contains(name)) {
            return Error{
                ExitCode::cannot_create,
                302,
                {.file = path},
                fmt::format("the folder holds \"{}\", which is not from a run", printable(name)),
                "choose a new or empty folder with --out"};
        }
    }
    if (failed) return output_error(path, failed.value(), "cannot list the folder");
    if (has_run && !replace) {
        return Error{ExitCode::cannot_create,
                     303,
                     {.file = path},
                     "the folder already holds a run",
                     "choose another folder, or replace the run with --force"};
    }
    return std::nullopt;
}

// Whether the open file is still the one at the path: a run that ends removes its lock, and a lock
// on the removed file would keep nobody out.
bool is_same_file(int file, const std::string& path) {
    struct stat opened {
    }, there{};
    return fstat(file, &opened) == 0 && stat(path.c_str(), &there) == 0 &&
           opened.st_dev == there.st_dev && opened.st_ino == there.st_ino;
}

}  // namespace

Result<std::unique_ptr<OutputFolder>> OutputFolder::open(const std::string& path, bool replace) {
    std::error_code failed;
    fs::create_directories(path, failed);
    if (failed && !fs::is_directory(path))
        return output_error(path, failed.value(), "cannot create the folder");
    if (!fs::is_directory(path)) return output_error(path, ENOTDIR, "cannot use it as a folder");
    // Before the lock, so that a folder that is not ours stays as it was.
    if (auto error = find_foreign_file(path, replace)) return std::move(*error);
    const std::string lock_path = path + "/" + std::string(lock_name);
    int lock = -1;
    for (;;) {
        lock = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (lock < 0) return output_error(lock_path, errno, "cannot create the lock file");
        if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
            close(lock);
            return Error{ExitCode::busy,
                         304,
                         {.file = path},
                         "another run is writing to this folder",
                         "wait for it to end, or choose another folder"};
        }
        if (is_same_file(lock, lock_path)) break;
        close(lock);  // its run ended between the two calls
    }
    // Again: another run may have ended in between.
    if (auto error = find_foreign_file(path, replace)) {
        unlink(lock_path.c_str());
        close(lock);
        return std::move(*error);
    }
    return std::unique_ptr<OutputFolder>(new OutputFolder(path, lock));
}

OutputFolder::~OutputFolder() {
    unlink((path_ + "/" + std::string(lock_name)).c_str());
    close(lock_);
}

std::string OutputFolder::partial_path(const std::string& name) const {
    return path_of(std::string(partial_prefix) + name);
}

Errors OutputFolder::write(const std::string& name, std::string_view content) {
    return write_and_close(partial_path(name), content, path_of(name));
}

Errors OutputFolder::publish(const std::vector<std::string>& names) {
    // A manifest that stays while other files are replaced would vouch for a mixture.
    unlink(path_of("manifest.json").c_str());
    for (const std::string& name : names) {
        if (Errors errors = rename_synced(partial_path(name), path_of(name)); !errors.empty())
            return errors;
    }
    return sync(path_, O_RDONLY | O_DIRECTORY);
}

Errors write_file(const std::string& path, std::string_view content) {
    const fs::path target(path);
    const std::string partial =
        (target.parent_path() / (std::string(partial_prefix) + target.filename().string()))
            .string();
    if (Errors errors = write_and_close(partial, content, path); !errors.empty()) return errors;
    return rename_synced(partial, path);
}

}  // namespace isotherm
