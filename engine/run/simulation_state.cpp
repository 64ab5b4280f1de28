// SPDX-License-Identifier: Apache-2.0
// A simulation that is saved, or that goes on from where another one was saved.

#include <algorithm>

#include "engine/cells/cells.h"
#include "engine/flows/flow.h"
#include "engine/recording/recording_state.h"
#include "engine/run/simulation.h"
#include "engine/run/tenant_counter.h"

namespace isotherm {
namespace {

// Whether a state of `fidelity = "cells"` has only a hash of what was drawn. The whole state
// follows otherwise.
void visit_way(bool& drawn_again, StateVisitor& visit) {
    visit.part("way", [&] { visit(drawn_again); });
}

bool is_drawn_again(std::string_view saved) {
    bool drawn_again = true;
    StateVisitor visit(saved);
    try {
        visit_way(drawn_again, visit);
    } catch (const DamagedState&) {
        return true;  // load() says so
    }
    return drawn_again;
}

}  // namespace

std::string Simulation::state() {
    recording_lane_.catch_up();
    std::string saved;
    StateVisitor visit(saved);
    state(visit);
    return saved;
}

std::optional<std::string> Simulation::load(std::string_view saved) {
    StateVisitor visit(saved);
    try {
        state(visit);
    } catch (const DamagedState& damaged) {
        return damaged.part;
    }
    return std::nullopt;
}

std::optional<std::string> Simulation::resume(std::string_view saved, Recording history) {
    if (history.tables.size() != tables_.size()) return "recording";
    if (!cells_ || !is_drawn_again(saved)) recorder_.recording() = std::move(history);
    return load(saved);
}

std::string Simulation::history() {
    recording_lane_.catch_up();
    std::string saved;
    StateVisitor visit(saved);
    visit.part("recording", [&] { visit_history(recorder_.recording(), visit); });
    return saved;
}

std::optional<std::string> Simulation::resume(std::string_view saved, std::string_view history) {
    if (cells_ && is_drawn_again(saved)) return load(saved);
    Recording recording = std::move(recorder_.recording());
    StateVisitor visit(history);
    try {
        visit.part("recording", [&] { visit_history(recording, visit); });
        visit.require(visit.at_end());
    } catch (const DamagedState& damaged) {
        return damaged.part;
    }
    return resume(saved, std::move(recording));
}

Recording Simulation::give_history() {
    recording_lane_.catch_up();
    return recorder_.give_history();
}

void Simulation::state(StateVisitor& visit) {
    if (cells_) {
        bool drawn_again = cells_->has_changed();
        visit_way(drawn_again, visit);
        if (drawn_again) return cells_state(visit);
    }
    visit.part("simulation", [&] { parts_state(visit); });
    visit.require(visit.at_end());
}

// After a change of a workload's requests that was made live, counts of cells are drawn again.
void Simulation::cells_state(StateVisitor& visit) {
    SimTime time = now_;
    std::string drawn = fingerprint();
    visit.part("cells", [&] { visit(time, drawn); });
    visit.require(visit.at_end() && time >= sim_start && time <= end_);
    if (!visit.loads()) return;
    advance(time);
    visit.require(fingerprint() == drawn);
}

void Simulation::parts_state(StateVisitor& visit) {
    visit.part("clock", [&] {
        visit(now_, attempts_, end_);
        visit.require(now_ >= sim_start && now_ <= end_ && end_ <= sim_start + scenario_.duration);
    });
    tables_.state(visit);
    if (visit.loads())
        for (std::uint32_t t = 0; t < tables_.size(); ++t) choose_admission({t});
    visit.part("admission", [&] {
        for (Admission& admission : admissions_) admission.model->state(visit);
    });
    visit.part("splits", splits_);
    visit.part("local indexes", local_index_costs_);
    visit.part("index writes", index_writes_);
    if (!replica_writes_.empty()) visit.part("replicated writes", replica_writes_);
    if (!outages_.empty()) visit.part("outages", outages_);
    visit.part("time to live", time_to_live_);
    visit.part("growth", storage_growth_);
    visit.part("clients", [&] {
        for (Client& client : clients_) client.policy->state(visit);
    });
    visit.part("periods", period_router_);
    visit.part("workloads", [&] { streams_state(visit); });
    if (cells_) visit.part("cells", *cells_);
    visit.part("streams", streams_);
    visit.part("flows", [&] { flows_state(visit); });
    visit.part("control plane", [&] {
        visit(events_, control_);
        changes_state(visit);
    });
    if (!alarms_.empty()) visit.part("alarms", alarms_);
    if (tenants_) visit.part("tenants", *tenants_);
    recorder_.state(visit);
    for (std::uint32_t t = 0; t < tables_.size(); ++t)
        visit.require(recorder_.recording().tables[t].partitions.size() ==
                      tables_.tables[t].partitions.size());
}

// A workload that was changed has another stream than at its start.
void Simulation::streams_state(StateVisitor& visit) {
    visit.set_workloads(clients_.size());
    visit.same_length(change_in_force_);
    WorkloadIndex index;
    for (const auto& [name, spec] : scenario_.workloads) {
        const std::string& change = change_in_force_[index.value];
        visit.require(change.empty() || spec.changes.contains(change));
        if (visit.loads() && !change.empty() && cells_) {
            in_force_[index.value] = spec.changes.at(change).workload;
        } else if (visit.loads() && !change.empty()) {
            in_force_[index.value] = spec.changes.at(change).workload;
            if (Flow* flow = flows_.of(index)) {
                flow->adopt(changed_flow(index, spec, spec.changes.at(change)));
                ++index.value;
                continue;
            }
            auto opened = spec.changes.at(change).workload->open(workload_context(scenario_, spec));
            visit.require(opened.ok());
            call_counter_.replace(index, *opened.value());
            arrivals_.reopen(index, std::move(opened.value()));
        }
        ++index.value;
    }
    arrivals_.state(visit);
}

// A flow sends its rows itself, when it knows which they are.
void Simulation::flows_state(StateVisitor& visit) {
    flows_.state(visit, now_);
    if (!visit.loads()) return;
    for (const auto& flow : flows_.all()) visit.require(!arrivals_.holds_rows_of(flow->workload()));
}

// The scenario may have gained or lost changes that are due now or later, because changes can be
// made live and a run can be forked. Which of those due now were made already, the state says.
void Simulation::changes_state(StateVisitor& visit) {
    std::vector<WorkloadChangeDue> made;
    const auto note = [&](const std::string& workload, const std::string& name, SimDuration at) {
        if (sim_start + at != now_) return;
        const bool waits = events_.any([&](const ControlEvent& event, SimTime) {
            const auto* of_table = std::get_if<WrittenChangeDue>(&event);
            const auto* of_workload = std::get_if<WorkloadChangeDue>(&event);
            return workload.empty() ? of_table != nullptr && of_table->name == name
                                    : of_workload != nullptr && of_workload->name == name &&
                                          of_workload->workload == workload;
        });
        if (!waits) made.push_back({workload, name});
    };
    if (!visit.loads()) {
        for (const auto& [name, change] : scenario_.changes) note("", name, change.at);
        for (const auto& [workload, spec] : scenario_.workloads)
            for (const auto& [name, change] : spec.changes) note(workload, name, change.at);
    }
    visit(made);
    if (visit.loads()) follow_changes(made);
}

void Simulation::follow_changes(const std::vector<WorkloadChangeDue>& made) {
    const auto due = [&](const std::string& workload, const std::string& name, SimDuration at) {
        return sim_start + at > now_ ||
               (sim_start + at == now_ &&
                std::none_of(made.begin(), made.end(), [&](const WorkloadChangeDue& one) {
                    return one.workload == workload && one.name == name;
                }));
    };
    // The changes that wait in the queue and are still in the scenario keep their places.
    std::vector<WorkloadChangeDue> waiting;
    events_.erase_if([&](const ControlEvent& event, SimTime time) {
        const auto keep = [&](const std::string& workload, const std::string& name,
                              const auto& changes) {
            const auto found = changes.find(name);
            const bool there = found != changes.end() && sim_start + found->second.at == time &&
                               due(workload, name, found->second.at);
            if (there) waiting.push_back({workload, name});
            return there;
        };
        if (const auto* change = std::get_if<WrittenChangeDue>(&event))
            return !keep("", change->name, scenario_.changes);
        const auto* change = std::get_if<WorkloadChangeDue>(&event);
        if (change == nullptr) return false;
        const auto spec = scenario_.workloads.find(change->workload);
        return spec == scenario_.workloads.end() ||
               !keep(change->workload, change->name, spec->second.changes);
    });
    const auto waits = [&](const std::string& workload, const std::string& name) {
        return std::any_of(waiting.begin(), waiting.end(), [&](const WorkloadChangeDue& one) {
            return one.workload == workload && one.name == name;
        });
    };
    for (const auto& [name, change] : scenario_.changes)
        if (due("", name, change.at) && !waits("", name))
            events_.schedule_added(sim_start + change.at, Phase::changes, WrittenChangeDue{name});
    for (const auto& [workload, spec] : scenario_.workloads)
        for (const auto& [name, change] : spec.changes)
            if (due(workload, name, change.at) && !waits(workload, name))
                events_.schedule_added(sim_start + change.at, Phase::changes,
                                       WorkloadChangeDue{workload, name});
}

}  // namespace isotherm
