// The control plane at work: changes that are asked for, scaling policies, indexes that are added,
// tables of a time series.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>

#include "engine/run/simulation.h"

namespace isotherm {

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
                               const std::string& reason) {
    std::vector<CapacityChange> asked = control_.described(change, tables_, now_);
    ChangeAnswer answer = control_.ask(change, tables_, now_);
    for (CapacityChange& one : asked) {
        one.asked_by = asked_by;
        one.reason = reason;
        if (answer.accepted)
            one.effective_second = whole_seconds(answer.effective);
        else
            one.refusal = answer.exception + ": " + answer.sentence;
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

ChangeAnswer Simulation::apply_written(const std::string& name, const TableChange& change) {
    return apply(change, "changes." + name, "written in the scenario");
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
    recorder_.add_event(
        {EventKind::workload_changed, second, second, ResourceName(spec.table),
         fmt::format("{} ({}): {}", workload, name,
                     lines.empty() ? "as it was" : fmt::format("{}", fmt::join(lines, ", ")))});
}

void Simulation::take_effect(const TableChange& change, SimTime now) {
    for (const TableIndex table : control_.carry_out(change, tables_, now)) {
        choose_admission(table);
        allocate(table, now);
        recorder_.add_event({EventKind::capacity_changed, whole_seconds(now), whole_seconds(now),
                             tables_[table].name,
                             tables_[table].name.label() + " now has " + text_of(tables_[table].capacity)});
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

void Simulation::check_scaling(std::size_t op, SimTime now) {
    Operator& asking = operators_[op];
    const Table& table = tables_[asking.resource];
    if (table.capacity.on_demand() || table.status == TableStatus::absent) return;
    if (!is_looked_after(scenario_, asking.resource, tables_, now)) return;
    const WallTime wall = scenario_.start + (now - sim_start);
    const ScalingView view{
        .now = wall,
        .metrics = cloud_watch_.view(asking.resource, wall, scenario_.control.metric_delay),
        .provisioned = table.capacity.provisioned,
        .active = table.status == TableStatus::active,
        .decreases_left = control_.decreases(asking.resource).left(wall),
        .explain = true};
    asking.decides.check(
        view, [&](const ScalingDecision& decision) { return ask_for_operator(asking, decision); });
    if (const auto& wait = asking.decides.last_wait()) {
        recorder_.add_scaling_hold({whole_seconds(now),
                                    whole_seconds(asking.decides.check_interval()), table.name,
                                    asking.decides.policy_name(), *wait});
    }
}

UpdateTableAnswer Simulation::ask_for_operator(const Operator& asking,
                                               const ScalingDecision& decision) {
    const Table& resource = tables_[asking.resource];
    TableChange change;
    change.table = resource.name.table;
    if (resource.base) {
        change.indexes[resource.name.index] = decision.wanted;
    } else {
        change.provisioned = decision.wanted;
    }
    const ChangeAnswer answer = apply(change, asking.decides.policy_name(), decision.reason);
    UpdateTableAnswer told;
    told.accepted = answer.accepted;
    told.lasts = answer.accepted ? answer.effective - now_ : SimDuration{};
    told.exception = answer.exception;
    told.sentence = answer.sentence;
    return told;
}

void Simulation::create_index(TableIndex index, SimTime now) {
    const TableIndex base = *tables_[index].base;
    if (tables_[base].status == TableStatus::absent) return;  // dropped meanwhile
    tables_.open(index, now);
    tables_[index].status = TableStatus::creating;
    allocate(index, now);
    follow_tables();
    recorder_.add_opening(tables_[index], whole_seconds(now));
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
                             tables_[index].name,
                             tables_[index].name.label() + " has been backfilled and is ACTIVE"});
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
            recorder_.add_opening(tables_[resource], whole_seconds(now));
        } else {
            tables_.remove(resource, now);
            period_router_.remove(resource);
            recorder_.add_event({EventKind::table_removed, whole_seconds(now), whole_seconds(now),
                                 tables_[resource].name,
                                 fmt::format("{} is {}dropped", tables_[resource].name,
                                             step.archive ? "exported and " : "")});
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
        change.indexes[index] = cooled(tables_[resource].capacity.provisioned);
    }
    if (apply(change, "time series", "its period is over").accepted) return;
    SeriesStep again = step;
    again.at = now + retry;
    events_.schedule(again.at, Phase::changes,
                     [this, again](SimTime later) { cool(again, later); });
}

}  // namespace isotherm
