// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is known of a recorded stream after it was read once, whole or in part.

#include <string>

#include "workloads/recorded/stream_pace.h"
#include "workloads/recorded/trace_statistics.h"

namespace isotherm {

struct StreamFacts {
    std::string path;
    std::string format;
    std::string format_help;
    std::string reason;    // why it was taken for this format
    std::string doubt;     // why it could be another
    std::string assumed;   // settings of the format taken from the stream, for people
    std::string settings;  // the same for a scenario, a line each
    TraceStatistics statistics;
    StreamPace pace;

    // Where reading ended early everything above is of the rows before.
    Errors failure;        // of the stream
    bool stopped = false;  // by somebody
    double share = 1;      // of its bytes
    bool whole() const { return failure.empty() && !stopped; }
};

}  // namespace isotherm
