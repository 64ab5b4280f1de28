// SPDX-License-Identifier: Apache-2.0
#pragma once
// Several files of one format as one stream: one file after the other, as they are named. Rows keep
// their place in their own file, and errors name that file. A user names them by a file, a folder
// or a pattern such as logs/*.gz.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

// Returns the files in the order of their paths; "-" and names of files stay as they are, also if
// there is no such file. Hidden files of folders are left out. Error: a folder without files, or a
// pattern that fits none.
Result<std::vector<std::string>> files_meant(const std::string& path);
Result<std::vector<std::string>> files_meant(const std::vector<std::string>& paths);

// Whether the name can mean several files.
bool means_several(const std::string& path);

class JoinedReader final : public TraceReader {
public:
    using Open = std::function<Result<std::unique_ptr<TraceReader>>(const std::string& file)>;

    // `first` reads the first of the files; `open` opens the others when it is their turn.
    JoinedReader(std::unique_ptr<TraceReader> first, std::vector<std::string> files, Open open);

    std::size_t read(const TraceRows& rows) override;
    const Errors* failure() const override;
    TraceTraits traits() const override { return traits_; }
    std::span<const Verb> verbs() const override { return verbs_; }
    // In files, because only those that have been opened have a length.
    RequestStream::Progress progress() const override { return {present_, files_.size()}; }
    std::uint64_t bytes_read() const override { return bytes_before_ + reader_->bytes_read(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const override;
    BadLines bad_lines() const override;

private:
    bool next_file();
    // Numbers the operations of the present file as in all files.
    void number_verbs();

    std::unique_ptr<TraceReader> reader_;
    std::vector<std::string> files_;
    Open open_;
    TraceTraits traits_;
    std::size_t present_ = 0;
    std::vector<Verb> verbs_;
    std::vector<std::uint8_t> number_of_;  // by the present file's own number
    std::uint64_t bytes_before_ = 0;
    std::vector<std::pair<std::string, std::int64_t>> totals_before_;
    BadLines bad_before_;
    Errors failure_;
};

}  // namespace isotherm
