// SPDX-License-Identifier: Apache-2.0
#pragma once
// How closely a run follows requests: each by itself, or as counts of each partition and second.
// Counts cannot say everything; what they cannot say is rejected when the scenario is read. How
// closely a run is recorded depends on it, too: see Scenario::column_seconds.

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class Fidelity : std::uint8_t { requests, cells };
constexpr auto words_of(Fidelity) { return std::to_array<std::string_view>({"requests", "cells"}); }

struct Scenario;
struct TableSpec;
struct WorkloadSpec;

// Reject settings that `fidelity = "cells"` cannot follow, in the table of the visitor: that of a
// table, or of a workload.
void reject_unknown_to_cells(const TableSpec& table, SettingsVisitor& visit);
void reject_unknown_to_cells(const Scenario& scenario, const WorkloadSpec& workload,
                             SettingsVisitor& visit);

}  // namespace isotherm
