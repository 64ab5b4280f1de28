// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is known of one partition in one second, or in one minute of a run recorded by the minute.

#include <optional>
#include <vector>

#include "engine/insight/cell_place.h"
#include "engine/insight/time_window.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct CellFacts {
    std::size_t partition = 0;
    HashWindow range;
    TimeWindow time;    // the second, or the minute
    double demand = 0;  // units asked for in it
    double consumed = 0;
    double limit = 0;  // units per second, at its beginning
    double heat = 0;   // demand over the limit; of a minute, in its hottest second
    std::uint64_t throttled = 0;
    std::uint16_t refusals = 0;  // as in HeatCell
    // Of what the bucket can hold, when it was last asked; on demand there is none.
    std::optional<double> burst_left = 1;
    bool on_demand = false;  // the table, then
    double table_demand = 0;
    double table_busiest = 0;  // of its busiest second
    double table_provisioned = 0;
    std::int64_t table_throttled_seconds = 0;

    bool is_second() const { return time.length() == 1; }
    double share_of_table() const { return table_demand > 0 ? demand / table_demand : 0; }
    bool refused_by(Outcome outcome) const { return (refusals & refusal_bit(outcome)) != 0; }
    // The refusing limits, in order.
    std::vector<Outcome> causes() const;
};

// The middle of a partition's stretch of hash space.
KeyPosition middle_position(const TableRecording& table, std::size_t partition);
// The partition that owned the position in that second; nothing before its birth or after the
// recording.
std::optional<std::size_t> owner_of(const TableRecording& table, CellCursor cursor);
std::optional<CellFacts> cell_facts(const Recording& recording, std::size_t table, Side side,
                                    CellCursor cursor);

}  // namespace isotherm
