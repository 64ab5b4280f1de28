// SPDX-License-Identifier: Apache-2.0
// Tables and indexes that are created or removed during a run: the tables of a time series, and
// added indexes.

#include <algorithm>

#include "engine/control/control_plane.h"
#include "engine/control/table_status.h"

namespace isotherm {
namespace {

CapacityChange refused_index(const Table& index, SimTime now) {
    CapacityChange refused;
    refused.second = whole_seconds(now);
    refused.resource = index.name;
    refused.asked_by = "created";
    refused.wanted = index.capacity.provisioned;
    refused.reason = say<Says::written_in_scenario>();
    refused.refusal = say<Says::refused_with>("ResourceInUseException",
                                              say<Says::not_active_now>(index.name.table));
    return refused;
}

}  // namespace

void ControlPlane::schedule_new_indexes() {
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        const Table& index = tables_[{t}];
        if (!index.base || index.created <= tables_[*index.base].created) continue;
        events_.schedule(index.created, Phase::changes, IndexAdded{{t}});
    }
}

// Adds a global index to a table that already exists: UpdateTable allocates the index, then it is
// filled from the table's items, then it becomes ACTIVE. The request is refused while the table or
// one of its indexes is not ACTIVE, and is then repeated every minute.
void ControlPlane::add_index(TableIndex index, SimTime now) {
    Table& added = tables_[index];
    Table& base = tables_[*added.base];
    if (base.status == TableStatus::absent) return;
    if (busy_one(tables_, added.name.table) == nullptr) {
        added.status = TableStatus::creating;
        base.status = TableStatus::updating;
        events_.schedule(now + scenario_.control.index_allocation, Phase::effects,
                         IndexAllocated{index});
        return;
    }
    if (now == added.created) served_.note(refused_index(added, now));
    if (now + 1min <= end_) events_.schedule(now + 1min, Phase::changes, IndexAdded{index});
}

void ControlPlane::create_index(TableIndex index, SimTime now) {
    if (tables_[*tables_[index].base].status == TableStatus::absent)
        return;  // dropped in the meantime
    follow_mode_of_table(index, now);
    tables_.open(index, now);
    tables_[index].status = TableStatus::creating;
    served_.allocate(index, now);
    served_.follow_tables();
    served_.opened(index, now);
    served_.begin_backfill(index, now);
}

// The table's capacity mode may have changed since the run began.
void ControlPlane::follow_mode_of_table(TableIndex index, SimTime now) {
    const CapacitySpec& of_table = tables_[*tables_[index].base].capacity;
    const bool on_demand = tables_[index].capacity.on_demand();
    if (of_table.on_demand() && !on_demand)
        tables_.use_on_demand(index);
    else if (!of_table.on_demand() && on_demand)
        tables_.use_provisioned(index, of_table.provisioned, now);
}

void ControlPlane::index_filled(TableIndex index, SimTime now) {
    tables_[index].status = TableStatus::active;
    tables_[*tables_[index].base].status = TableStatus::active;
    served_.note(Event{EventKind::index_active, whole_seconds(now), whole_seconds(now),
                       tables_[index].name, say<Says::backfilled>(tables_[index].name)});
}

// Carries out one step of a time series: creates a table, lowers its capacity, or removes it.
void ControlPlane::roll_over(const SeriesStep& step, SimTime now) {
    const TableIndex table = *tables_.named(step.table);
    if (step.kind == SeriesStep::Kind::cool) return cool(step, now);
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        const TableIndex resource{t};
        if (resource != table && tables_[resource].base != table) continue;
        if (step.kind == SeriesStep::Kind::open) {
            if (tables_[resource].created > now) continue;  // an index that is added later
            tables_.open(resource, now);
            served_.allocate(resource, now);
            served_.opened(resource, now);
        } else if (tables_[resource].status != TableStatus::absent) {
            tables_.remove(resource, now);
            const ResourceName& name = tables_[resource].name;
            served_.removed(
                resource, now,
                step.archive ? say<Says::exported_and_dropped>(name) : say<Says::dropped>(name));
        }
    }
    served_.follow_tables();
}

// Lowers a table's capacity after its period. DynamoDB refuses this when the day's decreases are
// used up or the table is UPDATING; the step is then tried again an hour later.
void ControlPlane::cool(const SeriesStep& step, SimTime now) {
    constexpr SimDuration retry = 1h;
    const Table& table = tables_[*tables_.named(step.table)];
    if (table.status == TableStatus::absent) return;
    // Never raises capacity: a refused step may be retried after a later step has already lowered
    // the capacity further.
    const auto cooled = [&](Throughput present) {
        return Throughput{std::min(present.read, step.throughput.read),
                          std::min(present.write, step.throughput.write)};
    };
    const Throughput present = table.capacity.provisioned;
    TableChange change;
    change.table = step.table;
    change.provisioned = cooled(present);
    if (present.read == change.provisioned.read && present.write == change.provisioned.write)
        return;
    for (const std::string& index : step.indexes) {
        const TableIndex resource = *tables_.named(step.table, index);
        if (tables_[resource].status == TableStatus::absent) continue;  // added later
        change.indexes[index] = cooled(tables_[resource].capacity.provisioned);
    }
    if (ask(change, "time series", say<Says::period_over>(), now).accepted) return;
    SeriesStep again = step;
    again.at = now + retry;
    events_.schedule(again.at, Phase::changes, SeriesStepDue{again});
}

}  // namespace isotherm
