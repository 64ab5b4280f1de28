// SPDX-License-Identifier: Apache-2.0
#include "workloads/synthetic/synthetic_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/units/read_calls.h"

namespace isotherm {
namespace {

constexpr bool reads_many_items(Operation operation) { return traits_of(operation).many_items; }

// The result of one row (fill_findings).
struct Found {
    Finding finding = Finding::item;
    bool empty = false;
};
// Determines what the call finds, and whether it is charged as empty: a call that finds nothing has
// no bytes, unless a failed condition is charged for the attempted write (Developer Guide, Capacity
// unit consumption).
Found found_by(Operation operation, bool missing, bool fails, bool absent_item_costs_attempted) {
    const bool read = side_of(operation) == Side::read;
    const bool failed =
        fails && (operation == Operation::put_item || operation == Operation::update_item ||
                  operation == Operation::delete_item);
    const bool nothing_there =
        missing && operation != Operation::scan && operation != Operation::scan_eventual;
    Found found;
    found.empty =
        nothing_there && (read || is_delete(operation) || (failed && !absent_item_costs_attempted));
    found.finding = failed          ? Finding::condition_failed
                    : nothing_there ? Finding::no_item
                                    : Finding::item;
    return found;
}

}  // namespace

std::string name_with_suffix(const KeyDraws& keys, bool suffixes, Key key) {
    // Keys of distributions without numbers use all bits, so they have no suffix.
    if (!suffixes || key >> suffix_shift == 0) return keys.name(key);
    return fmt::format("{}.{}", keys.name(key & ((Key{1} << suffix_shift) - 1)),
                       key >> suffix_shift);
}

std::uint32_t charged_bytes(std::uint32_t item_bytes, Operation operation,
                            std::uint32_t items_per_query) {
    if (!reads_many_items(operation)) return item_bytes;
    const std::uint64_t items = std::min<std::uint64_t>(items_per_query, items_in_page(item_bytes));
    return static_cast<std::uint32_t>(item_bytes * items);
}

// Returns the items that one call returns after filtering, on average over all item sizes.
double items_returned_by(const SyntheticParts& parts, Operation operation) {
    if (!reads_many_items(operation) || parts.full_pages) return 0;
    constexpr int quantiles = 64;
    const int points = parts.sizes ? quantiles : 1;
    double items = 0;
    for (int q = 0; q < points; ++q) {
        const std::uint32_t bytes =
            parts.sizes ? parts.sizes->bytes_at((q + 0.5) / points) : parts.item_bytes;
        items += static_cast<double>(
            std::min<std::uint64_t>(parts.items_per_query, items_in_page(bytes)));
    }
    return items / points * parts.filter_keeps.value;
}

std::vector<CallPart> parts_of(const SyntheticParts& parts) {
    double all = 0;
    for (const double weight : parts.operation_weights) all += weight;
    std::vector<CallPart> list;
    for (std::size_t i = 0; i < parts.operations.size(); ++i) {
        for (const bool missing : {false, true}) {
            for (const bool fails : {false, true}) {
                const double share =
                    parts.operation_weights[i] / all *
                    (missing ? parts.missing.value : 1 - parts.missing.value) *
                    (fails ? parts.condition_fails.value : 1 - parts.condition_fails.value);
                if (share <= 0) continue;
                const Found found = found_by(parts.operations[i], missing, fails,
                                             parts.absent_item_costs_attempted);
                list.push_back({parts.operations[i], found.finding, found.empty, share,
                                found.empty ? 0 : items_returned_by(parts, parts.operations[i])});
            }
        }
    }
    return list;
}

SyntheticStream::SyntheticStream(SyntheticParts parts) : parts_(std::move(parts)) {
    assert(parts_.arrivals && parts_.keys && !parts_.operations.empty());
    if (parts_.operations.size() > 1) mix_.emplace(parts_.operation_weights);
}

std::size_t SyntheticStream::fill(const RequestColumns& rows) {
    const std::size_t count = parts_.arrivals->fill(rows.arrival);
    const std::span<Key> keys = rows.key.first(count);
    parts_.keys->fill_at(rows.arrival.first(count), keys);
    if (parts_.write_shards > 1) add_shards(keys);
    fill_operations(rows.operation.first(count));
    fill_bytes(keys, rows.operation.first(count), rows.bytes.first(count));
    if (parts_.shape.finds) {
        fill_findings({rows.arrival.first(count), keys, rows.bytes.first(count),
                       rows.operation.first(count),
                       rows.finding.empty() ? rows.finding : rows.finding.first(count)});
    }
    return count;
}

// Writes append one of the suffixes 1 to n to the partition key, so that the load of one key is
// spread over n keys. "A.3" is the same key for every n, so a workload may change n. A reader of a
// single item knows its suffix. A reader of all n parts sends n requests; in the scenario, its rate
// must be n times as high.
void SyntheticStream::add_shards(std::span<Key> keys) {
    for (Key& key : keys) {
        key |= (1 + parts_.shard_random.below(parts_.write_shards)) << suffix_shift;
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
        bytes[i] = charged_bytes(bytes[i], operations[i], parts_.items_per_query);
    }
}

void SyntheticStream::fill_findings(const RequestColumns& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // Draws the same number of random values for every row, so that results do not depend on
        // other rows.
        const bool missing = parts_.finding_random.unit() < parts_.missing.value;
        const bool fails = parts_.finding_random.unit() < parts_.condition_fails.value;
        const Found found =
            found_by(rows.operation[i], missing, fails, parts_.absent_item_costs_attempted);
        if (found.empty) rows.bytes[i] = 0;
        if (!rows.finding.empty()) rows.finding[i] = found.finding;
    }
}

void SyntheticStream::count_items(std::span<const Key> keys, std::span<const std::uint32_t> bytes,
                                  std::span<std::uint32_t> items) const {
    if (parts_.full_pages) {
        for (std::size_t i = 0; i < items.size(); ++i) items[i] = bytes[i] / parts_.item_bytes;
        return;
    }
    if (parts_.sizes)
        parts_.sizes->fill(keys, items);
    else
        std::ranges::fill(items, parts_.item_bytes);
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i] = bytes[i] == 0 ? 0
                                 : static_cast<std::uint32_t>(std::min<std::uint64_t>(
                                       parts_.items_per_query, items_in_page(items[i])));
    }
}

// A filter that keeps 2.5 items on average keeps 2 or 3, depending on the request's sequence
// number, so that neither batches nor retries change the result.
std::uint64_t SyntheticStream::items_returned(const RequestBatch& batch,
                                              std::span<const std::uint32_t> rows) {
    answered_.resize(rows.size());
    read_bytes_.resize(rows.size());
    items_.resize(rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        answered_[r] = batch.key[rows[r]];
        read_bytes_[r] = batch.bytes[rows[r]];
    }
    count_items(answered_, read_bytes_, items_);
    std::uint64_t returned = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const std::uint64_t drawn = position_of(batch.sequence[rows[r]] ^ parts_.filter_salt);
        // Multiple of 2^-32, so that sums are exact.
        const double unit = static_cast<double>(drawn >> 32) * 0x1p-32;
        returned += static_cast<std::uint64_t>(items_[r] * parts_.filter_keeps.value + unit);
    }
    return returned;
}

void SyntheticStream::state(StateVisitor& visit) {
    visit.part("arrivals", *parts_.arrivals);
    visit.part("keys", *parts_.keys);
    visit(parts_.operation_random, parts_.finding_random, parts_.shard_random);
}

std::string SyntheticStream::key_name(Key key) const {
    return name_with_suffix(*parts_.keys, parts_.suffixes, key);
}

}  // namespace isotherm
