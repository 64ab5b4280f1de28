// SPDX-License-Identifier: Apache-2.0
#pragma once
// UpdateTable in one run: which changes DynamoDB accepts, when they take effect, and what they do
// to tables. The rules for throughput stand in model/update_table.h.

#include <deque>
#include <string>
#include <vector>

#include "engine/model/table.h"
#include "engine/model/update_table.h"
#include "engine/recording/recording.h"
#include "engine/scenario/control_durations.h"
#include "engine/scenario/table_change.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

struct ChangeAnswer {
    bool accepted = false;
    SimTime effective{};      // when accepted
    std::string exception{};  // when refused: DynamoDB's name
    Message why{};            // when refused
};

class TableUpdates {
public:
    TableUpdates(const Tables& tables, WallTime start, ControlDurations durations);

    // What a change would do to each resource it touches, for the record.
    std::vector<CapacityChange> described(const TableChange& change, const Tables& tables,
                                          SimTime now) const;
    // Decides about a change asked for at `now`; an accepted one makes what it touches UPDATING.
    ChangeAnswer ask(const TableChange& change, Tables& tables, SimTime now);
    // An accepted change takes effect: ACTIVE again. Returns the resources that have changed; their
    // admission models must allocate.
    std::vector<TableIndex> carry_out(const TableChange& change, Tables& tables, SimTime now) const;

    const DecreaseLedger& decreases(TableIndex resource) const { return ledgers_[resource.value]; }

private:
    ChangeAnswer ask_throughput(const TableChange& change, const Tables& tables, SimTime now);
    ChangeAnswer ask_mode(const TableChange& change, const Tables& tables, TableIndex table,
                          SimTime now);
    WallTime wall(SimTime now) const { return start_ + (now - sim_start); }

    WallTime start_;
    ControlDurations durations_;
    std::vector<DecreaseLedger> ledgers_;             // by TableIndex
    std::vector<std::deque<SimTime>> mode_switches_;  // of the last 24 hours, by TableIndex
};

// The resources a change touches: the table where it asks something of it, and the named indexes.
std::vector<TableIndex> touched(const TableChange& change, const Tables& tables);

}  // namespace isotherm
