#include "engine/model/table.h"

namespace isotherm {

void TableSpec::settings(SettingsVisitor& visit) {
    visit.field({.name = "partition_key", .help = "name of the partition key attribute"}, partition_key);
    visit.field({.name = "sort_key", .help = "name of the sort key attribute, if any"}, sort_key);
    visit.field({.name = "item_size", .help = "size of an item where the workload does not say",
                 .lowest = 1, .highest = 409'600},
                item_size);
    visit.field({.name = "size", .help = "what the table holds when the run starts"}, size);
    visit.group({.name = "capacity", .help = "throughput of the table", .required = true},
                [this](SettingsVisitor& capacity) {
                    capacity.field({.name = "mode", .help = "how throughput is bought"},
                                   Choice{capacity_mode, {"provisioned"}});
                    const double most = CapacityRate::highest.in_units_per_second();
                    capacity.field({.name = "read", .help = "read units per second (RCU)",
                                    .lowest = 1, .highest = most, .required = true},
                                   provisioned.read);
                    capacity.field({.name = "write", .help = "write units per second (WCU)",
                                    .lowest = 1, .highest = most, .required = true},
                                   provisioned.write);
                });
    visit.field({.name = "partitions", .help = "number of partitions; 0 computes it from capacity and size",
                 .lowest = 0, .highest = 1e6},
                partitions);
}

Tables::Tables(Era era, const std::vector<TableSpec>& specs) : era_(std::move(era)) {
    for (const TableSpec& spec : specs) create(spec);
}

void Tables::create(const TableSpec& spec) {
    const TableIndex index{static_cast<std::uint32_t>(tables.size())};
    const auto count = static_cast<std::uint32_t>(
        spec.partitions > 0 ? spec.partitions
                            : partitions_at_creation(era_, spec.provisioned, spec.size));
    Table table;
    table.name = spec.name;
    for (const Side side : both_sides) {
        table.provisioned[static_cast<std::size_t>(side)] =
            CapacityRate::units_per_second(spec.provisioned.of(side));
    }
    const PartitionIndex first{static_cast<std::uint32_t>(partitions.size())};
    table.ranges = KeyRanges::equal(first, count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const PartitionIndex partition = add_partition(index, table.ranges.first_at(i), table.ranges.last_at(i));
        partitions.share[partition.value] = count;
        partitions.bytes[partition.value] = static_cast<std::int64_t>(spec.size.count) / count;
        table.partitions.push_back(partition);
    }
    tables.push_back(std::move(table));
}

PartitionIndex Tables::add_partition(TableIndex table, ItemPosition first, ItemPosition last) {
    const PartitionIndex index{static_cast<std::uint32_t>(partitions.size())};
    partitions.buckets.emplace_back();
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
    const ItemPosition second_first =
        cut.sort == last_sort ? ItemPosition{cut.hash + 1, 0} : ItemPosition{cut.hash, cut.sort + 1};
    const Children children{add_partition(index, partitions.first[parent.value], cut),
                            add_partition(index, second_first, partitions.last[parent.value])};
    for (const PartitionIndex child : {children.first, children.second}) {
        for (std::size_t side = 0; side < side_count; ++side) {
            partitions.buckets[child.value].of[side] =
                partitions.buckets[parent.value].of[side].half(now, era_.windows());
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

void Tables::set_throughput(TableIndex index, Throughput provisioned, SimTime now) {
    Table& table = tables[index.value];
    for (const Side side : both_sides) {
        table.provisioned[static_cast<std::size_t>(side)] = CapacityRate::units_per_second(provisioned.of(side));
    }
    const auto before = static_cast<std::int64_t>(table.ranges.size());
    const std::int64_t wanted = partitions_after_change(era_, before, provisioned);
    while (static_cast<std::int64_t>(table.ranges.size()) < wanted) {
        std::vector<PartitionIndex> serving;
        for (std::size_t i = 0; i < table.ranges.size(); ++i) serving.push_back(table.ranges.owner_at(i));
        for (const PartitionIndex parent : serving) {
            const auto cut = middle_of(partitions.first[parent.value], partitions.last[parent.value]);
            if (cut) split(parent, *cut, now);
        }
    }
    if (wanted > before) {
        for (std::size_t i = 0; i < table.ranges.size(); ++i) {
            partitions.share[table.ranges.owner_at(i).value] = static_cast<std::int64_t>(table.ranges.size());
        }
    }
}

std::optional<ItemPosition> middle_of(ItemPosition first, ItemPosition last) {
    if (first.hash != last.hash) {
        return ItemPosition{first.hash + (last.hash - first.hash) / 2, last_sort};
    }
    if (first.sort == last.sort) return std::nullopt;
    return ItemPosition{first.hash, first.sort + (last.sort - first.sort) / 2};
}

void charge(RequestBatch& batch, const Tables& tables, const Charge& rules,
            std::span<const SortOrder> sort_orders) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Key key = batch.key[i];
        batch.partition[i] = tables[batch.table[i]].ranges.owner(position_of(key), [&] {
            return sort_position(sort_orders[batch.workload[i].value], key, batch.sequence[i]);
        });
        batch.cost[i] = rules.of(batch.operation[i], batch.bytes[i]);
    }
}

}  // namespace isotherm
