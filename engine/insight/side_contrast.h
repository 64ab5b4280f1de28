// SPDX-License-Identifier: Apache-2.0
#pragma once
// The same table or index in run A and run B, side by side: what each was asked for, what it
// refused, and the numbers that show why.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/insight/time_window.h"
#include "engine/recording/heat_pyramid.h"
#include "engine/recording/recording.h"

namespace isotherm {

// One side of a table or index over the first seconds of a run.
struct ContrastFigures {
    std::uint64_t tries = 0;
    std::uint64_t throttled = 0;
    std::int64_t throttled_seconds = 0;
    double given_up = 0;         // units that callers stopped asking for
    double hottest = 0;          // highest demand / limit of a partition in a second
    std::size_t partitions = 0;  // that served at the end
    double partition_limit = 0;  // units per second of the hottest one, at the end
    double capacity = 0;         // provisioned units per second at the end; 0: on demand
    std::optional<double> bill;  // US dollars, both sides together; only in the first row of it

    double share() const {
        return tries > 0 ? static_cast<double>(throttled) / static_cast<double>(tries) : 0;
    }
    ContrastFigures& operator+=(const ContrastFigures& other);
};

// `pyramid` must be of the same table and side.
ContrastFigures contrast_figures(const TableRecording& table, const HeatPyramid& pyramid, Side side,
                                 std::int64_t seconds);

// One side in both runs; nullopt: the run has no such table or index.
struct SideContrast {
    ResourceName resource;
    Side side = Side::read;
    std::optional<ContrastFigures> a, b;

    bool used() const { return (a && a->tries > 0) || (b && b->tries > 0); }
    std::uint64_t throttled_most() const {
        return std::max(a ? a->throttled : 0, b ? b->throttled : 0);
    }
};

}  // namespace isotherm
