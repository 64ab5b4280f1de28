// SPDX-License-Identifier: Apache-2.0
// Carries out changes requested by the scenario, by the user during a run, or by scaling policies.

#include "engine/control/control_plane.h"

#include <algorithm>

#include "engine/control/joint_check.h"
#include "engine/control/table_status.h"
#include "engine/scenario/written_calls.h"

namespace isotherm {
namespace {

TableChange change_of(const ResourceName& resource, Throughput wanted) {
    TableChange change;
    change.table = resource.table;
    (resource.is_index() ? change.indexes[resource.index] : change.provisioned) = wanted;
    return change;
}

UpdateTableAnswer told(const ChangeAnswer& answer, SimTime now) {
    return {.accepted = answer.accepted,
            .lasts = answer.accepted ? answer.effective - now : SimDuration{},
            .exception = answer.exception,
            .why = answer.why};
}

}  // namespace

ControlPlane::ControlPlane(const Scenario& scenario, Tables& tables, ControlEvents& events,
                           DataPlane& served)
    : scenario_(scenario),
      tables_(tables),
      events_(events),
      served_(served),
      updates_(tables, scenario.start, scenario.control),
      cloud_watch_(tables.size(), scenario.start),
      end_(sim_start + scenario.duration) {}

void ControlPlane::schedule() {
    for (const auto& [name, change] : scenario_.changes)
        events_.schedule(sim_start + change.at, Phase::changes, WrittenChangeDue{name});
    start_operators();
    schedule_new_indexes();
    for (const SeriesStep& step : series_steps(scenario_))
        events_.schedule(step.at, Phase::changes, SeriesStepDue{step});
    schedule_jobs();
}

void ControlPlane::carry_out(const ControlEvent& event, SimTime now) {
    std::visit(
        [&](const auto& due) {
            if constexpr (requires { fire(due, now); }) fire(due, now);
        },
        event);
}

void ControlPlane::fire(const WrittenChangeDue& due, SimTime now) {
    ask_written(due.name, scenario_.changes.at(due.name), now);
}

void ControlPlane::fire(const ScalingCheckDue& due, SimTime now) {
    check_scaling(due.policy, now);
    schedule_check(due.policy, now + operators_[due.policy].decides.check_interval());
}

void ControlPlane::state(StateVisitor& visit) {
    visit(updates_);
    if (has_policies()) visit(cloud_watch_);
    visit.same_length(operators_);
    if (!scenario_.jobs.empty()) visit(recoverable_);
    if (!visit.loads()) return;
    visit.require(!events_.any(
        [&](const ControlEvent& event, SimTime) { return !concerns_what_is_there(event); }));
}

bool ControlPlane::concerns_what_is_there(const ControlEvent& event) const {
    const auto is_index = [&](TableIndex index) { return tables_[index].base.has_value(); };
    if (const auto* due = std::get_if<ScalingCheckDue>(&event))
        return due->policy < operators_.size();
    if (const auto* due = std::get_if<IndexAdded>(&event)) return is_index(due->index);
    if (const auto* due = std::get_if<IndexAllocated>(&event)) return is_index(due->index);
    if (const auto* due = std::get_if<JobDue>(&event)) return scenario_.jobs.contains(due->job);
    if (const auto* due = std::get_if<SeriesStepDue>(&event)) {
        const auto& [at, kind, table, throughput, indexes, archive] = due->step;
        return tables_.named(table) &&
               std::all_of(indexes.begin(), indexes.end(), [&, &name = table](const auto& index) {
                   return tables_.named(name, index).has_value();
               });
    }
    return true;
}

void ControlPlane::observe(SimTime now, std::span<const PartitionSecond> seconds) {
    if (has_policies()) cloud_watch_.observe(now, tables_, seconds);
}

ChangeAnswer ControlPlane::ask(const TableChange& change, const std::string& asked_by,
                               const Message& reason, SimTime now) {
    std::vector<CapacityChange> asked = updates_.described(change, tables_, now);
    ChangeAnswer answer = updates_.ask(change, tables_, now);
    for (CapacityChange& one : asked) {
        one.asked_by = asked_by;
        one.reason = reason;
        if (answer.accepted)
            one.effective_second = whole_seconds(answer.effective);
        else
            one.refusal = say<Says::refused_with>(answer.exception, answer.why);
        served_.note(std::move(one));
    }
    if (answer.accepted && answer.effective <= now) {
        take_effect(change, now);
    } else if (answer.accepted) {
        events_.schedule(answer.effective, Phase::effects, ChangeTakesEffect{change});
    }
    return answer;
}

ChangeAnswer ControlPlane::ask_written(const std::string& name, const TableChange& change,
                                       SimTime now) {
    const WrittenCall call = call_of(scenario_.changes, change);
    if (call.parts.begin()->first != name) return {.accepted = true, .effective = now};
    return ask(call.whole, call.asked_by(), say<Says::written_in_scenario>(), now);
}

void ControlPlane::take_effect(const TableChange& change, SimTime now) {
    const std::int64_t second = whole_seconds(now);
    for (const TableIndex table : updates_.carry_out(change, tables_, now)) {
        served_.allocate(table, now);
        const Table& changed = tables_[table];
        served_.note(Event{EventKind::capacity_changed, second, second, changed.name,
                           say<Says::now_has>(changed.name, capacity_message(changed.capacity))});
    }
    served_.follow_tables();
}

// The scaling policies of a time series apply to its newest tables only.
void ControlPlane::start_operators() {
    for (const auto& [name, plan] : scenario_.scaling) {
        if (plan.empty()) continue;
        for (const TableIndex resource : scaled_resources(scenario_, name, tables_)) {
            const Table& table = tables_[resource];
            const ScalingContext context{.era = tables_.era(),
                                         .seed = static_cast<std::uint64_t>(scenario_.seed),
                                         .resource = table.name.label(),
                                         .is_index = table.base.has_value()};
            for (ResourceOperator& started : plan.start(context))
                operators_.push_back({resource, std::move(started)});
        }
    }
    for (std::size_t op = 0; op < operators_.size(); ++op)
        schedule_check(op, sim_start + operators_[op].decides.check_interval());
}

void ControlPlane::schedule_check(std::size_t op, SimTime at) {
    if (at > end_) return;
    events_.schedule(at, Phase::policies, ScalingCheckDue{op});
}

// Returns the policies of the resource that are due at `now`. The first of them checks for all, so
// returns an empty list if `op` is not the first.
std::vector<ResourceOperator*> ControlPlane::due_with(std::size_t op, SimTime now) {
    const TableIndex resource = operators_[op].resource;
    const auto due = [&](std::size_t at) {
        return (now - sim_start) % operators_[at].decides.check_interval() == 0us;
    };
    for (std::size_t at = op; at > 0 && operators_[at - 1].resource == resource; --at) {
        if (due(at - 1)) return {};
    }
    std::vector<ResourceOperator*> joined;
    for (std::size_t at = op; at < operators_.size() && operators_[at].resource == resource; ++at) {
        if (due(at)) joined.push_back(&operators_[at].decides);
    }
    return joined;
}

void ControlPlane::check_scaling(std::size_t op, SimTime now) {
    const std::vector<ResourceOperator*> joined = due_with(op, now);
    const TableIndex resource = operators_[op].resource;
    const Table& table = tables_[resource];
    if (joined.empty() || table.capacity.on_demand() || table.status == TableStatus::absent) return;
    if (!is_looked_after(scenario_, resource, tables_, now)) return;
    const WallTime wall = scenario_.start + (now - sim_start);
    const ScalingView view{
        .now = wall,
        .metrics = cloud_watch_.view(resource, wall, scenario_.control.metric_delay),
        .provisioned = table.capacity.provisioned,
        .active = busy_one(tables_, table.name.table) == nullptr,
        .decreases_left = updates_.decreases(resource).left(wall),
        .explain = true};
    JointCheck(view, joined, [&](const ScalingDecision& decision, const std::string& asked_by) {
        return told(ask(change_of(table.name, decision.wanted), asked_by, decision.reason, now),
                    now);
    }).run();
    for (const ResourceOperator* one : joined) {
        if (const auto& wait = one->last_wait())
            served_.note(ScalingHold{whole_seconds(now), whole_seconds(one->check_interval()),
                                     table.name, one->policy_name(), *wait});
    }
}

}  // namespace isotherm
