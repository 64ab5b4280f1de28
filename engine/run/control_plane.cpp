#include "engine/run/control_plane.h"

#include <fmt/format.h>

#include <algorithm>

namespace isotherm {
namespace {

bool asks_throughput(Throughput wanted) { return wanted.read > 0 || wanted.write > 0; }

Throughput with_wanted(Throughput present, Throughput wanted) {
    return {wanted.read > 0 ? wanted.read : present.read,
            wanted.write > 0 ? wanted.write : present.write};
}

// What a change wants of one of the resources it touches.
Throughput wanted_of(const TableChange& change, const Table& resource) {
    if (!resource.base) return with_wanted(resource.capacity.provisioned, change.provisioned);
    const auto found = change.indexes.find(resource.name.index);
    return found == change.indexes.end()
               ? resource.capacity.provisioned
               : with_wanted(resource.capacity.provisioned, found->second);
}

// Warm throughput is raised by splitting until the partitions can carry it; it is no limit and
// never falls (throughput-model 6.4, [inferred]).
void warm_up(Tables& tables, TableIndex index, Throughput warm, SimTime now) {
    Throughput& present = tables[index].capacity.warm;
    present = {std::max(present.read, warm.read), std::max(present.write, warm.write)};
    Era independent = tables.era();
    independent.combined_partition_limits = false;
    const std::int64_t wanted = partitions_for_throughput(independent, present);
    while (static_cast<std::int64_t>(tables[index].ranges.size()) < wanted)
        tables.split_every_partition(index, now);
}

void set_maximum(std::int64_t& present, std::int64_t wanted) {
    if (wanted != 0) present = std::max<std::int64_t>(wanted, 0);
}

}  // namespace

std::vector<TableIndex> touched(const TableChange& change, const Tables& tables) {
    std::vector<TableIndex> list;
    const bool of_table = change.indexes.empty() || asks_throughput(change.provisioned) ||
                          !change.mode.empty() || asks_throughput(change.warm) ||
                          change.maximum.read != 0 || change.maximum.write != 0;
    if (const auto table = tables.named(change.table); table && of_table) list.push_back(*table);
    for (const auto& [name, wanted] : change.indexes) {
        if (const auto index = tables.named(change.table, name)) list.push_back(*index);
    }
    return list;
}

void ControlDurations::settings(SettingsVisitor& visit) {
    update_table.settings(visit);
    visit.field({.name = "mode_switch",
                 .help = "between provisioned and on-demand mode; throughput stays meanwhile",
                 .lowest = 0,
                 .highest = 86'400,
                 .source = "[inferred] \"several minutes\" (Developer Guide)"},
                mode_switch);
    visit.field({.name = "index_allocation",
                 .help = "a new global index gets its partitions, before it is backfilled",
                 .lowest = 0,
                 .highest = 86'400,
                 .source = "[inferred] phase without a published duration (Developer Guide)"},
                index_allocation);
    visit.field({.name = "metric_delay",
                 .help = "from the end of a minute until CloudWatch shows its point",
                 .lowest = 0,
                 .highest = 3'600,
                 .source = "throughput-model 4.2: metrics are 1 to 2 minutes late"},
                metric_delay);
}

ControlPlane::ControlPlane(const Tables& tables, WallTime start, ControlDurations durations)
    : start_(start),
      durations_(durations),
      ledgers_(tables.size(), DecreaseLedger(DecreaseLimits::of(tables.era()))),
      mode_switches_(tables.size()) {}

std::vector<CapacityChange> ControlPlane::described(const TableChange& change, const Tables& tables,
                                                    SimTime now) const {
    std::vector<CapacityChange> list;
    for (const TableIndex index : touched(change, tables)) {
        const Table& resource = tables[index];
        CapacityChange one;
        one.second = whole_seconds(now);
        one.resource = resource.name;
        one.before = resource.capacity.provisioned;
        one.wanted = wanted_of(change, resource);
        list.push_back(std::move(one));
    }
    return list;
}

ChangeAnswer ControlPlane::ask(const TableChange& change, Tables& tables, SimTime now) {
    const std::vector<TableIndex> resources = touched(change, tables);
    for (const TableIndex resource : resources) {
        const Table& table = tables[resource];
        if (table.status == TableStatus::absent)
            return {false, {}, "ResourceNotFoundException", table.name.label() + " does not exist"};
        if (table.status != TableStatus::active)
            return {false, {}, "ResourceInUseException", table.name.label() + " is not ACTIVE"};
    }
    if (resources.empty())
        return {false, {}, "ResourceNotFoundException", change.table + " does not exist"};
    ChangeAnswer answer{.accepted = true, .effective = now};
    const Table& table = tables[resources.front()];
    const bool other_mode =
        !change.mode.empty() && (change.mode == "on_demand") != table.capacity.on_demand();
    if (other_mode) {
        answer = ask_mode(change, tables, resources.front(), now);
    } else if (asks_throughput(change.provisioned) || !change.indexes.empty()) {
        answer = ask_throughput(change, tables, now);
    } else if (asks_throughput(change.warm)) {
        answer.effective = now + durations_.update_table.longest;
    }
    if (answer.accepted) {
        for (const TableIndex resource : resources) tables[resource].status = TableStatus::updating;
    }
    return answer;
}

ChangeAnswer ControlPlane::ask_throughput(const TableChange& change, const Tables& tables,
                                          SimTime now) {
    std::vector<ThroughputChange> changes;
    UpdateTableCall call;
    const std::vector<TableIndex> resources = touched(change, tables);
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        const Table& resource = tables.tables[t];
        if (resource.capacity.on_demand() || resource.status == TableStatus::absent) continue;
        const Throughput present = resource.capacity.provisioned;
        if (std::find(resources.begin(), resources.end(), TableIndex{t}) == resources.end()) {
            Throughput& rest = resource.name.table == change.table ? call.rest_of_table : call.rest_of_account;
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
        return {false,
                {},
                "ValidationException",
                "the requested values equal the present ones, or the table is on demand"};
    }
    call.changes = changes;
    const UpdateTableAnswer answer =
        update_table(tables.era(), durations_.update_table, call, wall(now));
    return {answer.accepted, now + answer.lasts, answer.exception, answer.sentence};
}

ChangeAnswer ControlPlane::ask_mode(const TableChange& change, const Tables& tables,
                                    TableIndex index, SimTime now) {
    const Era& era = tables.era();
    const bool to_on_demand = change.mode == "on_demand";
    if (to_on_demand && !era.on_demand)
        return {false, {}, "ValidationException", "on-demand mode came in 2018"};
    std::deque<SimTime>& switches = mode_switches_[index.value];
    while (!switches.empty() && switches.front() + 24h <= now) switches.pop_front();
    const bool counts = to_on_demand || !era.switch_to_provisioned_freely;
    if (counts && static_cast<std::int64_t>(switches.size()) >= era.mode_switches_per_day) {
        return {false,
                {},
                "LimitExceededException",
                fmt::format("{} has changed its capacity mode {} times in 24 hours already",
                            tables[index].name, switches.size())};
    }
    if (counts) switches.push_back(now);
    return {true, now + durations_.mode_switch, "", ""};
}

std::vector<TableIndex> ControlPlane::carry_out(const TableChange& change, Tables& tables,
                                                SimTime now) const {
    std::vector<TableIndex> changed = touched(change, tables);
    // A table that was dropped meanwhile stays dropped.
    std::erase_if(changed,
                  [&](TableIndex index) { return tables[index].status == TableStatus::absent; });
    for (const TableIndex index : changed) {
        Table& resource = tables[index];
        resource.status = TableStatus::active;
        if (!resource.base) {
            set_maximum(resource.capacity.maximum.read, change.maximum.read);
            set_maximum(resource.capacity.maximum.write, change.maximum.write);
            if (asks_throughput(change.warm)) warm_up(tables, index, change.warm, now);
            if (change.mode == "on_demand") {
                tables.use_on_demand(index);
                continue;
            }
            if (change.mode == "provisioned") {
                tables.use_provisioned(index, change.provisioned, now);
                continue;
            }
        }
        if (!tables[index].capacity.on_demand())
            tables.set_throughput(index, wanted_of(change, tables[index]), now);
    }
    return changed;
}

}  // namespace isotherm
