// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/input_paths.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>

namespace isotherm {
namespace {

namespace fs = std::filesystem;

bool is_folder(const std::string& path) {
    std::error_code none;
    return fs::is_directory(path, none);
}

// A file may have a name with a star in it.
bool is_pattern(const std::string& path) {
    std::error_code none;
    return path.find_first_of("*?[") != std::string::npos && !fs::exists(path, none);
}

std::vector<std::string> files_below(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(
             folder, fs::directory_options::skip_permission_denied, error);
         !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code none;
        if (!entry->is_regular_file(none)) continue;
        if (entry->path().filename().string().starts_with(".")) continue;
        files.push_back(entry->path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> files_fitting(const std::string& pattern) {
    glob_t found{};
    std::vector<std::string> files;
    if (glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < found.gl_pathc; ++i) {
            const std::string path = found.gl_pathv[i];
            if (!is_folder(path)) {
                files.push_back(path);
                continue;
            }
            for (std::string& file : files_below(path)) files.push_back(std::move(file));
        }
    }
    globfree(&found);
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

}  // namespace

bool means_several(const std::string& path) {
    return path != "-" && (is_folder(path) || is_pattern(path));
}

Result<std::vector<std::string>> files_meant(const std::string& path) {
    if (!means_several(path)) return std::vector{path};
    const bool folder = is_folder(path);
    std::vector<std::string> files = folder ? files_below(path) : files_fitting(path);
    if (!files.empty()) return files;
    return Error{ExitCode::input_missing,
                 folder ? ErrorNumber::unreadable_file : ErrorNumber::trace_missing,
                 {.file = path},
                 folder ? "the folder has no files" : "no file has such a name",
                 folder ? "name a folder with files"
                        : "correct the pattern: * is any text, ? one character"};
}

Result<std::vector<std::string>> files_meant(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        auto meant = files_meant(path);
        if (!meant.ok()) return meant.errors();
        files.insert(files.end(), meant.value().begin(), meant.value().end());
    }
    return files;
}

}  // namespace isotherm
