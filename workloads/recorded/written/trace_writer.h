// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of the writers of recorded streams: one for each format that can be written. A writer
// appends bytes to a text, which its caller takes out from time to time.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

class TraceWriter {
public:
    virtual ~TraceWriter() = default;

    // What precedes the rows.
    virtual void begin(std::string& /*out*/) {}
    // `names` has the texts of the keys of these rows. Returns an error for a row that the format
    // cannot hold; its place is that of the row in the input.
    virtual std::optional<Error> add(const TraceRows& rows, const KeyNames& names,
                                     std::span<const Verb> verbs, std::string& out) = 0;
    virtual void end(std::string& /*out*/) {}
    // The settings with which a replay reads the rows back, beside its format; as TOML.
    virtual std::string settings() const { return {}; }
    // What the written rows lack of the rows that came in, one sentence each.
    virtual std::vector<std::string> losses() const { return {}; }
};

struct WritableFormat {
    std::string_view name;
    bool needs_times = false;
    bool needs_sizes = false;
    std::unique_ptr<TraceWriter> (*make)(const TraceTraits& traits) = nullptr;  // of what comes in
};
// The formats that can be written, sorted by name.
std::span<const WritableFormat> writable_formats();
const WritableFormat* writable_format(std::string_view name);

// Returns the format that a file's name says, without the extension of a compression: .csv, .vscsi,
// .trace, .isotherm. "" if it says none.
std::string_view format_of_name(std::string_view file);

// Why a row cannot be written.
Error unwritable_row(const TraceRows& rows, std::size_t row, std::string what, std::string fix);

}  // namespace isotherm
