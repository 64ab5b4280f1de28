// SPDX-License-Identifier: Apache-2.0
// Workloads that run as flows: how a run makes them, and what it records of them.

#include <cassert>

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

// Flows decide at the answer what is sent again, which is later than the recording of its rows.
void Simulation::count_flows() {
    for (const auto& flow : flows_.all()) {
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
