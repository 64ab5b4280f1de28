// SPDX-License-Identifier: Apache-2.0
// The simulation as the data plane of its control plane, and changes that the user makes live.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>

#include "engine/cells/cells.h"
#include "engine/flows/flow.h"
#include "engine/run/simulation.h"

namespace isotherm {

// Chooses the model by capacity mode: the era's model for provisioned tables, on_demand for the
// others.
void Simulation::choose_admission(TableIndex table) {
    std::erase(admission_of(table).tables, table);
    admission_of_[table.value] = tables_[table].capacity.on_demand() ? 1 : 0;
    std::vector<TableIndex>& tables = admission_of(table).tables;
    tables.insert(std::lower_bound(tables.begin(), tables.end(), table), table);
}

void Simulation::allocate(TableIndex table, SimTime now) {
    choose_admission(table);
    admission_of(table).model->allocate(tables_, table, now);
}

// Tells components that keep per-partition data that partitions or limits have changed.
void Simulation::follow_tables() {
    recorder_.follow(tables_);
    index_writes_.follow(tables_);
    replica_writes_.follow(tables_);
    streams_.follow(tables_);
    if (cells_) cells_->follow();
}

void Simulation::begin_backfill(TableIndex index, SimTime /*now*/) {
    const Table& base = tables_[*tables_[index].base];
    std::int64_t bytes = 0;
    for (std::size_t i = 0; i < base.ranges.size(); ++i)
        bytes += tables_.partitions.bytes[base.ranges.owner_at(i).value];
    index_writes_.begin_backfill(index, static_cast<std::uint64_t>(bytes) / base.item_bytes);
}

void Simulation::opened(TableIndex resource, SimTime now) {
    recorder_.add_opening(resource, tables_[resource], whole_seconds(now));
}

void Simulation::removed(TableIndex resource, SimTime now, const Message& how) {
    period_router_.remove(resource);
    if (cells_) cells_->remove(resource);
    recorder_.add_removal(resource, whole_seconds(now), how);
}

std::uint64_t Simulation::written(TableIndex table, SimTime from, SimTime to) const {
    const TableRecording& record = recorder_.recording().tables[table.value];
    const auto& columns = record.seconds[Side::write];
    const ColumnRange range =
        columns_of(whole_seconds(from), whole_seconds(to), record.column_seconds);
    std::int64_t half_units = 0;
    for (std::int64_t c = range.first; c < std::min(range.end, std::ssize(columns)); ++c)
        half_units += columns[static_cast<std::size_t>(c)].consumed;
    return static_cast<std::uint64_t>(half_units) * scenario_.era.write_unit.count / 2;
}

void Simulation::note(CapacityChange change) { recorder_.add_capacity_change(std::move(change)); }
void Simulation::note(Event event) { recorder_.add_event(std::move(event)); }
void Simulation::note(ScalingHold hold) { recorder_.add_scaling_hold(std::move(hold)); }

void Simulation::observe_alarms(SimTime now) {
    // What readers came to is otherwise recorded at the end.
    const bool of_readers = std::ranges::any_of(scenario_.alarms, [](const auto& alarm) {
        const auto metric = table_metric_named(alarm.second.metric);
        return metric && table_metrics()[*metric].of_readers;
    });
    if (of_readers && now.time_since_epoch() % 1min == 0us) record_regions();
    std::vector<Event> changed;
    alarms_.observe(now, recorder_.recording(), changed);
    for (Event& event : changed) recorder_.add_event(std::move(event));
}

// A live change is applied after everything else that is due at the same time.
ChangeAnswer Simulation::apply_live(const std::string& name, TableChange change) {
    if (cells_) cells_->catch_up(now_);
    fire_due(now_);
    change.at = now_ - sim_start;
    const auto [written, added] = scenario_.changes.emplace(name, std::move(change));
    assert(added);
    return control_.ask_written(name, written->second, now_);
}

void Simulation::apply_live(const std::string& workload, const std::string& name,
                            WorkloadChange change) {
    if (cells_) cells_->catch_up(now_);
    fire_due(now_);
    change.at = now_ - sim_start;
    WorkloadSpec& spec = scenario_.workloads.at(workload);
    const auto [written, added] = spec.changes.emplace(name, std::move(change));
    assert(added);
    if (cells_) cells_->change(workload, now_);
    change_workload(workload, name, written->second);
}

void Simulation::replace_stream(WorkloadIndex workload, const WorkloadSpec& spec,
                                const WorkloadKind& kind) {
    auto opened = kind.open(workload_context(scenario_, spec));
    assert(opened.ok());  // workload kinds that can change have no input files
    RequestStream& stream = *opened.value();
    arrivals_.replace(workload, std::move(opened.value()), now_);
    call_counter_.replace(workload, stream);
    if (stream.call_shape().finds) storage_growth_.expect_missing_items();
}

void Simulation::change_workload(const std::string& workload, const std::string& name,
                                 const WorkloadChange& change) {
    const auto found = scenario_.workloads.find(workload);
    const WorkloadSpec& spec = found->second;
    const WorkloadIndex index{
        static_cast<std::uint32_t>(std::distance(scenario_.workloads.begin(), found))};
    if (Flow* flow = flows_.of(index))
        flow->change(changed_flow(index, spec, change), now_);
    else if (!cells_)
        replace_stream(index, spec, *change.workload);
    const auto lines = changed_settings(*in_force_[index.value], *change.workload);
    in_force_[index.value] = change.workload;
    change_in_force_[index.value] = name;
    const std::int64_t second = whole_seconds(now_);
    recorder_.add_event({EventKind::workload_changed, second, second, ResourceName(spec.table),
                         lines.empty()
                             ? say<Says::workload_as_it_was>(workload, name)
                             : say<Says::workload_changed>(
                                   workload, name, fmt::format("{}", fmt::join(lines, ", ")))});
}

}  // namespace isotherm
