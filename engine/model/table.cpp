// SPDX-License-Identifier: Apache-2.0
#include "engine/model/table.h"

#include <algorithm>

#include "engine/model/on_demand_start.h"

namespace isotherm {

namespace {

BySide<CapacityRate> provisioned_rates(const CapacitySpec& capacity) {
    return {CapacityRate::units_per_second(capacity.provisioned.read),
            CapacityRate::units_per_second(capacity.provisioned.write)};
}

// Returns `given` if it is above 0, else the computed number of partitions. An on-demand table has
// enough partitions for its warm throughput and for twice its previous peak, because partitions
// never merge.
std::int64_t partitions_of(const Era& era, const CapacitySpec& capacity, std::int64_t given,
                           Bytes size) {
    if (given > 0) return given;
    if (!capacity.on_demand()) return partitions_at_creation(era, capacity.provisioned, size);
    const Throughput wanted{std::max(capacity.warm.read, 2 * capacity.previous_peak.read),
                            std::max(capacity.warm.write, 2 * capacity.previous_peak.write)};
    Era independent = era;
    independent.combined_partition_limits = false;
    return std::max(on_demand_partitions, partitions_at_creation(independent, wanted, size));
}

// Makes room for `more` partitions; twice the present room if there is too little, so that growing
// table by table stays cheap.
void make_room(Partitions& columns, std::size_t more) {
    const std::size_t wanted = columns.size() + more;
    if (wanted <= columns.buckets.capacity()) return;
    const std::size_t room = std::max(wanted, 2 * columns.buckets.capacity());
    columns.buckets.reserve(room);
    columns.maximum.reserve(room);
    columns.limit.reserve(room);
    columns.table.reserve(room);
    columns.share.reserve(room);
    columns.bytes.reserve(room);
    columns.first.reserve(room);
    columns.last.reserve(room);
    columns.born.reserve(room);
    columns.retired.reserve(room);
    columns.parent.reserve(room);
}

}  // namespace

Tables::Tables(Era era, const std::vector<TableSpec>& specs) : era_(std::move(era)) {
    for (const TableSpec& spec : specs) create(spec);
}

std::optional<TableIndex> Tables::named(std::string_view table, std::string_view index) const {
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        if (tables[t].name.table == table && tables[t].name.index == index) return TableIndex{t};
    }
    return std::nullopt;
}

void Tables::create(const TableSpec& spec) {
    const bool has_local_index =
        std::any_of(spec.indexes.begin(), spec.indexes.end(),
                    [](const auto& index) { return !index.second.global(); });
    Table table;
    table.name = ResourceName(spec.name);
    table.capacity = spec.capacity;
    table.item_bytes = std::max<std::uint64_t>(1, spec.item_size.count);
    table.may_cut_collections = !has_local_index;
    table.created = sim_start + spec.created;
    table.highest_provisioned = spec.highest;
    table.replicated = spec.replicated();
    table.streams_forbid_splits = spec.stream.on && !spec.capacity.on_demand();
    const TableIndex base{static_cast<std::uint32_t>(tables.size())};
    create_resource(std::move(table),
                    partitions_of(era_, spec.capacity, spec.partitions, spec.size), spec.size);
    for (const auto& [name, index] : spec.indexes) {
        if (!index.global()) continue;
        const Bytes size = index.entries_of(spec.size, spec.item_size);
        Table resource;
        resource.name = ResourceName(spec.name, name);
        resource.kind = ResourceKind::index;
        resource.base = base;
        resource.capacity = index.capacity;
        resource.created = sim_start + std::max(spec.created, index.created);
        create_resource(std::move(resource),
                        partitions_of(era_, index.capacity, index.partitions, size), size);
    }
}

void Tables::create_resource(Table table, std::int64_t count, Bytes size) {
    const TableIndex index{static_cast<std::uint32_t>(tables.size())};
    if (table.created == sim_start) {
        table.provisioned = provisioned_rates(table.capacity);
    } else {
        table.status = TableStatus::absent;
    }
    Throughput& highest = table.highest_provisioned;
    highest = {std::max(highest.read, table.capacity.provisioned.read),
               std::max(highest.write, table.capacity.provisioned.write)};
    const PartitionIndex first{static_cast<std::uint32_t>(partitions.size())};
    table.ranges = KeyRanges::equal(first, static_cast<std::uint32_t>(count));
    make_room(partitions, table.ranges.size());
    table.partitions.reserve(table.ranges.size());
    for (std::size_t i = 0; i < table.ranges.size(); ++i) {
        const PartitionIndex partition =
            add_partition(index, table.ranges.first_at(i), table.ranges.last_at(i));
        partitions.share[partition.value] = count;
        partitions.bytes[partition.value] = static_cast<std::int64_t>(size.count) / count;
        partitions.born[partition.value] = table.created;
        table.partitions.push_back(partition);
    }
    tables.push_back(std::move(table));
}

