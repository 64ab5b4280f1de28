// SPDX-License-Identifier: Apache-2.0
#include "engine/propagation/storage_growth.h"

#include <algorithm>
#include <utility>

namespace isotherm {
namespace {

// Limit for all items with one partition key plus their entries in local indexes (Developer Guide,
// LSI).
constexpr std::uint64_t collection_most_bytes = 10ULL << 30;

}  // namespace

StorageGrowth::StorageGrowth(const Tables& tables, const std::vector<TableSpec>& specs,
                             std::uint64_t seed)
    : of_table_(tables.size()), refusals_(tables.size()) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
        const ResourceName& name = tables.tables[t].name;
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const TableSpec& one) {
            return name == ResourceName(one.name);
        });
        if (spec == specs.end() || spec->new_items.value <= 0) continue;
        Growing growing{spec->new_items, RandomStream(seed, "growth." + name.label()),
                        spec->collection_size};
        for (const auto& [index_name, index] : spec->indexes) {
            if (index.global()) continue;
            growing.collection_most = collection_most_bytes;
            growing.entry_bytes +=
                index.entry_bytes(static_cast<std::uint32_t>(spec->item_size.count)) +
                item_overhead_bytes;
        }
        of_table_[t] = std::move(growing);
        any_ = true;
    }
}

bool StorageGrowth::add_to_collection(Growing& growing, Key key, std::uint32_t item_bytes) {
    if (growing.collection_most == 0) return true;
    std::int64_t& added = growing.collections[key];
    const auto bytes = growing.bytes_of(item_bytes);
    const auto at_start = static_cast<std::int64_t>(growing.collection_at_start.count);
    if (at_start + added + bytes > static_cast<std::int64_t>(growing.collection_most)) return false;
    added += bytes;
    return true;
}

void StorageGrowth::take_from_collection(Growing& growing, Key key, std::uint32_t item_bytes) {
    if (growing.collection_most == 0) return;
    std::int64_t& added = growing.collections[key];
    const auto at_start = static_cast<std::int64_t>(growing.collection_at_start.count);
    added = std::max(-at_start, added - growing.bytes_of(item_bytes));
}

std::vector<std::uint32_t> StorageGrowth::take_refusals() {
    return std::exchange(refusals_, std::vector<std::uint32_t>(refusals_.size()));
}

void StorageGrowth::state(StateVisitor& visit) {
    for (auto& growing : of_table_)
        if (growing) visit(growing->random, growing->collections);
    visit.same_length(refusals_);
    visit(any_);
}

bool StorageGrowth::deletes_item(const RequestBatch& batch, std::size_t row) const {
    return is_delete(batch.operation[row]) && !is_throttled(batch.outcome[row]) &&
           changes_item(batch.operation[row], batch.finding[row]);
}

bool StorageGrowth::adds_item(const RequestBatch& batch, std::size_t row) {
    const Operation operation = batch.operation[row];
    if (is_throttled(batch.outcome[row]) || batch.finding[row] == Finding::condition_failed ||
        batch.finding[row] == Finding::transaction_cancelled)
        return false;
    if (batch.finding[row] == Finding::no_item)
        return side_of(operation) == Side::write && !is_delete(operation);
    auto& growing = of_table_[batch.table[row].value];
    return is_put(operation) && growing && growing->random.unit() < growing->new_items.value;
}

void StorageGrowth::take_in(RequestBatch& batch, Tables& tables, TimeToLive& time_to_live,
                            const Streams& streams) {
    if (!any_) return;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        auto& growing = of_table_[batch.table[row].value];
        if (growing && deletes_item(batch, row))
            take_from_collection(*growing, batch.key[row], batch.bytes[row]);
        if (!adds_item(batch, row)) continue;
        if (growing && !add_to_collection(*growing, batch.key[row], batch.bytes[row])) {
            batch.finding[row] = Finding::collection_full;
            batch.outcome[row] = Outcome::collection_full;
            ++refusals_[batch.table[row].value];
            continue;
        }
        const std::int64_t bytes = batch.bytes[row] + item_overhead_bytes;
        tables.partitions.bytes[batch.partition[row].value] += bytes;
        const TableIndex table = batch.table[row];
        if (!time_to_live.applies_to(table)) continue;
        if (!streams.follows(table)) {
            time_to_live.add(table, batch.partition[row], bytes, batch.arrival[row]);
            continue;
        }
        const Draw write = streams.draw_of(batch, row);
        time_to_live.add(table, batch.partition[row], bytes, batch.arrival[row], &write);
    }
}

void StorageGrowth::take_in_replicated(const RequestBatch& batch, Tables& tables) {
    if (!any_) return;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (!adds_item(batch, row)) continue;
        tables.partitions.bytes[batch.partition[row].value] +=
            batch.bytes[row] + item_overhead_bytes;
    }
}

}  // namespace isotherm
