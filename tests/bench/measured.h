// SPDX-License-Identifier: Apache-2.0
#pragma once
// CPU time and memory of one body, in a process of its own, so that neither the heap nor the caches
// of an earlier body matter.

#include <optional>
#include <string>

#include "tests/bench/bench_path.h"

namespace isotherm::bench {

struct Measured {
    double cpu_seconds = 0;  // user and system, of all threads
    double wall_seconds = 0;
    double peak_mb = 0;
    Done done;
};

// Throws std::runtime_error if the body throws or the process ends otherwise than with 0.
Measured measured(const Body& body, double share);
// Runs a program with its output discarded.
Measured measured(const std::string& program, const std::vector<std::string>& arguments);
// The program's path: in the folder ISOTHERM_PEER_DIR, then in PATH. nullopt if it is in neither.
std::optional<std::string> found(const std::string& program);

}  // namespace isotherm::bench
