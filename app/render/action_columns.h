// SPDX-License-Identifier: Apache-2.0
#pragma once
// The actions that use a table, summed up per pixel column of a picture. Actions are recorded by
// the minute, so no column is shorter than that.

#include <vector>

#include "app/render/heat_grid.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct ActionColumn {
    double done = 0;    // per second
    double failed = 0;  // per second
    double mean_ms = 0;
    double p99_ms = 0;  // the largest of its minutes and workloads

    double ended() const { return done + failed; }
};

inline constexpr std::int64_t action_grain = 60;  // seconds

// Returns the records of the workloads whose actions use the table or one of its indexes.
std::vector<const ActionRecord*> actions_of(const Recording& recording, std::size_t table);

// Returns what these workloads did from one second to another, both rounded to whole minutes;
// `recorded`: the seconds recorded so far.
ActionColumn actions_between(const std::vector<const ActionRecord*>& records, std::int64_t recorded,
                             std::int64_t first, std::int64_t end);

}  // namespace isotherm
