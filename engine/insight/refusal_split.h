// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tells which partition refused how many tries because of which limit, in one column of a
// recording.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

struct RefusedPart {
    Outcome outcome = Outcome::partition_share;
    std::optional<std::size_t> partition;  // nullopt: not known
    std::uint64_t count = 0;
};

// The counts add up to the column's throttled tries. Recorded are how many tries each limit
// refused, how many each partition refused, and for each partition, which limits did: where a
// partition has several of them, the split is one that fits all these numbers if a simple one does.
std::vector<RefusedPart> refused_parts(const SeriesSecond& series, std::span<const HeatCell> cells);

}  // namespace isotherm
