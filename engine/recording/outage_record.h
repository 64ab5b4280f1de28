// SPDX-License-Identifier: Apache-2.0
#pragma once
// A Region that failed, and what became of the calls to it.

#include <cstdint>
#include <map>
#include <string>

namespace isotherm {

struct OutageRecord {
    std::string name;
    std::string region;
    double begin_s = 0;
    double end_s = 0;
    std::map<std::uint32_t, std::uint64_t> failed;  // attempts, by workload
    std::map<std::uint32_t, std::uint64_t> moved;   // attempts made elsewhere, by workload
    std::uint64_t unsent = 0;  // writes there that no other Region had when it failed
};

}  // namespace isotherm
