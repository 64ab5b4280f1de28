// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/attributes/key_design.h"
#include "engine/callers/flow_program.h"
#include "engine/clients/client_policy.h"
#include "engine/flows/counted_keys.h"
#include "engine/requests/workload.h"

namespace isotherm {

// What a flow is made of.
struct FlowMaking {
    WorkloadIndex workload;
    std::string name;
    FlowParts parts;
    FlowProgram program;
    std::vector<TableIndex> targets;  // of the program
    std::unique_ptr<ClientPolicy> policy;
    std::int64_t clients = 1;
    bool sends_at_once = false;  // clients let every call pass
    bool absent_item_costs_attempted = false;
    std::uint64_t item_bytes = 0;
    TableIndex table;  // of the workload
    // Tables whose items are counted.
    std::vector<CountedTable> counted;
    // The attributes, and the keys that are expressions.
    std::shared_ptr<const KeyDesign> keys;
    const KeyRule* rule = nullptr;  // of the workload's own table, if it needs no other key
};

}  // namespace isotherm
