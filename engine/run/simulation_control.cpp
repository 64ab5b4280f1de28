// SPDX-License-Identifier: Apache-2.0
// The control plane at work: changes that are asked for, scaling policies, indexes that are added,
// tables of a time series.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>

#include "engine/run/simulation.h"
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
    UpdateTableAnswer told;
    told.accepted = answer.accepted;
    told.lasts = answer.accepted ? answer.effective - now : SimDuration{};
    told.exception = answer.exception;
    told.why = answer.why;
    return told;
}

// Several policies look at one resource, each at its own side, and ask together.
class JointCheck {
public:
    using Ask = std::function<UpdateTableAnswer(const ScalingDecision&, const std::string& by)>;

    JointCheck(const ScalingView& view, std::vector<ResourceOperator*> policies, Ask ask)
        : view_(view), policies_(std::move(policies)), ask_(std::move(ask)) {}

    void run() { decide(0, {view_.provisioned}, ""); }

private:
    // The answer to what this policy and the later ones ask for together with the earlier ones;
    // nullopt where nobody asks. A policy is told the answer to all.
    std::optional<UpdateTableAnswer> decide(std::size_t policy, const ScalingDecision& so_far,
                                            const std::string& by) {
        if (policy == policies_.size()) {
            if (by.empty()) return std::nullopt;
            return ask_(so_far, by);
        }
        ResourceOperator& own = *policies_[policy];
        std::optional<UpdateTableAnswer> answer;
        bool asked = false;
        own.check(view_, [&](const ScalingDecision& decision) {
            // Instead of what was refused.
            if (asked) return ask_(decision, own.policy_name());
            asked = true;
            answer = decide(policy + 1, with(so_far, decision),
                            by.empty() || by == own.policy_name() ? own.policy_name()
                                                                  : by + ", " + own.policy_name());
            return *answer;
        });
        return asked ? answer : decide(policy + 1, so_far, by);
    }

    ScalingDecision with(ScalingDecision sum, const ScalingDecision& more) const {
        if (more.wanted.read != view_.provisioned.read) sum.wanted.read = more.wanted.read;
        if (more.wanted.write != view_.provisioned.write) sum.wanted.write = more.wanted.write;
        add(sum.reason, more.reason);
        return sum;
    }

    const ScalingView& view_;
    std::vector<ResourceOperator*> policies_;
    Ask ask_;
};

}  // namespace

// By capacity mode: the era's model, or on_demand.
void Simulation::choose_admission(TableIndex table) {
    std::erase(admission_of(table).tables, table);
    admission_of_[table.value] = tables_[table].capacity.on_demand() ? 1 : 0;
    admission_of(table).tables.push_back(table);
}

void Simulation::allocate(TableIndex table, SimTime now) {
    admission_of(table).model->allocate(tables_, table, now);
}

// Whoever keeps something by partition or limit takes note of what has changed.
void Simulation::follow_tables() {
    recorder_.follow(tables_);
    index_writes_.follow(tables_);
}

ChangeAnswer Simulation::apply(const TableChange& change, const std::string& asked_by,
                               const Message& reason) {
    std::vector<CapacityChange> asked = control_.described(change, tables_, now_);
    ChangeAnswer answer = control_.ask(change, tables_, now_);
    for (CapacityChange& one : asked) {
        one.asked_by = asked_by;
        one.reason = reason;
        if (answer.accepted)
            one.effective_second = whole_seconds(answer.effective);
        else
            one.refusal = say<Says::refused_with>(answer.exception, answer.why);
        recorder_.add_capacity_change(std::move(one));
    }
    if (answer.accepted && answer.effective <= now_) {
        take_effect(change, now_);
    } else if (answer.accepted) {
        events_.schedule(answer.effective, Phase::effects,
                         [this, change](SimTime now) { take_effect(change, now); });
    }
    return answer;
}

// A change made live comes after everything else that is due at the same instant.
ChangeAnswer Simulation::apply_live(const std::string& name, TableChange change) {
    events_.fire_due(now_);
    change.at = now_ - sim_start;
    const auto [written, added] = scenario_.changes.emplace(name, std::move(change));
    assert(added);
    return apply_written(name, written->second);
}

