// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/shaped/filtered_reader.h"

#include <fnmatch.h>

#include <algorithm>

#include "workloads/recorded/operation_words.h"

namespace isotherm {

FilteredReader::FilteredReader(std::unique_ptr<TraceReader> reader, RowFilter filter,
                               std::function<std::string(Key)> key_text)
    : InnerReader(std::move(reader)), filter_(std::move(filter)), key_text_(std::move(key_text)) {
    for (std::string& operation : filter_.operations) operation = lower_case(operation);
}

bool FilteredReader::wants(std::uint8_t verb) {
    const auto verbs = reader_->verbs();
    while (wanted_.size() < verbs.size()) {
        const Verb& each = verbs[wanted_.size()];
        const bool reads = each.kind == VerbKind::read;
        const bool side =
            filter_.only == WantedSide::all || (filter_.only == WantedSide::reads) == reads;
        const auto& names = filter_.operations;
        wanted_.push_back(
            side && (names.empty() ||
                     std::find(names.begin(), names.end(), lower_case(each.name)) != names.end()));
    }
    return wanted_[verb];
}

bool FilteredReader::wants_key(Key key) const {
    return filter_.keys.empty() || fnmatch(filter_.keys.c_str(), key_text_(key).c_str(), 0) == 0;
}

std::size_t FilteredReader::read(const TraceRows& rows) {
    std::size_t filled = 0;
    while (filled < rows.size()) {
        const std::size_t wanted = rows.size() - filled;
        const TraceRows part{rows.time_us.subspan(filled), rows.key.subspan(filled),
                             rows.bytes.subspan(filled), rows.verb.subspan(filled),
                             rows.place.subspan(filled)};
        const std::size_t count = reader_->read(part);
        for (std::size_t i = 0; i < count; ++i)
            if (wants(part.verb[i]) && wants_key(part.key[i])) copy_row(part, i, rows, filled++);
        if (count < wanted) break;
    }
    return filled;
}

}  // namespace isotherm
