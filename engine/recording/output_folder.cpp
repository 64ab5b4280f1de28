// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cstdio>
#include <optional>

#include "engine/recording/output_error.h"
#include "engine/recording/output_file.h"
#include "engine/recording/run_folder.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

// Whether the open folder still has this name. A run that ends renames or removes its folder, and a
// lock on such a folder would not protect anything.
bool is_same_file(int file, const std::string& path) {
    struct stat opened {
    }, there{};
    return fstat(file, &opened) == 0 && lstat(path.c_str(), &there) == 0 &&
           opened.st_dev == there.st_dev && opened.st_ino == there.st_ino;
}

bool is_mount_point(const std::string& path) {
    struct statx facts {};
    return statx(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW, STATX_TYPE, &facts) == 0 &&
           (facts.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

// Whether the folder can be exchanged with another one. Mount points and the current directory
// cannot; their files are replaced instead.
bool can_be_exchanged(const std::string& path, const std::string& parent) {
    const int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool standing_in_it = here >= 0 && is_same_file(here, path);
    if (here >= 0) close(here);
    return !standing_in_it && !is_mount_point(path) &&
           faccessat(AT_FDCWD, parent.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

// Returns the topmost folder of `path` that does not exist yet; empty if all exist.
std::string first_missing(fs::path path) {
    std::error_code none;
    std::string missing;
    for (; !path.empty() && !fs::exists(path, none); path = path.parent_path())
        missing = path.string();
    return missing;
}

}  // namespace

std::string OutputFolder::parent() const { return fs::path(place_).parent_path().string(); }

Result<std::unique_ptr<OutputFolder>> OutputFolder::open(const std::string& path, bool replace) {
    const auto followed_path = followed(path.ends_with('/') ? path + "." : path);
    if (!followed_path.ok()) return followed_path.errors();
    std::error_code failed;
    fs::path place = fs::weakly_canonical(fs::absolute(followed_path.value()), failed);
    if (failed) return output_error(path, failed.value(), "cannot use it as a folder");
    if (place.filename().empty() && place.has_relative_path()) place = place.parent_path();
    const bool exists = fs::exists(fs::symlink_status(place, failed));
    if (exists && !fs::is_directory(place))
        return output_error(path, ENOTDIR, "cannot use it as a folder");
    std::unique_ptr<OutputFolder> folder(new OutputFolder(path, place.string()));
    folder->replace_ = replace;
    folder->made_ = first_missing(place.parent_path());
    fs::create_directories(folder->parent(), failed);
    if (failed) return output_error(path, failed.value(), "cannot create the folder");
    // Check before creating anything, so that a folder that does not belong to a run stays
    // unchanged.
    if (exists && !run_folder::was_interrupted(folder->place_)) {
        if (auto error = run_folder::obstacle(folder->place_, path, replace))
            return *std::move(error);
    }
    const bool in_place = exists && !can_be_exchanged(folder->place_, folder->parent());
    if (Errors errors = folder->stage(in_place); !errors.empty()) return errors;
    return folder;
}

Errors OutputFolder::stage(bool in_place) {
    in_place_ = in_place;
    const std::string name = fs::path(place_).filename().string();
    const std::string staging = in_place ? place_ + "/" + std::string(run_folder::staging_name)
                                         : (fs::path(parent()) / partial_name(name)).string();
    for (;;) {
        const bool is_new = mkdir(staging.c_str(), 0777) == 0;
        if (!is_new && errno != EEXIST)
            return {output_error(path_, errno, "cannot create the folder")};
        lock_ = ::open(staging.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (lock_ < 0 && errno == ENOENT) continue;  // the run that owned the folder has just ended
        if (lock_ < 0) {
            const int why = errno;
            if (is_new) rmdir(staging.c_str());  // only who holds the lock cleans up later
            return {output_error(staging, why, "cannot open the folder")};
        }
        if (flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            return {Error{ExitCode::busy,
                          ErrorNumber::busy,
                          {.file = path_},
                          "another run is writing to this folder",
                          "wait for it to end, or choose another folder"}};
        }
        if (is_same_file(lock_, staging)) break;
        close(lock_);
    }
    // Remove the files that a killed run left. The staging folder never contains anything else.
    const auto left = run_folder::files_in(staging, staging);
    if (!left.ok()) return left.errors();
    for (const std::string& file : left.value()) {
        if (unlink((staging + "/" + file).c_str()) != 0)
            return {output_error(staging, errno,
                                 "cannot remove a temporary file left by an interrupted run")};
    }
    staging_ = staging;
    // Check again, because another run can have ended in the meantime.
    run_folder::put_back(place_);
    const bool exists = access(place_.c_str(), F_OK) == 0;
    if (auto error = exists ? run_folder::obstacle(place_, path_, replace_) : std::nullopt)
        return {*std::move(error)};
    return {};
}

OutputFolder::~OutputFolder() {
    if (!published_) {
        if (!staging_.empty()) run_folder::remove(staging_);
        if (!made_.empty()) {
            for (fs::path path = parent(); path.string().size() >= made_.size();
                 path = path.parent_path()) {
                if (rmdir(path.c_str()) != 0) break;
            }
        }
    }
    if (lock_ >= 0) close(lock_);
}

std::string OutputFolder::partial_path(const std::string& name) const {
    assert(run_folder::is_ours(name));
    return staging_ + "/" + name;
}

Errors OutputFolder::write(const std::string& name, std::string_view content) {
    return write_new_file(partial_path(name), content, path_of(name));
}

Errors OutputFolder::publish() {
    if (Errors errors = sync_files(); !errors.empty()) return errors;
    const bool exists = access(place_.c_str(), F_OK) == 0;
    if (auto error = exists ? run_folder::obstacle(place_, path_, replace_) : std::nullopt)
        return {*std::move(error)};
    if (Errors errors = take_place(); !errors.empty()) return errors;
    published_ = true;
    // The staging folder now holds the replaced run, or nothing.
    if (const int reason = run_folder::remove(staging_); reason != 0) {
        return {output_error(staging_, reason,
                             "the run is saved, but the run that it replaced cannot be removed")};
    }
    return {};
}

Errors OutputFolder::sync_files() const {
    const auto names = run_folder::files_in(staging_, path_);
    if (!names.ok()) return names.errors();
    for (const std::string& name : names.value()) {
        if (Errors errors = sync_path(partial_path(name), path_of(name)); !errors.empty())
            return errors;
    }
    return sync_path(staging_, path_);
}

Errors OutputFolder::take_place() {
    if (in_place_) return move_in();
    struct stat old {};
    if (lstat(place_.c_str(), &old) == 0) {
        // Keep owner and mode of the folder. Only root can change the owner.
        if ((chown(staging_.c_str(), old.st_uid, old.st_gid) != 0 && errno != EPERM) ||
            chmod(staging_.c_str(), old.st_mode & 07777) != 0)
            return {output_error(path_, errno, "cannot give the folder its permissions")};
        return exchange();
    }
    if (std::rename(staging_.c_str(), place_.c_str()) != 0)
        return {output_error(path_, errno, "cannot rename the temporary folder to its final name")};
    if (Errors errors = sync_path(parent(), path_); !errors.empty()) {
        std::rename(place_.c_str(), staging_.c_str());
        return errors;
    }
    return {};
}

Errors OutputFolder::exchange() {
    // Lock the old folder, so that no other run considers it a leftover once it has the staging
    // name.
    const int old = ::open(place_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (old < 0) return {output_error(path_, errno, "cannot open the folder")};
    flock(old, LOCK_EX | LOCK_NB);
    const auto swap = [this] {
        return renameat2(AT_FDCWD, staging_.c_str(), AT_FDCWD, place_.c_str(), RENAME_EXCHANGE);
    };
    // Not every file system supports RENAME_EXCHANGE.
    if (swap() != 0) {
        close(old);
        return move_in();
    }
    close(lock_);
    lock_ = old;
    Errors errors = sync_path(parent(), path_);
    if (!errors.empty()) swap();
    return errors;
}

Errors OutputFolder::move_in() {
    if (const int reason = run_folder::move_files(staging_, place_); reason != 0)
        return {output_error(path_, reason, "cannot move the files into place")};
    return sync_path(place_, path_);
}

}  // namespace isotherm
