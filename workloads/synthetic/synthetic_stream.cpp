#include "workloads/synthetic/synthetic_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace isotherm {
namespace {

// What one call of Query or Scan reads at most; more comes in further calls (Developer Guide,
// Query).
constexpr std::uint64_t page_bytes = 1 << 20;

constexpr bool reads_many_items(Operation operation) { return traits_of(operation).many_items; }

}  // namespace

SyntheticStream::SyntheticStream(SyntheticParts parts) : parts_(std::move(parts)) {
    assert(parts_.arrivals && parts_.keys && !parts_.operations.empty());
    if (parts_.operations.size() > 1) mix_.emplace(parts_.operation_weights);
}

std::size_t SyntheticStream::fill(const RequestColumns& rows) {
    const std::size_t count = parts_.arrivals->fill(rows.arrival);
    const std::span<Key> keys = rows.key.first(count);
    parts_.keys->fill(keys);
    if (parts_.write_shards > 1) add_shards(keys);
    fill_operations(rows.operation.first(count));
    fill_bytes(keys, rows.operation.first(count), rows.bytes.first(count));
    return count;
}

// Writes append one of the suffixes 1 to n to the partition key, so that the load of one key
// spreads over n. A reader that wants one item knows its suffix; one that wants all n parts sends
// n requests, which is a rate n times as high in the scenario.
void SyntheticStream::add_shards(std::span<Key> keys) {
    for (Key& key : keys) {
        key = key * parts_.write_shards + parts_.shard_random.below(parts_.write_shards);
    }
}

void SyntheticStream::fill_operations(std::span<Operation> operations) {
    if (!mix_) {
        std::ranges::fill(operations, parts_.operations.front());
        return;
    }
    for (Operation& operation : operations) {
        operation = parts_.operations[mix_->pick(parts_.operation_random.next())];
    }
}

void SyntheticStream::fill_bytes(std::span<const Key> keys, std::span<const Operation> operations,
                                 std::span<std::uint32_t> bytes) const {
    if (parts_.sizes) {
        parts_.sizes->fill(keys, bytes);
    } else {
        std::ranges::fill(bytes, parts_.item_bytes);
    }
    if (parts_.items_per_query == 1 || std::ranges::none_of(parts_.operations, reads_many_items))
        return;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (!reads_many_items(operations[i])) continue;
        const std::uint64_t read = std::uint64_t{bytes[i]} * parts_.items_per_query;
        bytes[i] = static_cast<std::uint32_t>(std::min(read, page_bytes));
    }
}

std::string SyntheticStream::key_name(Key key) const {
    if (parts_.write_shards == 1) return parts_.keys->name(key);
    return fmt::format("{}.{}", parts_.keys->name(key / parts_.write_shards),
                       key % parts_.write_shards + 1);
}

}  // namespace isotherm