PartitionIndex Tables::add_partition(TableIndex table, ItemPosition first, ItemPosition last) {
    const PartitionIndex index{static_cast<std::uint32_t>(partitions.size())};
    partitions.buckets.emplace_back();
    partitions.maximum.emplace_back();
    partitions.limit.emplace_back();
    partitions.table.push_back(table);
    partitions.share.push_back(1);
    partitions.bytes.push_back(0);
    partitions.first.push_back(first);
    partitions.last.push_back(last);
    partitions.born.push_back(sim_start);
    partitions.retired.push_back(never);
    partitions.parent.emplace_back();
    return index;
}

Tables::Children Tables::split(PartitionIndex parent, ItemPosition cut, SimTime now) {
    const TableIndex index = partitions.table[parent.value];
    const ItemPosition second_first = cut.sort == last_sort ? ItemPosition{cut.hash + 1, 0}
                                                            : ItemPosition{cut.hash, cut.sort + 1};
    const Children children{add_partition(index, partitions.first[parent.value], cut),
                            add_partition(index, second_first, partitions.last[parent.value])};
    for (const PartitionIndex child : {children.first, children.second}) {
        for (const Side side : both_sides) {
            partitions.buckets[child.value].of[side] =
                partitions.buckets[parent.value].of[side].half(
                    now, tables[index.value].partition_windows);
            // Each child gets half of the tokens left in the parent's maximum bucket.
            partitions.maximum[child.value].of[side] =
                partitions.maximum[parent.value].of[side].half(now, era_.maximum_windows());
            partitions.limit[child.value][side] = partitions.limit[parent.value][side];
        }
        partitions.share[child.value] = partitions.share[parent.value] * 2;
        partitions.bytes[child.value] = partitions.bytes[parent.value] / 2;
        partitions.born[child.value] = now;
        partitions.parent[child.value] = parent;
        tables[index.value].partitions.push_back(child);
    }
    partitions.retired[parent.value] = now;
    tables[index.value].ranges.split(parent, cut, children.first, children.second);
    return children;
}

void Tables::split_every_partition(TableIndex index, SimTime now) {
    std::vector<PartitionIndex> serving;
    const KeyRanges& ranges = tables[index.value].ranges;
    for (std::size_t i = 0; i < ranges.size(); ++i) serving.push_back(ranges.owner_at(i));
    for (const PartitionIndex parent : serving) {
        const auto cut = middle_of(partitions.first[parent.value], partitions.last[parent.value]);
        if (cut) split(parent, *cut, now);
    }
}

void Tables::set_throughput(TableIndex index, Throughput provisioned, SimTime now) {
    Table& table = tables[index.value];
    table.capacity.provisioned = provisioned;
    table.provisioned = provisioned_rates(table.capacity);
    table.highest_provisioned = {std::max(table.highest_provisioned.read, provisioned.read),
                                 std::max(table.highest_provisioned.write, provisioned.write)};
    const auto before = static_cast<std::int64_t>(table.ranges.size());
    const std::int64_t wanted = partitions_after_change(era_, before, provisioned);
    if (wanted == before) return;
    while (static_cast<std::int64_t>(tables[index.value].ranges.size()) < wanted)
        split_every_partition(index, now);
    const KeyRanges& ranges = tables[index.value].ranges;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        partitions.share[ranges.owner_at(i).value] = static_cast<std::int64_t>(ranges.size());
    }
}

// Sets the previous peak to half of the highest throughput ever provisioned, so that the on-demand
// capacity, twice the peak, equals that throughput (Developer Guide 2020).
void Tables::use_on_demand(TableIndex index) {
    Table& table = tables[index.value];
    const Throughput had = table.highest_provisioned;
    table.capacity.mode = CapacityMode::on_demand;
    table.capacity.previous_peak = {
        std::max(table.capacity.previous_peak.read, (had.read + 1) / 2),
        std::max(table.capacity.previous_peak.write, (had.write + 1) / 2)};
}

void Tables::use_provisioned(TableIndex index, Throughput provisioned, SimTime now) {
    tables[index.value].capacity.mode = CapacityMode::provisioned;
    set_throughput(index, provisioned, now);
}

void Tables::open(TableIndex index, SimTime now) {
    Table& table = tables[index.value];
    table.status = TableStatus::active;
    table.created = now;
    table.provisioned = provisioned_rates(table.capacity);
}

void Tables::remove(TableIndex index, SimTime now) {
    Table& table = tables[index.value];
    table.status = TableStatus::absent;
    table.provisioned = {};
    for (std::size_t i = 0; i < table.ranges.size(); ++i) {
        partitions.retired[table.ranges.owner_at(i).value] = now;
    }
}

std::optional<ItemPosition> middle_of(ItemPosition first, ItemPosition last) {
    if (first.hash != last.hash) {
        return ItemPosition{first.hash + (last.hash - first.hash) / 2, last_sort};
    }
    if (first.sort == last.sort) return std::nullopt;
    return ItemPosition{first.hash, first.sort + (last.sort - first.sort) / 2};
}

}  // namespace isotherm
