// SPDX-License-Identifier: Apache-2.0
#include "engine/control/table_updates.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/control/table_status.h"
#include "engine/scenario/written_calls.h"

namespace isotherm {
namespace {

Throughput with_wanted(Throughput present, Throughput wanted) {
    return {wanted.read > 0 ? wanted.read : present.read,
            wanted.write > 0 ? wanted.write : present.write};
}

// Returns the provisioned throughput that `resource` would have after `change`.
Throughput wanted_of(const TableChange& change, const Table& resource) {
    if (!resource.base) return with_wanted(resource.capacity.provisioned, change.provisioned);
    const auto found = change.indexes.find(resource.name.index);
    return found == change.indexes.end()
               ? resource.capacity.provisioned
               : with_wanted(resource.capacity.provisioned, found->second);
}

// Splits partitions until they can carry the warm throughput. Warm throughput is not a limit and
// never falls ([inferred]).
void warm_up(Tables& tables, TableIndex index, Throughput warm, SimTime now) {
    Throughput& present = tables[index].capacity.warm;
    present = {std::max(present.read, warm.read), std::max(present.write, warm.write)};
    Era independent = tables.era();
    independent.combined_partition_limits = false;
    const std::int64_t wanted = partitions_for_throughput(independent, present);
    while (static_cast<std::int64_t>(tables[index].ranges.size()) < wanted)
        tables.split_every_partition(index, now);
}

// Returns the maximum after a request for `wanted`: -1 removes the maximum (result 0), 0 leaves it
// unchanged.
std::int64_t new_maximum(std::int64_t present, std::int64_t wanted) {
    return wanted == 0 ? present : std::max<std::int64_t>(wanted, 0);
}

// Whether a call changes warm throughput or a maximum, that is, anything besides capacity mode and
// provisioned throughput.
bool changes_limits(const TableChange& change, const CapacitySpec& present) {
    return change.warm.read > present.warm.read || change.warm.write > present.warm.write ||
           new_maximum(present.maximum.read, change.maximum.read) != present.maximum.read ||
           new_maximum(present.maximum.write, change.maximum.write) != present.maximum.write;
}

ChangeAnswer refused(const char* exception, Message why) {
    return {false, {}, exception, std::move(why)};
}

}  // namespace

std::vector<TableIndex> touched(const TableChange& change, const Tables& tables) {
    std::vector<TableIndex> list;
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        const Table& resource = tables.tables[t];
        const bool left_out = resource.base && resource.status == TableStatus::absent &&
                              !change.indexes.contains(resource.name.index);
        if (asks_of(change, resource.name) && !left_out) list.push_back({t});
    }
    return list;
}

TableUpdates::TableUpdates(const Tables& tables, WallTime start, ControlDurations durations)
    : start_(start),
      durations_(durations),
      ledgers_(tables.size(), DecreaseLedger(DecreaseLimits::of(tables.era()))),
      mode_switches_(tables.size()) {}

std::vector<CapacityChange> TableUpdates::described(const TableChange& change, const Tables& tables,
                                                    SimTime now) const {
    std::vector<CapacityChange> list;
    for (const TableIndex index : touched(change, tables)) {
        const Table& resource = tables[index];
        CapacityChange one;
        one.second = whole_seconds(now);
        one.resource = resource.name;
        one.on_demand_before = resource.capacity.on_demand();
        one.on_demand_wanted =
            !change.mode ? one.on_demand_before : change.mode == CapacityMode::on_demand;
        if (!one.on_demand_before) one.before = resource.capacity.provisioned;
        if (!one.on_demand_wanted) one.wanted = wanted_of(change, resource);
        if (!resource.base) {
            one.warm = change.warm;
            one.maximum = change.maximum;
        }
        list.push_back(std::move(one));
    }
    return list;
}

ChangeAnswer TableUpdates::ask(const TableChange& change, Tables& tables, SimTime now) {
    const std::optional<TableIndex> named = tables.named(change.table);
    if (!named || tables[*named].status == TableStatus::absent)
        return refused("ResourceNotFoundException", say<Says::does_not_exist>(change.table));
    const std::vector<TableIndex> resources = touched(change, tables);
    for (const TableIndex resource : resources) {
        const Table& one = tables[resource];
        if (one.status == TableStatus::absent)
            return refused("ResourceNotFoundException", say<Says::does_not_exist>(one.name));
    }
    if (const Table* busy = busy_one(tables, change.table))
        return refused("ResourceInUseException", say<Says::not_active_now>(busy->name));
    ChangeAnswer answer{.accepted = true, .effective = now};
    const CapacitySpec& present = tables[*named].capacity;
    const bool other_mode =
        change.mode && (change.mode == CapacityMode::on_demand) != present.on_demand();
    const bool limits = changes_limits(change, present);
    if (other_mode) {
        answer = ask_mode(change, tables, *named, now);
    } else if (!limits || asks_throughput(change.provisioned) || !change.indexes.empty()) {
        answer = ask_throughput(change, tables, now);
    }
    if (answer.accepted && asks_throughput(change.warm) && limits)
        answer.effective = std::max(answer.effective, now + durations_.update_table.longest);
    if (answer.accepted) {
        for (const TableIndex resource : resources) tables[resource].status = TableStatus::updating;
    }
    return answer;
}

