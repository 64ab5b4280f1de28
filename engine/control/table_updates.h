// SPDX-License-Identifier: Apache-2.0
#pragma once
// UpdateTable in one run: decides which changes DynamoDB accepts and when they take effect, and
// applies them to the tables. The rules for throughput are in model/update_table.h.

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
    SimTime effective{};      // set when accepted
    std::string exception{};  // DynamoDB's name for the exception; set when refused
    Message why{};            // set when refused
};

class TableUpdates {
public:
    TableUpdates(const Tables& tables, WallTime start, ControlDurations durations);

    // Describes what the change would do to each resource that it affects, for the record of the
    // run.
    std::vector<CapacityChange> described(const TableChange& change, const Tables& tables,
                                          SimTime now) const;
    // Accepts or refuses a change requested at `now`. An accepted change sets the resources that it
    // affects to UPDATING.
    ChangeAnswer ask(const TableChange& change, Tables& tables, SimTime now);
    // Applies an accepted change and sets its resources to ACTIVE again. Returns the resources that
    // changed; the caller must allocate them again in their admission models.
    std::vector<TableIndex> carry_out(const TableChange& change, Tables& tables, SimTime now) const;

    const DecreaseLedger& decreases(TableIndex resource) const { return ledgers_[resource.value]; }

    void state(StateVisitor& visit) {
        visit.same_length(ledgers_);
        visit.same_length(mode_switches_);
    }

private:
    ChangeAnswer ask_throughput(const TableChange& change, const Tables& tables, SimTime now);
    ChangeAnswer ask_mode(const TableChange& change, const Tables& tables, TableIndex table,
                          SimTime now);
    WallTime wall(SimTime now) const { return start_ + (now - sim_start); }

    WallTime start_;
    ControlDurations durations_;
    std::vector<DecreaseLedger> ledgers_;  // by TableIndex
    // Times of mode switches in the last 24 hours, by TableIndex.
    std::vector<std::deque<SimTime>> mode_switches_;
};

// Returns the resources that a change affects: the table, if the change asks for anything of it,
// and the named indexes.
std::vector<TableIndex> touched(const TableChange& change, const Tables& tables);

}  // namespace isotherm
