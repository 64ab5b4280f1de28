#include "engine/run/demand_sample.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/run/series_tables.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

struct Sums {
    std::vector<BySide<std::int64_t>> half_units;  // by partition of all tables
    std::vector<BySide<FrequentKeys>> keys;        // by table
};

// A stream's part of the sample; true while it covers the whole time looked at.
struct Sampled {
    std::uint64_t requests = 0;
    SimTime last{};
};

Sampled add_stream(RequestStream& stream, TableIndex table, const Tables& tables,
                   const Charge& rules, std::size_t most_requests, Sums& sums) {
    constexpr std::size_t rows = 4096;
    std::vector<SimTime> arrival(rows);
    std::vector<Key> key(rows);
    std::vector<std::uint32_t> bytes(rows);
    std::vector<Operation> operation(rows);
    Sampled sampled;
    while (sampled.requests < most_requests) {
        const std::size_t count = stream.fill({arrival, key, bytes, operation});
        for (std::size_t i = 0; i < count; ++i) {
            const auto side = static_cast<std::size_t>(side_of(operation[i]));
            const PartitionIndex partition = tables[table].ranges.owner(position_of(key[i]));
            sums.half_units[partition.value][side] += rules.of(operation[i], bytes[i]).count();
            sums.keys[table.value][side].add(key[i]);
        }
        sampled.requests += count;
        if (count > 0) sampled.last = arrival[count - 1];
        if (count < rows) break;
    }
    return sampled;
}

SideDemand side_demand(const Tables& tables, TableIndex index, std::size_t side, const Sums& sums,
                       double seconds, const RequestStream* stream) {
    const Table& table = tables[index];
    SideDemand demand;
    std::int64_t total = 0, hottest = 0;
    for (std::size_t p = 0; p < table.partitions.size(); ++p) {
        const std::int64_t here = sums.half_units[table.partitions[p].value][side];
        total += here;
        if (here > hottest) {
            hottest = here;
            demand.hottest_partition = p;
        }
    }
    demand.units_per_second = HalfUnits(total).in_units() / seconds;
    demand.hottest_partition_units = HalfUnits(hottest).in_units() / seconds;
    demand.partition_limit =
        tables.partitions.limit[table.partitions[demand.hottest_partition].value][side];
    const FrequentKeys& keys = sums.keys[index.value][side];
    const auto top = keys.top(1);
    if (!top.empty()) {
        // By requests; close to units where items are of like size.
        demand.hottest_key_units = demand.units_per_second * static_cast<double>(top[0].count) /
                                   static_cast<double>(keys.total());
        demand.hottest_key =
            stream == nullptr ? std::to_string(top[0].key) : stream->key_name(top[0].key);
    }
    return demand;
}

// Of a time series, the table of the present period: the last that is there.
TableIndex present_target(const Scenario& scenario, const WorkloadSpec& workload,
                          const Tables& tables) {
    const std::vector<TableIndex> targets = targets_of(scenario, workload, tables);
    TableIndex present = targets.front();
    for (const TableIndex target : targets) {
        if (tables[target].status == TableStatus::active) present = target;
    }
    return present;
}

}  // namespace

Result<DemandSample> sample_demand(const Scenario& scenario, std::size_t most_requests) {
    Tables tables(scenario.era, run_tables(scenario));
    const auto seed = static_cast<std::uint64_t>(scenario.seed);
    const auto provisioned = scenario.admission_kind().start(seed);
    const auto on_demand = scenario.on_demand_kind().start(seed);
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        if (tables[{t}].status != TableStatus::active) continue;
        (tables[{t}].capacity.on_demand() ? on_demand : provisioned)
            ->allocate(tables, {t}, sim_start);
    }

    DemandSample sample;
    std::vector<std::unique_ptr<RequestStream>> streams(tables.size());
    Sums sums{std::vector<BySide<std::int64_t>>(tables.partitions.size()),
              std::vector<BySide<FrequentKeys>>(tables.size())};
    const Charge rules(scenario.era);
    for (const auto& [name, workload] : scenario.workloads) {
        const TableIndex index = present_target(scenario, workload, tables);
        auto stream = workload.workload_kind().open(workload_context(scenario, workload));
        if (!stream.ok()) return stream.errors();
        const Sampled sampled =
            add_stream(*stream.value(), index, tables, rules, most_requests, sums);
        if (stream.value()->failure() != nullptr) return *stream.value()->failure();
        sample.requests += sampled.requests;
        sample.sampled = std::max(sample.sampled, sampled.last - sim_start);
        streams[index.value] = std::move(stream.value());
    }
    const double seconds = std::max(in_seconds(sample.sampled), 1.0);
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        TableDemand table{tables.tables[t].name, tables.tables[t].partitions.size(), {}, {}};
        for (std::size_t side = 0; side < side_count; ++side) {
            table.share[side] = tables.partitions.limit[tables.tables[t].partitions[0].value][side];
            table.sides[side] = side_demand(tables, {t}, side, sums, seconds, streams[t].get());
        }
        sample.tables.push_back(std::move(table));
    }
    return sample;
}

std::vector<std::string> demand_warnings(const DemandSample& sample) {
    std::vector<std::string> warnings;
    for (const TableDemand& table : sample.tables) {
        for (const Side side : both_sides) {
            const SideDemand& demand = table.sides[static_cast<std::size_t>(side)];
            const double limit = demand.partition_limit.in_units_per_second();
            const auto name = side_names[static_cast<std::size_t>(side)];
            if (demand.hottest_partition_units <= limit) continue;
            warnings.push_back(
                fmt::format("{}: partition P{} is asked for {} {} units/s on average and may serve "
                            "{}: it throttles once its burst is spent",
                            table.name, demand.hottest_partition,
                            grouped(demand.hottest_partition_units, 1), name, grouped(limit, 1)));
            if (demand.hottest_key_units > limit) {
                warnings.push_back(fmt::format(
                    "{}: key \"{}\" alone is asked for {} {} units/s: more capacity does not help, "
                    "spread it over several keys or put a cache in front",
                    table.name, printable(demand.hottest_key), grouped(demand.hottest_key_units, 1),
                    name));
            }
        }
    }
    return warnings;
}

}  // namespace isotherm
