// SPDX-License-Identifier: Apache-2.0
// Workloads that run as flows: how a run makes them, and what it records of them.

#include <algorithm>
#include <cassert>

#include "engine/flows/flow.h"
#include "engine/run/simulation.h"
#include "engine/scenario/flow_of_workload.h"

namespace isotherm {

// The flow of a workload as it is after the change.
FlowMaking Simulation::changed_flow(WorkloadIndex workload, const WorkloadSpec& spec,
                                    const WorkloadChange& change) const {
    WorkloadSpec changed = spec;
    changed.workload = change.workload;
    auto making = flow_of(scenario_, changed, workload, tables_);
    assert(making.ok());  // workload kinds that can change have no input files
    return std::move(making.value());
}

// Index writes belong to the actions whose writes caused them.
void Simulation::record_actions(Flow& flow) {
    ActionRecord& record = recorder_.recording().actions[flow.workload().value];
    record = flow.record(now_);
    for (const IndexWrites::Caused& one : index_writes_.caused_by(flow.workload()))
        record.caused.push_back({one.index, one.writes, one.consumed});
}

// Only the streams that a workload reads.
void Simulation::follow_streams() {
    flows_.set_streams(streams_);
    std::vector<std::uint8_t> flows;
    for (const auto& [name, workload] : scenario_.workloads) {
        flows.push_back(runs_as_flow(scenario_, workload));
        const FlowSettings* flow = workload.workload->flow();
        if (flow == nullptr || !flow->reads_stream()) continue;
        const std::string table = flow->callers->stream()->table;
        const TableSpec& spec = scenario_.tables.at(table);
        StreamSpec stream = spec.stream;
        // Replication is one of the readers of a global table's stream.
        if (spec.replicated()) stream.readers = std::max<std::int64_t>(1, stream.readers - 1);
        streams_.read(*tables_.named(table), stream, tables_);
    }
    streams_.set_flows(std::move(flows));
}

// Says of the readers of streams when they fall behind, and when they lose records.
void Simulation::say_of_consumers(SimTime now) {
    const std::int64_t second = whole_seconds(now - 1us);
    for (const StreamNotice& notice : streams_.close_second(now)) {
        const std::string& workload = recorder_.recording().workload_names[notice.workload];
        const ResourceName& table = tables_[notice.table].name;
        const Message text =
            notice.kind == StreamNotice::Kind::behind
                ? say<Says::consumer_behind>(workload, table.table, notice.age)
            : notice.kind == StreamNotice::Kind::lost
                ? say<Says::records_lost>(workload, table.table,
                                          static_cast<std::int64_t>(notice.records))
                : say<Says::consumer_caught_up>(workload, table.table);
        recorder_.add_event({EventKind::note, second, second, table, text});
    }
}

// Flows decide at the answer what is sent again, which is later than the recording of its rows.
void Simulation::count_flows() {
    for (const auto& flow : flows_.all()) {
        flow->settle(now_);
        for (const Flow::GivenUp& one : flow->take_given_up())
            recorder_.add_given_up(flow->workload(), one.table, one.side, one.rows, one.half_units);
        for (const Flow::Returned& one : flow->take_returned())
            recorder_.calls(one.table, Side::read).returned_items += one.items;
        flow->show_in(recorder_.recording().actions[flow->workload().value]);
    }
}

// Throttled rows whose callers have not decided, or wait before they send them again.
void Simulation::finish_flows() {
    for (const auto& flow : flows_.all()) {
        for (const auto& [table, rows] : flow->waiting_rows())
            recorder_.add_waiting(flow->workload(), table, rows);
    }
    if (const auto full = streams_.full()) {
        const std::int64_t second = whole_seconds(now_);
        const ResourceName& table = tables_[*full].name;
        const std::int64_t most = scenario_.tables.at(table.table).stream.records_most;
        recorder_.add_event({EventKind::note, second, second, table,
                             say<Says::too_many_records>(table.table, most)});
    }
    const std::optional<FlowStop>& stop = flows_.stop();
    if (!stop) return;
    const auto& [name, spec] = *std::next(scenario_.workloads.begin(), stop->workload.value);
    const FlowSettings* settings = spec.workload->flow();
    const std::int64_t most =
        settings == nullptr ? FlowSettings().actions_most : settings->actions_most;
    const std::int64_t second = whole_seconds(now_);
    const Message why =
        stop->reason == FlowStop::Reason::actions ? say<Says::too_many_actions>(name, most)
        : stop->reason == FlowStop::Reason::watched_items
            ? say<Says::too_many_watched>(name, std::int64_t{ItemWatch::most_items})
            : say<Says::too_many_counted>(name, std::int64_t{CountedKeys::most_keys});
    recorder_.add_event({EventKind::note, second, second, ResourceName(spec.table), why});
}

}  // namespace isotherm
