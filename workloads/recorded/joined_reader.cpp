// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/joined_reader.h"

#include <fmt/format.h>
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

void add_totals(std::vector<std::pair<std::string, std::int64_t>>& sums,
                const std::vector<std::pair<std::string, std::int64_t>>& more) {
    for (const auto& [name, total] : more) {
        const auto found = std::find_if(sums.begin(), sums.end(), [&name = name](const auto& sum) {
            return sum.first == name;
        });
        if (found == sums.end())
            sums.emplace_back(name, total);
        else
            found->second += total;
    }
}

void add_bad_lines(BadLines& sum, const BadLines& more) {
    sum.count += more.count;
    for (const Error& error : more.first)
        if (sum.first.size() < BadLines::shown_most) sum.first.push_back(error);
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

JoinedReader::JoinedReader(std::unique_ptr<TraceReader> first, std::vector<std::string> files,
                           Open open)
    : reader_(std::move(first)),
      files_(std::move(files)),
      open_(std::move(open)),
      traits_(reader_->traits()) {
    number_verbs();
}

std::size_t JoinedReader::read(const TraceRows& rows) {
    std::size_t filled = 0;
    while (filled < rows.size() && failure_.empty()) {
        const std::size_t wanted = rows.size() - filled;
        const TraceRows part{rows.time_us.subspan(filled), rows.key.subspan(filled),
                             rows.bytes.subspan(filled), rows.verb.subspan(filled),
                             rows.place.subspan(filled)};
        const std::size_t count = reader_->read(part);
        number_verbs();
        for (std::size_t i = 0; i < count && failure_.empty(); ++i)
            part.verb[i] = number_of_[part.verb[i]];
        filled += count;
        if (count < wanted && (reader_->failure() != nullptr || !next_file())) break;
    }
    return filled;
}

const Errors* JoinedReader::failure() const {
    return failure_.empty() ? reader_->failure() : &failure_;
}

void JoinedReader::number_verbs() {
    const auto verbs = reader_->verbs();
    for (std::size_t i = number_of_.size(); i < verbs.size(); ++i) {
        const auto found = std::find_if(verbs_.begin(), verbs_.end(), [&](const Verb& verb) {
            return verb.name == verbs[i].name && verb.kind == verbs[i].kind;
        });
        number_of_.push_back(static_cast<std::uint8_t>(found - verbs_.begin()));
        if (found != verbs_.end()) continue;
        if (verbs_.size() < verbs_most) {
            verbs_.push_back(verbs[i]);
            continue;
        }
        failure_ = {{ExitCode::bad_trace,
                     ErrorNumber::trace_unknown_operation,
                     {.file = files_[present_]},
                     fmt::format("the files have more than {} operations together", verbs_most),
                     "read fewer files at a time"}};
        return;
    }
}

bool JoinedReader::next_file() {
    if (present_ + 1 == files_.size()) return false;
    bytes_before_ += reader_->bytes_read();
    add_totals(totals_before_, reader_->totals());
    add_bad_lines(bad_before_, reader_->bad_lines());
    ++present_;
    auto opened = open_(files_[present_]);
    if (!opened.ok()) {
        failure_ = opened.errors();
        return false;
    }
    const TraceTraits traits = opened.value()->traits();
    const bool alike = traits.stamps == traits_.stamps && traits.has_sizes == traits_.has_sizes &&
                       traits.has_verbs == traits_.has_verbs;
    if (!alike) {
        failure_ = {{ExitCode::bad_trace,
                     ErrorNumber::trace_wrong_columns,
                     {.file = files_[present_]},
                     fmt::format("the rows have other times, sizes or operations than those of {}",
                                 files_.front()),
                     "read files of one kind at a time"}};
        return false;
    }
    reader_ = std::move(opened.value());
    number_of_.clear();
    number_verbs();
    return true;
}

std::vector<std::pair<std::string, std::int64_t>> JoinedReader::totals() const {
    auto sums = totals_before_;
    add_totals(sums, reader_->totals());
    return sums;
}

BadLines JoinedReader::bad_lines() const {
    BadLines sum = bad_before_;
    add_bad_lines(sum, reader_->bad_lines());
    return sum;
}

}  // namespace isotherm
