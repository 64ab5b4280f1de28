// SPDX-License-Identifier: Apache-2.0
#pragma once
// Opens a recorded stream for inspection, in the given format or in the one that its first bytes
// fit best.

#include <functional>
#include <memory>
#include <string>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

struct OpenTrace {
    std::string format;
    std::string reason;                     // "given", or a feature of the stream's beginning
    std::string doubt;                      // why the format may be a different one
    std::string assumed;                    // settings derived from the stream
    std::unique_ptr<TraceFormat> settings;  // all settings with which the stream is read
    std::unique_ptr<KeyNames> names;
    std::unique_ptr<TraceReader> reader;
};

struct TraceChoice {
    std::string format;                           // empty: recognized by the content
    std::function<Errors(TraceFormat&)> settled;  // applies the user's settings; may be empty
    // Possible formats if none is given: those that have all settings that the user gave; empty:
    // any format.
    std::vector<std::string> candidates;
    bool audit = false;  // as in ReadingOptions
    bool expand_counts = false;
    std::uint64_t bad_lines_most = 0;
};

// Opens the stream. If no format fits, returns ErrorNumber::trace_unknown_format without a fix,
// because only the caller knows how its users specify a format.
// A folder or a pattern is read as one stream of all its files (joined_reader.h); the first decides
// the format.
Result<OpenTrace> open_trace(const std::string& path, const TraceChoice& choice);

// Opens one file of a stream whose format is known.
Result<std::unique_ptr<TraceReader>> open_trace_file(const TraceFormat& format,
                                                     const ReadingOptions& options,
                                                     const std::string& path);
Result<OpenTrace> open_trace(const std::vector<std::string>& paths, const TraceChoice& choice);

}  // namespace isotherm
