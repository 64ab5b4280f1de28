// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whoever serves the requests of tables that the control plane changes.

#include "engine/model/table.h"
#include "engine/recording/recording.h"

namespace isotherm {

class DataPlane {
public:
    virtual ~DataPlane() = default;

    // Gives `resource` the partitions and limits that its capacity asks for.
    virtual void allocate(TableIndex resource, SimTime now) = 0;
    // Partitions or limits have changed: what is kept by partition has to follow.
    virtual void follow_tables() = 0;
    // Fills `index` from the items of its table; calls ControlPlane::index_filled at the end.
    virtual void begin_backfill(TableIndex index, SimTime now) = 0;
    // `resource` serves from now on, or no longer; `how` says what became of it.
    virtual void opened(TableIndex resource, SimTime now) = 0;
    virtual void removed(TableIndex resource, SimTime now, const Message& how) = 0;

    // For the record of the run; not everybody keeps one.
    virtual void note(CapacityChange /*change*/) {}
    virtual void note(Event /*event*/) {}
    virtual void note(ScalingHold /*hold*/) {}
};

}  // namespace isotherm
