// SPDX-License-Identifier: Apache-2.0
#pragma once
// How far a global index lags behind its table.

#include <algorithm>
#include <cstdint>

namespace isotherm {

// The highest values of an index's backlog in a period of time.
struct BacklogSecond {
    std::uint64_t entries = 0;          // pending index writes
    std::int64_t expected_wait_us = 0;  // time until they are served, at the current rates
    std::int64_t oldest_us = 0;         // age of the oldest pending write

    void raise_to(const BacklogSecond& other) {
        entries = std::max(entries, other.entries);
        expected_wait_us = std::max(expected_wait_us, other.expected_wait_us);
        oldest_us = std::max(oldest_us, other.oldest_us);
    }
    bool operator==(const BacklogSecond&) const = default;
};

}  // namespace isotherm
