// SPDX-License-Identifier: Apache-2.0
#include "app/cli/importing/import_files.h"

#include <algorithm>

#include "workloads/recorded/joined_reader.h"

namespace isotherm {
namespace {

// Text of files that are kept until it is their turn.
constexpr std::size_t kept_bytes_most = std::size_t{32} << 20;

struct NamedFile {
    std::string path;
    bool in_folder = false;
    ImportTurn turn = ImportTurn::queries;
    std::vector<ImportDocument> document;  // empty: it is read again
};

Result<std::vector<NamedFile>> files_named(const std::vector<std::string>& paths) {
    std::vector<NamedFile> files;
    for (const std::string& path : paths) {
        const bool in_folder = means_several(path);
        const auto meant = files_meant(path);
        if (!meant.ok()) return meant.errors();
        for (const std::string& file : meant.value()) files.push_back({file, in_folder, {}, {}});
    }
    return files;
}

// What no kind knows is read first, and refused.
ImportTurn turn_of(const ImportDocument& document, const ImportOptions& options) {
    const auto& catalog = Catalog<ImportFormat>::instance();
    for (const std::string& name : catalog.names()) {
        const auto format = catalog.create(name);
        if (format->fits(document)) return format->turn();
    }
    return options.mapping.empty() ? ImportTurn::queries : ImportTurn::metrics;
}

// Sees what each file is. Standard input can be read only once, so it is kept in any case.
Errors look_at(std::vector<NamedFile>& files, const ImportOptions& options) {
    Errors errors;
    std::size_t kept = 0;
    std::vector<NamedFile> readable;
    for (NamedFile& file : files) {
        auto document = read_import_document(file.path);
        if (!document.ok()) {
            // Exports have empty files for partitions without items.
            if (!file.in_folder || document.errors().front().number != ErrorNumber::empty_file)
                errors.insert(errors.end(), document.errors().begin(), document.errors().end());
            continue;
        }
        file.turn = turn_of(document.value(), options);
        const std::size_t bytes = document.value().text.size();
        if (file.path == "-" || kept + bytes <= kept_bytes_most) {
            kept += bytes;
            file.document.push_back(std::move(document.value()));
        }
        readable.push_back(std::move(file));
    }
    files = std::move(readable);
    return errors;
}

}  // namespace

Errors read_import_files(const std::vector<std::string>& paths, const ImportOptions& options,
                         ImportedFacts& facts) {
    auto named = files_named(paths);
    if (!named.ok()) return named.errors();
    std::vector<NamedFile>& files = named.value();
    if (auto errors = look_at(files, options); !errors.empty()) return errors;
    std::stable_sort(files.begin(), files.end(),
                     [](const NamedFile& a, const NamedFile& b) { return a.turn < b.turn; });
    Errors errors;
    for (NamedFile& file : files) {
        if (file.document.empty()) {
            auto again = read_import_document(file.path);
            if (!again.ok()) return again.errors();
            file.document.push_back(std::move(again.value()));
        }
        const Errors wrong = read_imports(file.document, options, facts);
        errors.insert(errors.end(), wrong.begin(), wrong.end());
        file.document.clear();
    }
    return errors;
}

}  // namespace isotherm
