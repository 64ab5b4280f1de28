// SPDX-License-Identifier: Apache-2.0
// What changes of tables and partitions while a run goes on.

#include "engine/model/table.h"

namespace isotherm {
namespace {

constexpr std::size_t table_status_count = 4;

}  // namespace

void Partitions::state(StateVisitor& visit) {
    visit(buckets);
    const std::size_t count = size();
    visit.set_partitions(count);
    const auto column = [&](auto& values) {
        visit(values);
        visit.require(values.size() == count);
    };
    column(maximum);
    column(limit);
    column(table);
    column(share);
    column(bytes);
    column(first);
    column(last);
    column(born);
    column(retired);
    column(parent);
    for (const std::int64_t part : share) visit.require(part > 0);
    // A parent comes before its children, so that no partition is its own ancestor.
    for (std::size_t p = 0; p < parent.size(); ++p)
        if (parent[p]) visit.require(parent[p]->value < p);
}

void Table::state(StateVisitor& visit) {
    visit.one_of(capacity.mode, words_of(capacity.mode).size());
    visit(capacity.provisioned, capacity.previous_peak, capacity.warm, capacity.maximum);
    visit.one_of(status, table_status_count);
    visit(created, highest_provisioned, provisioned, bucket, bucket_windows, partition_windows);
    visit(streams_forbid_splits, ranges, partitions);
    visit.require(!partitions.empty());
}

void Tables::state(StateVisitor& visit) {
    visit.set_tables(tables.size());
    visit.part("partitions", partitions);
    visit.part("tables", [&] { visit.same_length(tables); });
    // A partition is in the list of its table, whoever looks for it there.
    std::vector<std::uint32_t> listed(partitions.size());
    for (std::uint32_t t = 0; t < size(); ++t)
        for (const PartitionIndex one : tables[t].partitions)
            listed[one.value] += partitions.table[one.value] == TableIndex{t} ? 1 : 2;
    for (const std::uint32_t times : listed) visit.require(times == 1);
}

}  // namespace isotherm