void Simulation::apply_live(const std::string& workload, const std::string& name,
                            WorkloadChange change) {
    events_.fire_due(now_);
    change.at = now_ - sim_start;
    WorkloadSpec& spec = scenario_.workloads.at(workload);
    const auto [written, added] = spec.changes.emplace(name, std::move(change));
    assert(added);
    change_workload(workload, name, written->second);
}

// One UpdateTable with the other changes of the table and the moment; the first of them makes it.
ChangeAnswer Simulation::apply_written(const std::string& name, const TableChange& change) {
    const WrittenCall call = call_of(scenario_.changes, change);
    if (call.parts.begin()->first != name) return {.accepted = true, .effective = now_};
    return apply(call.whole, call.asked_by(), say<Says::written_in_scenario>());
}

void Simulation::change_workload(const std::string& workload, const std::string& name,
                                 const WorkloadChange& change) {
    const auto found = scenario_.workloads.find(workload);
    const WorkloadSpec& spec = found->second;
    const WorkloadIndex index{
        static_cast<std::uint32_t>(std::distance(scenario_.workloads.begin(), found))};
    auto opened = change.workload_kind().open(workload_context(scenario_, spec));
    assert(opened.ok());  // kinds that can change have no inputs that could be missing
    RequestStream& stream = *opened.value();
    arrivals_.replace(index, std::move(opened.value()), now_);
    call_counter_.replace(index, stream);
    if (stream.call_shape().finds) storage_growth_.expect_missing_items();
    const auto lines = changed_settings(*in_force_[index.value], *change.workload);
    in_force_[index.value] = change.workload;
    const std::int64_t second = whole_seconds(now_);
    recorder_.add_event({EventKind::workload_changed, second, second, ResourceName(spec.table),
                         lines.empty()
                             ? say<Says::workload_as_it_was>(workload, name)
                             : say<Says::workload_changed>(
                                   workload, name, fmt::format("{}", fmt::join(lines, ", ")))});
}

void Simulation::take_effect(const TableChange& change, SimTime now) {
    for (const TableIndex table : control_.carry_out(change, tables_, now)) {
        choose_admission(table);
        allocate(table, now);
        recorder_.add_event(
            {EventKind::capacity_changed, whole_seconds(now), whole_seconds(now),
             tables_[table].name,
             say<Says::now_has>(tables_[table].name, capacity_message(tables_[table].capacity))});
    }
    follow_tables();
}

void Simulation::schedule_check(std::size_t op, SimTime at) {
    if (at > end_) return;
    events_.schedule(at, Phase::policies, [this, op](SimTime now) {
        check_scaling(op, now);
        schedule_check(op, now + operators_[op].decides.check_interval());
    });
}

// What the policies of one table or index decide at one moment is one UpdateTable: reads and writes
// may have a policy each.
void Simulation::check_scaling(std::size_t op, SimTime now) {
    const TableIndex resource = operators_[op].resource;
    const auto due = [&](std::size_t at) {
        return operators_[at].resource == resource &&
               (now - sim_start) % operators_[at].decides.check_interval() == 0us;
    };
    std::vector<ResourceOperator*> joined;
    for (std::size_t at = op; at > 0 && operators_[at - 1].resource == resource; --at) {
        if (due(at - 1)) return;  // that one has asked for all of them
    }
    for (std::size_t at = op; at < operators_.size() && operators_[at].resource == resource; ++at) {
        if (due(at)) joined.push_back(&operators_[at].decides);
    }
    const Table& table = tables_[resource];
    if (table.capacity.on_demand() || table.status == TableStatus::absent) return;
    if (!is_looked_after(scenario_, resource, tables_, now)) return;
    const WallTime wall = scenario_.start + (now - sim_start);
    const ScalingView view{
        .now = wall,
        .metrics = cloud_watch_.view(resource, wall, scenario_.control.metric_delay),
        .provisioned = table.capacity.provisioned,
        .active = busy_one(tables_, table.name.table) == nullptr,
        .decreases_left = control_.decreases(resource).left(wall),
        .explain = true};
    JointCheck(view, joined, [&](const ScalingDecision& decision, const std::string& asked_by) {
        return told(apply(change_of(table.name, decision.wanted), asked_by, decision.reason), now_);
    }).run();
    for (const ResourceOperator* one : joined) {
        if (const auto& wait = one->last_wait())
            recorder_.add_scaling_hold({whole_seconds(now), whole_seconds(one->check_interval()),
                                        table.name, one->policy_name(), *wait});
    }
}

