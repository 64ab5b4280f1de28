// SPDX-License-Identifier: Apache-2.0
#pragma once
// The changes of a scenario as calls of UpdateTable: those of one table with the same `at` are one.

#include <map>
#include <string>
#include <vector>

#include "engine/scenario/table_change.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

inline bool asks_throughput(Throughput wanted) { return wanted.read > 0 || wanted.write > 0; }
// Something of the table itself, not only of indexes.
bool asks_of_table(const TableChange& change);
// Indexes have their table's mode: a change of it asks something of each.
bool asks_of(const TableChange& change, const ResourceName& resource);

struct WrittenCall {
    std::map<std::string, TableChange> parts;  // by name
    TableChange whole;

    // "changes.NAME" for each of its parts.
    std::string asked_by() const;
    // What two of its parts ask for and differ in, such as "write"; empty: nothing.
    std::string clash() const;
};
// The call that one of the changes is a part of.
WrittenCall call_of(const std::map<std::string, TableChange>& changes, const TableChange& change);
// All calls, in order of time, then of the first name.
std::vector<WrittenCall> written_calls(const std::map<std::string, TableChange>& changes);

struct Scenario;
// Changes of one call must not contradict each other, and what becomes provisioned needs units,
// indexes too.
void check_written_calls(const Scenario& scenario, SettingsVisitor& visit);

}  // namespace isotherm
