// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/refusal_split.h"

#include <algorithm>
#include <bit>

namespace isotherm {
namespace {

// Bits of limits that throttle.
constexpr std::uint16_t throttling_bits = [] {
    std::uint16_t bits = 0;
    for (std::size_t o = 0; o < outcome_count; ++o)
        if (is_throttled(static_cast<Outcome>(o)))
            bits = static_cast<std::uint16_t>(bits | refusal_bit(static_cast<Outcome>(o)));
    return bits;
}();

}  // namespace

std::vector<RefusedPart> refused_parts(const SeriesSecond& series,
                                       std::span<const HeatCell> cells) {
    auto left = series.requests;  // by outcome, not placed yet
    std::vector<RefusedPart> parts;
    const auto place = [&](std::size_t outcome, std::optional<std::size_t> partition,
                           std::uint32_t count) {
        if (count == 0) return;
        left[outcome] -= count;
        parts.push_back({static_cast<Outcome>(outcome), partition, count});
    };
    // Partitions with one limit are certain, so they come first.
    for (const bool certain : {true, false}) {
        for (std::size_t p = 0; p < cells.size(); ++p) {
            const auto bits = static_cast<std::uint16_t>(cells[p].refusals & throttling_bits);
            if (bits == 0 || (std::popcount(bits) == 1) != certain) continue;
            std::uint32_t count = cells[p].throttled_count;
            for (std::size_t o = 1; o < outcome_count && count > 0; ++o) {
                if ((bits & refusal_bit(static_cast<Outcome>(o))) == 0) continue;
                const std::uint32_t of_this = std::min(count, left[o]);
                place(o, p, of_this);
                count -= of_this;
            }
        }
    }
    for (std::size_t o = 1; o < outcome_count; ++o)
        if (is_throttled(static_cast<Outcome>(o))) place(o, std::nullopt, left[o]);
    return parts;
}

}  // namespace isotherm