void Simulation::create_index(TableIndex index, SimTime now) {
    const TableIndex base = *tables_[index].base;
    if (tables_[base].status == TableStatus::absent) return;  // dropped meanwhile
    // Whatever the table's mode has become meanwhile.
    const CapacitySpec& of_table = tables_[base].capacity;
    if (of_table.on_demand() && !tables_[index].capacity.on_demand())
        tables_.use_on_demand(index);
    else if (!of_table.on_demand() && tables_[index].capacity.on_demand())
        tables_.use_provisioned(index, of_table.provisioned, now);
    tables_.open(index, now);
    tables_[index].status = TableStatus::creating;
    choose_admission(index);
    allocate(index, now);
    follow_tables();
    recorder_.add_opening(index, tables_[index], whole_seconds(now));
    std::int64_t bytes = 0;
    const KeyRanges& ranges = tables_[base].ranges;
    for (std::size_t i = 0; i < ranges.size(); ++i)
        bytes += tables_.partitions.bytes[ranges.owner_at(i).value];
    index_writes_.begin_backfill(index,
                                 static_cast<std::uint64_t>(bytes) / tables_[base].item_bytes);
}

void Simulation::finish_indexes(SimTime now) {
    for (const TableIndex index : index_writes_.finished_backfills()) {
        tables_[index].status = TableStatus::active;
        tables_[*tables_[index].base].status = TableStatus::active;
        recorder_.add_event({EventKind::index_active, whole_seconds(now), whole_seconds(now),
                             tables_[index].name, say<Says::backfilled>(tables_[index].name)});
    }
}

// What the operator of a time series does as periods begin and end.
void Simulation::roll_over(const SeriesStep& step, SimTime now) {
    const TableIndex table = *tables_.named(step.table);
    if (step.kind == SeriesStep::Kind::cool) return cool(step, now);
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        const TableIndex resource{t};
        if (resource != table && tables_[resource].base != table) continue;
        if (step.kind == SeriesStep::Kind::open) {
            if (tables_[resource].created > now) continue;  // an index that comes later
            tables_.open(resource, now);
            allocate(resource, now);
            recorder_.add_opening(resource, tables_[resource], whole_seconds(now));
        } else {
            tables_.remove(resource, now);
            period_router_.remove(resource);
            recorder_.add_removal(resource, whole_seconds(now),
                                  step.archive
                                      ? say<Says::exported_and_dropped>(tables_[resource].name)
                                      : say<Says::dropped>(tables_[resource].name));
        }
    }
    follow_tables();
}

// Refused where the day's decreases are used up, or while the table is UPDATING: the operator tries
// again.
void Simulation::cool(const SeriesStep& step, SimTime now) {
    constexpr SimDuration retry = 1h;
    const Table& table = tables_[*tables_.named(step.table)];
    if (table.status == TableStatus::absent) return;
    // Never warmer: a step that was refused may come again after the next one has been taken.
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
        if (tables_[resource].status == TableStatus::absent) continue;  // it comes later
        change.indexes[index] = cooled(tables_[resource].capacity.provisioned);
    }
    if (apply(change, "time series", say<Says::period_over>()).accepted) return;
    SeriesStep again = step;
    again.at = now + retry;
    events_.schedule(again.at, Phase::changes,
                     [this, again](SimTime later) { cool(again, later); });
}

}  // namespace isotherm
