// SPDX-License-Identifier: Apache-2.0
#include "app/cli/importing/import_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace isotherm {
namespace {

namespace fs = std::filesystem;

// Returns the regular files below a folder, sorted; hidden ones are left out.
std::vector<std::string> files_below(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(
             folder, fs::directory_options::skip_permission_denied, error);
         !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        if (!entry->is_regular_file(ignored)) continue;
        if (entry->path().filename().string().starts_with(".")) continue;
        files.push_back(entry->path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

Result<std::vector<ImportDocument>> read_import_files(const std::vector<std::string>& paths) {
    struct Found {
        std::string path;
        bool in_folder = false;
    };
    std::vector<Found> files;
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) {
            files.push_back({path, false});
            continue;
        }
        const auto found = files_below(path);
        if (found.empty()) {
            return Error{ExitCode::input_missing,
                         ErrorNumber::unreadable_file,
                         {.file = path},
                         "the folder has no files",
                         "name a folder with exported files"};
        }
        for (const std::string& file : found) files.push_back({file, true});
    }
    std::vector<ImportDocument> documents;
    Errors errors;
    for (const auto& [file, in_folder] : files) {
        auto document = read_import_document(file);
        if (document.ok()) {
            documents.push_back(std::move(document.value()));
        } else if (!in_folder || document.errors().front().number != ErrorNumber::empty_file) {
            // Exports have empty files for partitions without items.
            errors.insert(errors.end(), document.errors().begin(), document.errors().end());
        }
    }
    if (!errors.empty()) return errors;
    return documents;
}

}  // namespace isotherm
