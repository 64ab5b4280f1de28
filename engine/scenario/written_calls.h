// SPDX-License-Identifier: Apache-2.0
#pragma once
// The changes of a scenario as UpdateTable calls: changes of one table with the same `at` form one
// call.

#include <map>
#include <string>
#include <vector>

#include "engine/scenario/table_change.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

inline bool asks_throughput(Throughput wanted) { return wanted.read > 0 || wanted.write > 0; }
// Whether the change asks for anything that concerns the table itself, not only its indexes.
bool asks_of_table(const TableChange& change);
// Whether the change affects the resource. Indexes have the capacity mode of their table, so a
// change of the mode affects them, too.
bool asks_of(const TableChange& change, const ResourceName& resource);

// One UpdateTable call and the changes that form it.
struct WrittenCall {
    std::map<std::string, TableChange> parts;  // by name
    TableChange whole;

    // Returns "changes.NAME" for each of its parts.
    std::string asked_by() const;
    // Returns the setting in which two of the parts contradict each other, such as "write"; empty
    // if none do.
    std::string clash() const;
};
// Returns the call that contains `change`.
WrittenCall call_of(const std::map<std::string, TableChange>& changes, const TableChange& change);
// Returns all calls, ordered by time, then by the name of their first change.
std::vector<WrittenCall> written_calls(const std::map<std::string, TableChange>& changes);

struct Scenario;
// Rejects calls whose changes contradict each other, and calls that switch to provisioned mode
// without giving units for the table and all its indexes.
void check_written_calls(const Scenario& scenario, SettingsVisitor& visit);

}  // namespace isotherm
