// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface to the part of a run that serves requests; the control plane tells it what changed.

#include "engine/model/table.h"
#include "engine/recording/recording.h"

namespace isotherm {

class DataPlane {
public:
    virtual ~DataPlane() = default;

    // Gives `resource` the partitions and limits that its capacity requires.
    virtual void allocate(TableIndex resource, SimTime now) = 0;
    // Tells components that keep per-partition data that partitions or limits have changed.
    virtual void follow_tables() = 0;
    // Starts to fill `index` from its table's items; calls ControlPlane::index_filled when done.
    virtual void begin_backfill(TableIndex index, SimTime now) = 0;
    // `resource` has started to serve requests (`opened`) or stopped (`removed`). `how` is the
    // message for the record, such as "dropped".
    virtual void opened(TableIndex resource, SimTime now) = 0;
    virtual void removed(TableIndex resource, SimTime now, const Message& how) = 0;

    // Bytes that callers have written to the table from `from` to `to`, as write units tell them.
    virtual std::uint64_t written(TableIndex, SimTime /*from*/, SimTime /*to*/) const { return 0; }

    // Record a change, an event or a scaling hold. The defaults do nothing, for implementations
    // that keep no record.
    virtual void note(CapacityChange /*change*/) {}
    virtual void note(Event /*event*/) {}
    virtual void note(ScalingHold /*hold*/) {}
};

}  // namespace isotherm
