// SPDX-License-Identifier: Apache-2.0
#pragma once
// The recorded facts about one partition in one second (or one minute, if the run is recorded by
// the minute).

#include <optional>
#include <vector>

#include "engine/insight/cell_place.h"
#include "engine/insight/time_window.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct CellFacts {
    std::size_t partition = 0;
    HashWindow range;
    TimeWindow time;    // the second or minute
    double demand = 0;  // units asked for in that time
    double consumed = 0;
    double limit = 0;  // units per second, at the start of that time
    double heat = 0;   // demand / limit; in a minute, that of its hottest second
    std::uint64_t throttled = 0;
    std::uint16_t refusals = 0;  // one bit per Outcome, as in HeatCell
    // Share of the burst bucket that was full at the partition's last request, 0 to 1; nullopt in
    // on-demand mode.
    std::optional<double> burst_left = 1;
    bool on_demand = false;  // capacity mode of the table at that time
    double table_demand = 0;
    double table_busiest = 0;  // units that the table was asked for in its busiest second
    double table_provisioned = 0;
    std::int64_t table_throttled_seconds = 0;

    bool is_second() const { return time.length() == 1; }
    double share_of_table() const { return table_demand > 0 ? demand / table_demand : 0; }
    bool refused_by(Outcome outcome) const { return (refusals & refusal_bit(outcome)) != 0; }
    // Returns the limits that refused requests, in the order of Outcome.
    std::vector<Outcome> causes() const;
};

// Returns the middle of a partition's range of hash space.
KeyPosition middle_position(const TableRecording& table, std::size_t partition);
// Returns the partition that owned the position in that second; nullopt before its birth or after
// the end of the recording.
std::optional<std::size_t> owner_of(const TableRecording& table, CellCursor cursor);
std::optional<CellFacts> cell_facts(const Recording& recording, std::size_t table, Side side,
                                    CellCursor cursor);

}  // namespace isotherm
