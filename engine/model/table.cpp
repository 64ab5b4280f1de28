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
        table.partitions.push_back({first.value + i});
        partitions.buckets.emplace_back();
        partitions.limit.emplace_back();
        partitions.table.push_back(index);
        partitions.first_position.push_back(table.ranges.first_at(i));
        partitions.last_position.push_back(table.ranges.last_at(i));
        partitions.born.push_back(sim_start);
        partitions.parent.emplace_back();
    }
    tables.push_back(std::move(table));
}

void charge(RequestBatch& batch, const Tables& tables, const Charge& rules) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
        batch.partition[i] = tables[batch.table[i]].ranges.owner(position_of(batch.key[i]));
        batch.cost[i] = rules.of(batch.operation[i], batch.bytes[i]);
    }
}

}  // namespace isotherm