ChangeAnswer TableUpdates::ask_throughput(const TableChange& change, const Tables& tables,
                                          SimTime now) {
    std::vector<ThroughputChange> changes;
    UpdateTableCall call;
    const std::vector<TableIndex> resources = touched(change, tables);
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        const Table& resource = tables.tables[t];
        if (resource.capacity.on_demand() || resource.status == TableStatus::absent) continue;
        const Throughput present = resource.capacity.provisioned;
        if (std::find(resources.begin(), resources.end(), TableIndex{t}) == resources.end()) {
            Throughput& rest =
                resource.name.table == change.table ? call.rest_of_table : call.rest_of_account;
            rest.read += present.read;
            rest.write += present.write;
            continue;
        }
        const Throughput wanted = wanted_of(change, resource);
        if (wanted.read == present.read && wanted.write == present.write) continue;
        const auto before = static_cast<std::int64_t>(resource.ranges.size());
        changes.push_back(
            {.resource = resource.name.label(),
             .present = present,
             .wanted = wanted,
             .earlier_peak = resource.highest_provisioned,
             .partitions_to_split = partitions_after_change(tables.era(), before, wanted) - before,
             .decreases = &ledgers_[t]});
    }
    if (changes.empty()) {
        return refused("ValidationException", say<Says::values_equal_or_on_demand>(change.table));
    }
    call.changes = changes;
    const UpdateTableAnswer answer =
        update_table(tables.era(), durations_.update_table, call, wall(now));
    return {answer.accepted, now + answer.lasts, answer.exception, answer.why};
}

ChangeAnswer TableUpdates::ask_mode(const TableChange& change, const Tables& tables,
                                    TableIndex index, SimTime now) {
    const Era& era = tables.era();
    const bool to_on_demand = change.mode == CapacityMode::on_demand;
    if (to_on_demand && !era.on_demand)
        return refused("ValidationException", say<Says::no_on_demand_yet>(change.table));
    for (const TableIndex resource : touched(change, tables)) {
        const Throughput wanted = wanted_of(change, tables[resource]);
        if (!to_on_demand && std::min(wanted.read, wanted.write) < 1)
            return refused("ValidationException", say<Says::below_least>(tables[resource].name, 1));
    }
    std::deque<SimTime>& switches = mode_switches_[index.value];
    while (!switches.empty() && switches.front() + 24h <= now) switches.pop_front();
    const bool counts = to_on_demand || !era.switch_to_provisioned_freely;
    if (counts && static_cast<std::int64_t>(switches.size()) >= era.mode_switches_per_day) {
        return refused("LimitExceededException",
                       say<Says::too_many_mode_switches>(tables[index].name, switches.size()));
    }
    if (counts) switches.push_back(now);
    return {true, now + durations_.mode_switch, "", {}};
}

std::vector<TableIndex> TableUpdates::carry_out(const TableChange& change, Tables& tables,
                                                SimTime now) const {
    std::vector<TableIndex> changed = touched(change, tables);
    // A table that was dropped after the change was accepted stays dropped.
    std::erase_if(changed,
                  [&](TableIndex index) { return tables[index].status == TableStatus::absent; });
    for (const TableIndex index : changed) {
        Table& resource = tables[index];
        resource.status = TableStatus::active;
        if (!resource.base) {
            Throughput& maximum = resource.capacity.maximum;
            maximum = {new_maximum(maximum.read, change.maximum.read),
                       new_maximum(maximum.write, change.maximum.write)};
            if (asks_throughput(change.warm)) warm_up(tables, index, change.warm, now);
        }
        if (change.mode == CapacityMode::on_demand) {
            if (!resource.capacity.on_demand()) tables.use_on_demand(index);
        } else if (change.mode == CapacityMode::provisioned) {
            tables.use_provisioned(index, wanted_of(change, resource), now);
        } else if (!tables[index].capacity.on_demand())
            tables.set_throughput(index, wanted_of(change, tables[index]), now);
    }
    return changed;
}

}  // namespace isotherm
