// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace isotherm::bench {

// Instructions a request of one path, counted by Valgrind's callgrind: a short and a longer run,
// so that what happens once is left out. nullopt if there is no valgrind. `self` is this program.
// Throws std::runtime_error if a run fails.
std::optional<double> instructions_a_request(const std::string& self, const std::string& path);

}  // namespace isotherm::bench
