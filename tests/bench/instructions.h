// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace isotherm::bench {

// Instructions a request of one path, counted by Valgrind's callgrind: a short and a longer run,
// so that what happens once is left out. nullopt if there is no valgrind. `self` is this program.
// Throws std::runtime_error if a run fails.
std::optional<double> instructions_a_request(const std::string& self, const std::string& path);

// What callgrind counted in a run of a path: its events, in its order, and the requests.
struct CountedRun {
    std::vector<double> events;
    double requests = 0;
};
// `options`: of callgrind, besides its usual ones. Throws std::runtime_error if the run fails.
CountedRun counted_run(const std::string& valgrind, const std::string& options,
                       const std::string& self, const std::string& path, double share);

}  // namespace isotherm::bench
