// SPDX-License-Identifier: Apache-2.0
#include "app/cli/importing/import_files.h"

#include "workloads/recorded/joined_reader.h"

namespace isotherm {
Result<std::vector<ImportDocument>> read_import_files(const std::vector<std::string>& paths) {
    struct Found {
        std::string path;
        bool in_folder = false;
    };
    std::vector<Found> files;
    for (const std::string& path : paths) {
        const bool in_folder = means_several(path);
        const auto meant = files_meant(path);
        if (!meant.ok()) return meant.errors();
        for (const std::string& file : meant.value()) files.push_back({file, in_folder});
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
