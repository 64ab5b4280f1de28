// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recorded stream opened to be looked at: in the format that was given, or in the one its first
// bytes resemble most.

#include <functional>
#include <memory>
#include <string>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

struct OpenTrace {
    std::string format;
    std::string reason;                     // "given", or what the beginning shows
    std::string doubt;                      // why it could be another
    std::string assumed;                    // settings taken from the stream
    std::unique_ptr<TraceFormat> settings;  // all of them, as the stream is read
    std::unique_ptr<KeyNames> names;
    std::unique_ptr<TraceReader> reader;
};

struct TraceChoice {
    std::string format;                           // empty: told from the content
    std::function<Errors(TraceFormat&)> settled;  // settings that are known; may be empty
    // The formats it may be when none is given, as only they have the settings that are; empty:
    // any.
    std::vector<std::string> candidates;
    bool audit = false;  // as in ReadingOptions
    std::uint64_t bad_lines_most = 0;
};

// A stream that resembles nothing gives trace_error::unknown_format without a fix: how a format is
// named is the caller's to say.
Result<OpenTrace> open_trace(const std::string& path, const TraceChoice& choice);

}  // namespace isotherm
