#pragma once
// Which calls a workload makes, as its settings say: for what a table, an index or an era refuses.

#include <set>
#include <string>

#include "engine/vocabulary/settings.h"

namespace isotherm {

// DynamoDB's names, from `operation`, or those of `mix` that have a share; empty for a recorded
// stream, whose calls stand in its file. Changes nothing.
std::set<std::string> called_operations(Configurable& workload);

// What the calls are made to.
struct AskedOf {
    bool index = false;         // not the table itself
    bool transactions = false;  // the era has them
    std::string era;
};
// Rejects calls for which there is nothing to answer them; `visit` reads the workload's table.
void check_calls(Configurable& workload, const AskedOf& asked, SettingsVisitor& visit);

}  // namespace isotherm
