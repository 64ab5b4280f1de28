// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads a recorded stream from its first row to its last for the statistics that `isotherm trace
// info` prints, and for how it comes over time. On any thread.

#include <atomic>
#include <string>

#include "workloads/recorded/stream_facts.h"

namespace isotherm {

// Between the reading thread and whoever waits for it.
struct ReadingState {
    std::atomic<bool> stop = false;      // end here, with what was read
    std::atomic<bool> unwanted = false;  // nobody waits any more
    std::atomic<std::uint64_t> rows = 0;
    std::atomic<double> share = 0;  // of the bytes
};

// The facts of a stream that breaks off hold the reason; one without a single row is an error.
Result<StreamFacts> read_stream(const std::string& path, ReadingState& state);

// A scenario that replays the stream against a table of its own, provisioned for the mean load.
std::string scenario_of_stream(const StreamFacts& facts);

}  // namespace isotherm
