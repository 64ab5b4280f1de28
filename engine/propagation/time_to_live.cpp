// SPDX-License-Identifier: Apache-2.0
#include "engine/propagation/time_to_live.h"

#include <algorithm>

namespace isotherm {
namespace {

// Subtracts bytes from a partition, or in equal parts from its children if it was split.
void take_bytes(Tables& tables, PartitionIndex partition, std::int64_t bytes) {
    if (tables.partitions.retired[partition.value] == never) {
        tables.partitions.bytes[partition.value] -= bytes;
        return;
    }
    std::int64_t left = bytes;
    std::int64_t part = bytes / 2;
    const Table& table = tables[tables.partitions.table[partition.value]];
    for (const PartitionIndex child : table.partitions) {
        if (tables.partitions.parent[child.value] != partition) continue;
        take_bytes(tables, child, part);
        left -= part;
        part = left;
    }
}

}  // namespace

TimeToLive::TimeToLive(const Tables& tables, const std::vector<TableSpec>& specs,
                       std::uint64_t seed)
    : of_table_(tables.size()) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const ResourceName& name = tables.tables[t].name;
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const TableSpec& one) {
            return name == ResourceName(one.name);
        });
        if (spec == specs.end() || spec->time_to_live <= 0s) continue;
        of_table_[t] = Expiry{spec->time_to_live,
                              spec->time_to_live_delay,
                              RandomStream(seed, "time_to_live." + name.label()),
                              {}};
        any_ = true;
    }
}

void TimeToLive::expire_later(Expiry& expiry, PartitionIndex partition, std::int64_t bytes,
                              SimTime now, const Draw* write) {
    const auto delay =
        static_cast<std::int64_t>(expiry.random.unit() * static_cast<double>(expiry.delay.count()));
    const SimTime deleted = now + expiry.after + SimDuration(delay);
    Expiring& expiring = expiry.minutes[deleted.time_since_epoch() / period][partition];
    ++expiring.items;
    expiring.bytes += bytes;
    if (write != nullptr) expiring.records.push_back(*write);
}

// The service is the principal of these deletes (Developer Guide, DynamoDB Streams and time to
// live).
void TimeToLive::tell(const Expiring& expiring, TableIndex table, SimTime now, const Tables& tables,
                      Streams& streams) {
    for (Draw record : expiring.records) {
        record.time = now;
        record.operation = Operation::delete_item;
        record.by_service = true;
        streams.take_in(table, tables[table].ranges.owner(position_of(record.key)), record);
    }
}

std::vector<std::uint64_t> TimeToLive::carry_out(SimTime now, Tables& tables, Streams& streams) {
    std::vector<std::uint64_t> deleted(of_table_.size());
    const std::int64_t present = now.time_since_epoch() / period;
    for (std::size_t t = 0; t < of_table_.size(); ++t) {
        if (!of_table_[t]) continue;
        const TableIndex table{static_cast<std::uint32_t>(t)};
        if (tables[table].status == TableStatus::absent) continue;  // gone with its items
        auto& minutes = of_table_[t]->minutes;
        for (; !minutes.empty() && minutes.begin()->first < present;
             minutes.erase(minutes.begin())) {
            for (const auto& [partition, expiring] : minutes.begin()->second) {
                take_bytes(tables, partition, expiring.bytes);
                deleted[t] += expiring.items;
                tell(expiring, table, now, tables, streams);
            }
        }
    }
    return deleted;
}

}  // namespace isotherm
