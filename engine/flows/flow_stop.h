// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "engine/vocabulary/indices.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

// Why a run cannot go on.
struct FlowStop {
    enum class Reason : std::uint8_t { actions, watched_items, counted_keys };
    WorkloadIndex workload;
    Reason reason = Reason::actions;

    void state(StateVisitor& visit) {
        visit(workload);
        visit.one_of(reason, 3);
    }
};

}  // namespace isotherm
