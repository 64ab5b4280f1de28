// SPDX-License-Identifier: Apache-2.0
#pragma once
// How far a global index is behind its table.

#include <algorithm>
#include <cstdint>

namespace isotherm {

// At its worst in a stretch of time.
struct BacklogSecond {
    std::uint64_t entries = 0;          // index writes that wait
    std::int64_t expected_wait_us = 0;  // at the rate they may be served at
    std::int64_t oldest_us = 0;         // since the oldest of them was written to the table

    void raise_to(const BacklogSecond& other) {
        entries = std::max(entries, other.entries);
        expected_wait_us = std::max(expected_wait_us, other.expected_wait_us);
        oldest_us = std::max(oldest_us, other.oldest_us);
    }
    bool operator==(const BacklogSecond&) const = default;
};

}  // namespace isotherm
