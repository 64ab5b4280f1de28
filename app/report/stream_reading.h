// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads a whole recorded stream for the statistics that `isotherm trace info` prints and for its
// pace over time. May run on any thread.

#include <atomic>
#include <string>

#include "workloads/recorded/stream_facts.h"

namespace isotherm {

// State shared by the reading thread and the thread that waits for the result.
struct ReadingState {
    std::atomic<bool> stop = false;      // set to end early and return what was read
    std::atomic<bool> unwanted = false;  // set if the result will not be used
    std::atomic<std::uint64_t> rows = 0;
    std::atomic<double> share = 0;  // share of the bytes that was read
};

// If reading the stream fails midway, the facts hold the reason. A stream without any row is an
// error.
Result<StreamFacts> read_stream(const std::string& path, ReadingState& state);

// Returns the text of a scenario that replays the stream against a new table, provisioned for the
// mean load.
std::string scenario_of_stream(const StreamFacts& facts);

}  // namespace isotherm
