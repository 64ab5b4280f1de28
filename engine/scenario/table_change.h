// SPDX-License-Identifier: Apache-2.0
#pragma once
// A change that is requested from DynamoDB's control plane during the run: new throughput, another
// capacity mode, warm throughput, or a maximum. Written in the scenario as [changes.NAME], or made
// live; both have the same effect.

#include <map>
#include <optional>
#include <string>

#include "engine/model/partition_count.h"
#include "engine/model/table_modes.h"
#include "engine/vocabulary/settings.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

struct TableChange : Configurable {
    SimDuration at{};  // since the start of the run
    std::string table;
    Throughput provisioned;                     // 0: unchanged
    std::optional<CapacityMode> mode;           // nullopt: unchanged
    Throughput warm;                            // 0: unchanged
    Throughput maximum;                         // -1: remove the maximum; 0: unchanged
    std::map<std::string, Throughput> indexes;  // new throughput by index, in the same call

    void settings(SettingsVisitor& visit) override;
    void state(StateVisitor& visit);
};

}  // namespace isotherm
