// SPDX-License-Identifier: Apache-2.0
#include "app/cli/units_calls.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/units/vector_calls.h"

namespace isotherm {
namespace {

Consistency consistency_of(const UnitsOptions& options) {
    return options.consistency == "strong" ? Consistency::strong : Consistency::eventual;
}

// Reports an error if no size is given. Assuming a size would silently give the minimum cost.
std::optional<Error> find_no_size(const UnitsOptions& options, const UnitsInput& input) {
    if (!input.items.empty() || options.missing || options.missing_count > 0) return std::nullopt;
    return units_error("--item-size", "nothing says how large the item is",
                       "give --item-size 256KB, or the item itself: --item '{\"id\": \"a1\"}'");
}

Result<std::optional<HalfUnits>> available_units(const UnitsOptions& options) {
    if (options.available.empty()) return std::optional<HalfUnits>{};
    const auto count = parse_share(options.available);  // a plain number such as 40 or 0.5
    if (!count || options.available.ends_with('%') || count->value > 1e9 ||
        count->value * 2 != static_cast<double>(static_cast<std::int64_t>(count->value * 2))) {
        return units_error(
            "--available",
            fmt::format("\"{}\" is not a number of units", printable(options.available)),
            "write --available 40");
    }
    return std::optional(HalfUnits(static_cast<std::int64_t>(count->value * 2)));
}

// Returns the size of the single item of get, put, update and delete; nullopt: no size was given.
Result<std::optional<std::uint64_t>> single_item(const UnitsInput& input) {
    if (input.items.size() > 1) {
        return units_error(
            "--item-size", fmt::format("this call takes one item, not {}", count_of(input.items)),
            "use a batch or a transaction, or give one size and --items for several equal calls");
    }
    return input.items.empty() ? std::nullopt : std::optional(input.items.front().bytes);
}

// Multiplies the cost and the counts of one call by the number given with --items.
Result<OperationCost> for_each_item(const UnitsOptions& options, Result<OperationCost> one) {
    if (!one.ok() || options.items <= 1) return one;
    OperationCost& cost = one.value();
    const auto times = static_cast<std::int64_t>(options.items);
    for (HalfUnits* units : {&cost.table_read, &cost.index_read, &cost.table_write,
                             &cost.index_write, &cost.replicated_write}) {
        *units = *units * times;
    }
    for (std::uint64_t* count : {&cost.requests, &cost.items_processed, &cost.items_returned}) {
        *count *= options.items;
    }
    cost.steps.push_back(fmt::format("the same {} times", grouped(times)));
    return one;
}

// Returns a read of a range of a table or an index. For an index, the index entries are read; for a
// local index, also the table's items that must be fetched if their size is given separately or
// --fetch is set.
Result<RangeRead> range_read(const UnitsOptions& options, UnitsInput& input) {
    RangeRead read{.items = input.items, .consistency = consistency_of(options)};
    if (!options.total_size.empty()) {
        const auto bytes = read_size("--total-size", options.total_size, input.remarks);
        if (!bytes.ok()) return bytes.errors();
        if (!input.items.empty())
            return units_error("--total-size", "both a total and single sizes are given",
                               "remove one of them");
        read.together_bytes = bytes.value();
        if (options.items > 0) read.items = {{0, options.items}};
    } else if (options.items > 0 && input.items.empty() && !input.projected_bytes) {
        return units_error("--items", "nothing says how large the items are",
                           "give --item-size, or --total-size for all together");
    }
    if (!options.filter_keeps.empty()) {
        const auto share = parse_share(options.filter_keeps);
        if (!share || share->value > 1) {
            return units_error("--filter-keeps",
                               fmt::format("\"{}\" is not a share; expected {}",
                                           printable(options.filter_keeps), share_form),
                               "write --filter-keeps 10%");
        }
        read.filter_keeps = *share;
    }
    if (options.fetch && options.index != "lsi") {
        return units_error("--fetch", "only a local index fetches from its table",
                           "add --index lsi");
    }
    if (options.index.empty()) {
        if (input.projected_bytes)
            return units_error("--projected-size", "only an index has a projection",
                               "add --index lsi or --index gsi");
        return read;
    }
    read.index = options.index == "lsi" ? IndexKind::local : IndexKind::global;
    if (input.projected_bytes) {
        const std::uint64_t count =
            input.items.empty() ? std::max<std::uint64_t>(1, options.items) : count_of(input.items);
        if (read.index == IndexKind::local && options.item_texts.empty())
            read.fetched = input.items;
        read.items = {{*input.projected_bytes, count}};
    }
    if (options.fetch) read.fetched = input.items;
    return read;
}

Result<OperationCost> cost_of_write(WriteKind kind, const UnitsOptions& options,
                                    UnitsInput& input) {
    if (auto error = find_no_size(options, input)) return *error;
    const auto item = single_item(input);
    if (!item.ok()) return item.errors();
    WriteCall call{
        .kind = kind, .condition_fails = options.failed_condition, .expired = options.expired};
    if (kind == WriteKind::remove)
        call.before = options.missing ? std::nullopt : item.value();
    else
        call.after = item.value();
    if (!options.old_size.empty()) {
        const auto bytes = read_size("--old-size", options.old_size, input.remarks);
        if (!bytes.ok()) return bytes.errors();
        call.before = bytes.value();
    }
    if (!options.absent_item_charge.empty()) {
        call.absent_item_charge = options.absent_item_charge == "one-unit"
                                      ? AbsentItemCharge::one_unit
                                      : AbsentItemCharge::attempted_item;
    }
    auto indexes = read_index_changes(options, call, input);
    if (!indexes.ok()) return indexes.errors();
    call.indexes = std::move(indexes.value());
    call.replicas = {options.regions, options.replication == "2017" ? GlobalTable::Version::v2017
                                                                    : GlobalTable::Version::v2019};
    return for_each_item(options, write_cost(input.era, call));
}

// Returns puts of the items, followed by deletes.
Result<std::vector<WriteCall>> several_writes(const UnitsOptions& options, UnitsInput& input) {
    constexpr std::uint64_t writes_most =
        1'000;  // above every call's limit, which the cost function checks
    const auto deleted = read_sizes("--delete-size", options.delete_sizes, input.remarks);
    if (!deleted.ok()) return deleted.errors();
    if (input.items.empty() && deleted.value().empty() && options.check_sizes.empty())
        return *find_no_size(options, input);
    std::optional<std::uint64_t> before;
    if (!options.old_size.empty()) {
        const auto bytes = read_size("--old-size", options.old_size, input.remarks);
        if (!bytes.ok()) return bytes.errors();
        before = bytes.value();
    }
    std::vector<WriteCall> writes;
    for (const ItemRun& run : input.items) {
        writes.insert(writes.end(), std::min(run.count, writes_most),
                      WriteCall{.kind = WriteKind::put, .before = before, .after = run.bytes});
    }
    for (const ItemRun& run : deleted.value())
        writes.push_back({.kind = WriteKind::remove, .before = run.bytes});
    return writes;
}

// The size given with `option`; 0 if none is given.
Result<std::uint64_t> size_or_zero(const std::string& option, const std::string& text,
                                   UnitsInput& input) {
    if (text.empty()) return std::uint64_t{0};
    return read_size(option, text, input.remarks);
}

std::uint64_t calls_of(const UnitsOptions& options) {
    return options.items == 0 ? 1 : options.items;
}

}  // namespace

Result<OperationCost> cost_of_get(const UnitsOptions& options, UnitsInput& input) {
    if (auto error = find_no_size(options, input)) return *error;
    const auto item = single_item(input);
    if (!item.ok()) return item.errors();
    return get_cost(input.era,
                    {options.missing ? std::nullopt : item.value(), consistency_of(options)});
}

Result<OperationCost> cost_of_batch_get(const UnitsOptions& options, UnitsInput& input) {
    if (auto error = find_no_size(options, input)) return *error;
    const auto available = available_units(options);
    if (!available.ok()) return available.errors();
    return batch_get_cost(input.era, {.items = input.items,
                                      .missing = options.missing_count,
                                      .consistency = consistency_of(options),
                                      .partitions = options.partitions,
                                      .available = available.value()});
}

Result<OperationCost> cost_of_transact_get(const UnitsOptions& options, UnitsInput& input) {
    if (auto error = find_no_size(options, input)) return *error;
    return transact_get_cost(input.era, {input.items, options.missing_count});
}

Result<OperationCost> cost_of_query(const UnitsOptions& options, UnitsInput& input) {
    const auto read = range_read(options, input);
    if (!read.ok()) return read.errors();
    return query_cost(input.era, read.value());
}

Result<OperationCost> cost_of_scan(const UnitsOptions& options, UnitsInput& input) {
    const auto read = range_read(options, input);
    if (!read.ok()) return read.errors();
    return scan_cost(input.era, {read.value(), options.segments,
                                 std::max<std::uint64_t>(1, options.partitions)});
}

Result<OperationCost> cost_of_batch_write(const UnitsOptions& options, UnitsInput& input) {
    auto writes = several_writes(options, input);
    if (!writes.ok()) return writes.errors();
    const auto available = available_units(options);
    if (!available.ok()) return available.errors();
    return batch_write_cost(input.era, {std::move(writes.value()), available.value()});
}

Result<OperationCost> cost_of_transact_write(const UnitsOptions& options, UnitsInput& input) {
    auto writes = several_writes(options, input);
    if (!writes.ok()) return writes.errors();
    // The index changes are the same for each item, so keep only the remarks about the first.
    for (WriteCall& write : writes.value()) {
        const std::size_t remarks = input.remarks.size();
        auto indexes = read_index_changes(options, write, input);
        if (!indexes.ok()) return indexes.errors();
        write.indexes = std::move(indexes.value());
        if (&write != &writes.value().front()) input.remarks.resize(remarks);
    }
    auto checked = read_sizes("--check-size", options.check_sizes, input.remarks);
    if (!checked.ok()) return checked.errors();
    return transact_write_cost(input.era, {std::move(writes.value()), std::move(checked.value()),
                                           options.repeated, options.through_cache});
}

Result<OperationCost> cost_of_put(const UnitsOptions& options, UnitsInput& input) {
    return cost_of_write(WriteKind::put, options, input);
}
Result<OperationCost> cost_of_update(const UnitsOptions& options, UnitsInput& input) {
    return cost_of_write(WriteKind::update, options, input);
}
Result<OperationCost> cost_of_delete(const UnitsOptions& options, UnitsInput& input) {
    return cost_of_write(WriteKind::remove, options, input);
}

Result<OperationCost> cost_of_vector_write(const UnitsOptions& options, UnitsInput& input) {
    VectorWrite write{.dimensions = options.dimensions,
                      .projected_bytes = input.projected_bytes.value_or(0),
                      .calls = calls_of(options),
                      .indexes = options.vector_indexes,
                      .provisioned = options.mode == "provisioned"};
    if (!input.items.empty()) write.item_bytes = input.items.front().bytes;
    return vector_write_cost(input.era, write);
}

Result<OperationCost> cost_of_vector_search(const UnitsOptions& options, UnitsInput& input) {
    const auto size = size_or_zero("--search-size", options.search_size, input);
    if (!size.ok()) return size.errors();
    const auto response = size_or_zero("--response-size", options.response_size, input);
    if (!response.ok()) return response.errors();
    return vector_search_cost(input.era, {.dimensions = options.dimensions,
                                          .top_k = options.top_k,
                                          .filters = options.filters,
                                          .search_bytes = size.value(),
                                          .returned_bytes = response.value(),
                                          .calls = calls_of(options),
                                          .strong = options.consistency == "strong"});
}

Result<OperationCost> cost_of_bulk_put(const UnitsOptions& options, UnitsInput& input) {
    const auto object = size_or_zero("--object-size", options.object_size, input);
    if (!object.ok()) return object.errors();
    BulkPut put{.items = calls_of(options),
                .objects = options.objects,
                .object_bytes = object.value(),
                .regions = options.regions};
    if (!input.items.empty()) put.item_bytes = input.items.front().bytes;
    return bulk_put_cost(input.era, put);
}

}  // namespace isotherm
