// SPDX-License-Identifier: Apache-2.0
#include "engine/units/read_calls.h"

#include <fmt/format.h>

#include <algorithm>

namespace isotherm {
namespace {

// The size of each key's item in a batch (at most 100).
std::vector<std::uint64_t> sizes_of(const std::vector<ItemRun>& items) {
    std::vector<std::uint64_t> sizes;
    for (const ItemRun& run : items) sizes.insert(sizes.end(), run.count, run.bytes);
    return sizes;
}

Error batch_error(std::string what, std::string fix) {
    return {ExitCode::usage, ErrorNumber::bad_batch_get, {}, std::move(what), std::move(fix)};
}

// The number of keys that a batch returns unprocessed, by reason.
struct BatchLimits {
    std::uint64_t response_full = 0;
    std::uint64_t partition_full = 0;
    std::uint64_t throttled = 0;
};

void add_batch_steps(const Era& era, const BatchGetCall& call, const BatchLimits& limits,
                     OperationCost& cost) {
    const auto say = [&cost](std::uint64_t keys, const std::string& why) {
        if (keys == 0) return;
        cost.steps.push_back(fmt::format("{} unprocessed: {}", counted(keys, "key"), why));
    };
    say(limits.response_full,
        fmt::format("the response holds {} at most",
                    grouped(static_cast<std::int64_t>(era.calls.batch_bytes)) + " B"));
    say(limits.partition_full, fmt::format("a partition returns at most {} per batch",
                                           size_text(batch_get_partition_bytes_most)));
    say(limits.throttled, fmt::format("the table has only {} RCU available",
                                      units_text(call.available.value_or(HalfUnits{}))));
    if (cost.items_processed == 0) {
        cost.steps.push_back(
            "no key was processed: the call fails with ProvisionedThroughputExceeded");
    }
}

}  // namespace

Result<OperationCost> get_cost(const Era& era, const GetCall& call) {
    const std::uint64_t bytes = call.item_bytes.value_or(0);
    if (auto error = find_too_large(era, bytes)) return *error;
    OperationCost cost;
    const std::int64_t units = read_units(era, bytes);
    cost.table_read = consistent(units, call.consistency);
    cost.items_processed = cost.items_returned = call.item_bytes ? 1 : 0;
    cost.steps.push_back(
        (call.item_bytes ? rounding_text(era, bytes) : "no such item: the minimum, 1 read unit") +
        consistency_text(units, call.consistency));
    return cost;
}

// The guide says that the response limit is 16 MB and that only 52 of 100 requested items of 300 KB
// are returned. So 16 MB means 16,000,000 B, because 2^24 B would hold 54 items. The response ends
// before the item that would exceed the limit.
Result<OperationCost> batch_get_cost(const Era& era, const BatchGetCall& call) {
    const std::uint64_t keys = count_of(call.items) + call.missing;
    if (keys == 0 || keys > batch_get_keys_most) {
        return batch_error(
            fmt::format("BatchGetItem takes 1 to {} keys, not {}", batch_get_keys_most, keys),
            "send several batches");
    }
    std::vector<std::uint64_t> sizes = sizes_of(call.items);
    sizes.resize(keys, 0);  // keys without an item
    const std::uint64_t partitions = call.partitions == 0 ? keys : call.partitions;
    std::vector<std::uint64_t> partition_bytes(std::min(partitions, keys), 0);
    OperationCost cost;
    BatchLimits limits;
    std::uint64_t response_bytes = 0;
    std::int64_t strong_units = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (auto error = find_too_large(era, sizes[i])) return *error;
        std::uint64_t& in_partition = partition_bytes[i % partition_bytes.size()];
        const std::int64_t units = read_units(era, sizes[i]);
        const HalfUnits charge = consistent(units, call.consistency);
        if (limits.response_full > 0 || response_bytes + sizes[i] > era.calls.batch_bytes) {
            ++limits.response_full;
        } else if (in_partition + sizes[i] > batch_get_partition_bytes_most) {
            ++limits.partition_full;
        } else if (call.available && cost.table_read + charge > *call.available) {
            ++limits.throttled;
        } else {
            response_bytes += sizes[i];
            in_partition += sizes[i];
            strong_units += units;
            cost.table_read += charge;
            ++cost.items_processed;
            cost.items_returned += i < sizes.size() - call.missing;
        }
    }
    cost.items_unprocessed = keys - cost.items_processed;
    if (!call.items.empty()) cost.steps.push_back(items_text(call.items));
    if (call.missing > 0) {
        cost.steps.push_back(
            fmt::format("{} without an item: 1 read unit each", counted(call.missing, "key")));
    }
    add_batch_steps(era, call, limits, cost);
    cost.steps.push_back(fmt::format(
        "{} processed, each rounded up to {} separately: {} read unit{}{}",
        counted(cost.items_processed, "key"), size_text(era.read_unit.count), strong_units,
        strong_units == 1 ? "" : "s", consistency_text(strong_units, call.consistency)));
    return cost;
}

std::optional<Error> find_transaction_error(const Era& era, std::uint64_t items,
                                            std::uint64_t bytes) {
    const std::uint64_t most = era.calls.transaction_items;
    if (most == 0) {
        return Error{
            ExitCode::usage,
            ErrorNumber::bad_transaction,
            {},
            fmt::format("there are no transactions in {}: they were introduced in November 2018",
                        era.name),
            "choose a later era"};
    }
    if (items == 0 || items > most) {
        return Error{ExitCode::usage,
                     ErrorNumber::bad_transaction,
                     {},
                     fmt::format("a transaction takes 1 to {} items, not {}", most, items),
                     "send several transactions"};
    }
    if (bytes > transaction_bytes_most) {
        return Error{ExitCode::usage,
                     ErrorNumber::bad_transaction,
                     {},
                     fmt::format("a transaction holds {} at most, not {}",
                                 size_text(transaction_bytes_most), size_text(bytes)),
                     "send several transactions"};
    }
    return std::nullopt;
}

Result<OperationCost> transact_get_cost(const Era& era, const TransactGetCall& call) {
    std::vector<ItemRun> all = call.items;
    if (call.missing > 0) all.push_back({0, call.missing});
    if (auto error = find_transaction_error(era, count_of(all), bytes_of(all))) return *error;
    OperationCost cost;
    std::int64_t units = 0;
    for (const ItemRun& run : all) {
        if (auto error = find_too_large(era, run.bytes)) return *error;
        units += read_units(era, run.bytes) * static_cast<std::int64_t>(run.count);
    }
    cost.table_read = HalfUnits::units(2 * units);
    cost.items_processed = count_of(all);
    cost.items_returned = count_of(call.items);
    if (!call.items.empty()) cost.steps.push_back(items_text(call.items));
    if (call.missing > 0) {
        cost.steps.push_back(
            fmt::format("{} without an item: 1 read unit each", counted(call.missing, "key")));
    }
    cost.steps.push_back(fmt::format("each rounded up to {} separately: {} read unit{}",
                                     size_text(era.read_unit.count), units, units == 1 ? "" : "s"));
    cost.steps.push_back(
        fmt::format("x 2 (a transaction reads each item twice) = {} RCU", 2 * units));
    return cost;
}

}  // namespace isotherm
