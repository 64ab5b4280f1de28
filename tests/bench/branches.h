// SPDX-License-Identifier: Apache-2.0
#pragma once
// A guard of the generated code: branches that the processor cannot predict in the loops that admit
// requests. A bucket that is full for half of the requests makes every branch on it such a one.

#include <string>
#include <vector>

#include "tests/bench/bench_path.h"

namespace isotherm::bench {

// A loop, and a run of which it refuses half of the requests.
struct GuardedLoop {
    BenchPath path;
    std::string function;  // the pattern of its name for callgrind
    double most = 0;       // mispredicted conditional branches a request that are accepted
};
std::vector<GuardedLoop> guarded_loops();

// Counts the mispredicted branches of each loop with callgrind's model of a processor and prints a
// table. Returns whether no loop has more than it may. Throws std::runtime_error without valgrind.
bool check_branches(const std::string& self);

}  // namespace isotherm::bench
