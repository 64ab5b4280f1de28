// SPDX-License-Identifier: Apache-2.0
#pragma once
// Facts about a recorded stream after it was read once, completely or in part.

#include <string>

#include "workloads/recorded/stream_pace.h"
#include "workloads/recorded/trace_statistics.h"

namespace isotherm {

struct StreamFacts {
    std::string path;
    std::string format;
    std::string format_help;
    std::string reason;    // why this format was detected
    std::string doubt;     // why it might be another format
    std::string assumed;   // detected settings of the format, as text for users
    std::string settings;  // the detected settings as lines of a scenario
    TraceStatistics statistics;
    StreamPace pace;

    // If reading ended early, all values above describe only the rows that were read.
    Errors failure;        // of the stream; empty: none
    bool stopped = false;  // by the user
    double share = 1;      // share of the bytes that was read
    bool whole() const { return failure.empty() && !stopped; }
};

}  // namespace isotherm
