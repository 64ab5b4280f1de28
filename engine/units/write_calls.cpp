// SPDX-License-Identifier: Apache-2.0
#include "engine/units/write_calls.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/units/read_calls.h"

namespace isotherm {
namespace {

std::string write_rounding_text(const Era& era, std::uint64_t bytes) {
    const std::int64_t units = write_units(era, bytes);
    if (bytes == 0) return "no item: the minimum, 1 write unit";
    const bool even = bytes % era.write_unit.count == 0;
    return fmt::format("{} / {}{} = {} write unit{}", size_text(bytes),
                       size_text(era.write_unit.count), even ? "" : ", rounded up", units,
                       units == 1 ? "" : "s");
}

// The size for which a successful write is charged: the larger of the item's sizes before and
// after.
std::uint64_t charged_bytes(const WriteCall& call) {
    return std::max(call.before.value_or(0), call.after.value_or(0));
}

std::optional<Error> find_write_error(const Era& era, const WriteCall& call) {
    if (call.kind == WriteKind::remove) {
        if (call.after)
            return Error{ExitCode::usage,
                         ErrorNumber::bad_write_sizes,
                         {},
                         "a delete cannot have a size after the write",
                         "give the size of the deleted item only"};
    } else if (!call.after) {
        return Error{ExitCode::usage,
                     ErrorNumber::bad_write_sizes,
                     {},
                     "the size of the item after the write is missing",
                     "give this size, such as 1.5 KB"};
    }
    if (call.expired && call.kind != WriteKind::remove) {
        return Error{ExitCode::usage,
                     ErrorNumber::bad_write_sizes,
                     {},
                     "time to live can only delete items",
                     "use DeleteItem"};
    }
    return find_too_large(era, charged_bytes(call));
}

// For a failed condition, editions of the guide disagree on whether the existing or the attempted
// item is charged. This model charges the larger one. For an absent item, the call's own rule
// applies if it has one, else the era's rule.
std::int64_t failed_condition_units(const Era& era, const WriteCall& call, OperationCost& cost) {
    const AbsentItemCharge rule = call.absent_item_charge.value_or(era.calls.absent_item_charge);
    if (!call.before && rule == AbsentItemCharge::one_unit) {
        cost.steps.emplace_back("the condition fails and there is no item: 1 write unit");
        return 1;
    }
    const std::uint64_t bytes = charged_bytes(call);
    cost.steps.push_back(
        fmt::format("the condition fails, but the write is charged as if it had succeeded: {}",
                    call.before && call.after
                        ? fmt::format("the larger of {} (existing item) and {} (attempted item)",
                                      size_text(*call.before), size_text(*call.after))
                    : call.before ? "the existing item"
                                  : "the attempted item"));
    cost.steps.push_back(write_rounding_text(era, bytes));
    return write_units(era, bytes);
}

std::int64_t done_units(const Era& era, const WriteCall& call, OperationCost& cost) {
    if (call.before && call.after) {
        cost.steps.push_back(fmt::format("{} before, {} after: the larger counts",
                                         size_text(*call.before), size_text(*call.after)));
    } else if (call.kind == WriteKind::remove && !call.before) {
        cost.steps.emplace_back("there is no such item");
    }
    cost.steps.push_back(write_rounding_text(era, charged_bytes(call)));
    return write_units(era, charged_bytes(call));
}

// The number of replicated writes in all regions for one write of the table (see GlobalTable).
std::int64_t replicated_writes(const WriteCall& call) {
    const auto copies = static_cast<std::int64_t>(call.replicas.regions) - 1;
    if (call.replicas.version == GlobalTable::Version::v2019)
        return (call.expired ? 0 : 1) + copies;
    switch (call.kind) {
        case WriteKind::put:
            return 2 + 2 * copies;
        case WriteKind::update:
            return 2 + copies;
        case WriteKind::remove:
            return (call.expired ? 0 : 1) + 2 * copies;
    }
    return 0;
}

void charge_table(const WriteCall& call, std::int64_t units, OperationCost& cost) {
    if (call.replicas.regions > 1) {
        // A failed write is not replicated.
        const std::int64_t writes = call.condition_fails ? 1 : replicated_writes(call);
        cost.replicated_write += HalfUnits::units(units * writes);
        cost.steps.push_back(fmt::format("{}: {} x {} replicated write unit{} in all",
                                         counted(call.replicas.regions, "region"), writes, units,
                                         units == 1 ? "" : "s"));
        return;
    }
    if (call.expired) {
        cost.steps.emplace_back("deleted by time to live: free");
        return;
    }
    cost.table_write += HalfUnits::units(units);
}

void charge_indexes(const Era& era, const WriteCall& call, OperationCost& cost) {
    if (call.condition_fails || (call.expired && call.replicas.regions == 1)) return;
    for (std::size_t i = 0; i < call.indexes.size(); ++i) {
        const IndexChange& index = call.indexes[i];
        const IndexWriteCost made = index_writes(era, index);
        const bool global = index.kind == IndexKind::global;
        // Each region has its own indexes, charged in ordinary units. Deleting an expired item is
        // free in the region where it expired.
        const auto regions =
            static_cast<std::int64_t>(call.replicas.regions) - (call.expired ? 1 : 0);
        (global ? cost.index_write : cost.table_write) += HalfUnits::units(made.units * regions);
        const std::string in_regions =
            regions == 1 ? "" : fmt::format(", in each of {} regions", regions);
        cost.steps.push_back(fmt::format(
            "{} secondary index{}: {} entry write{}, {} write unit{}{}",
            global ? "global" : "local", call.indexes.size() > 1 ? fmt::format(" {}", i + 1) : "",
            made.writes, made.writes == 1 ? "" : "s", made.units, made.units == 1 ? "" : "s",
            in_regions));
    }
}

std::string name_of(WriteKind kind) {
    return kind == WriteKind::put ? "put" : kind == WriteKind::update ? "update" : "delete";
}

// "put 1.5 KB", "put 2 KB over 1 KB", "delete of nothing".
std::string write_text(const WriteCall& call) {
    if (call.kind == WriteKind::remove)
        return call.before ? "delete " + size_text(*call.before) : "delete of nothing";
    if (!call.before)
        return fmt::format("{} {}", name_of(call.kind), size_text(call.after.value_or(0)));
    return fmt::format("{} {} over {}", name_of(call.kind), size_text(call.after.value_or(0)),
                       size_text(*call.before));
}

std::optional<Error> find_batch_error(const Era& era, const BatchWriteCall& call) {
    const auto wrong = [](std::string what, std::string fix) {
        return Error{
            ExitCode::usage, ErrorNumber::bad_batch_write, {}, std::move(what), std::move(fix)};
    };
    if (call.writes.empty() || call.writes.size() > batch_write_items_most) {
        return wrong(fmt::format("BatchWriteItem takes 1 to {} puts and deletes, not {}",
                                 batch_write_items_most, call.writes.size()),
                     "send several batches");
    }
    std::uint64_t sent = 0;
    for (const WriteCall& write : call.writes) {
        if (write.kind == WriteKind::update || write.condition_fails) {
            return wrong("BatchWriteItem does not support updates or conditions",
                         "use UpdateItem or TransactWriteItems");
        }
        sent += write.after.value_or(0);
    }
    if (sent > era.calls.batch_bytes) {
        return wrong(fmt::format("BatchWriteItem takes {} at most, not {}",
                                 size_text(era.calls.batch_bytes), size_text(sent)),
                     "send several batches");
    }
    return std::nullopt;
}

void add(const OperationCost& part, OperationCost& whole) {
    whole.table_read += part.table_read;
    whole.index_read += part.index_read;
    whole.table_write += part.table_write;
    whole.index_write += part.index_write;
    whole.replicated_write += part.replicated_write;
}

}  // namespace

IndexWriteCost index_writes(const Era& era, const IndexChange& change) {
    const auto units = [&era](std::uint64_t bytes) { return write_units(era, bytes); };
    if (!change.entry_before && !change.entry_after) return {};
    if (!change.entry_before) return {1, units(*change.entry_after)};
    if (!change.entry_after) return {1, units(*change.entry_before)};
    switch (change.change) {
        case IndexChange::Change::nothing_projected:
            return {};
        case IndexChange::Change::projected_attributes:
            return {1, units(std::max(*change.entry_before, *change.entry_after))};
        case IndexChange::Change::index_key:
            return {2, units(*change.entry_before) + units(*change.entry_after)};
    }
    return {};
}

Result<OperationCost> write_cost(const Era& era, const WriteCall& call) {
    if (auto error = find_write_error(era, call)) return *error;
    OperationCost cost;
    cost.items_processed = call.condition_fails ? 0 : 1;
    const std::int64_t units = call.condition_fails ? failed_condition_units(era, call, cost)
                                                    : done_units(era, call, cost);
    charge_table(call, units, cost);
    charge_indexes(era, call, cost);
    return cost;
}

// Each put and delete is a separate write. Writes that exceed the available capacity come back
// unprocessed and cost nothing; the others are executed.
Result<OperationCost> batch_write_cost(const Era& era, const BatchWriteCall& call) {
    if (auto error = find_batch_error(era, call)) return *error;
    OperationCost cost;
    for (const WriteCall& write : call.writes) {
        const auto one = write_cost(era, write);
        if (!one.ok()) return one.errors();
        const HalfUnits charge = one.value().table_write + one.value().replicated_write;
        if (call.available && cost.table_write + cost.replicated_write + charge > *call.available) {
            ++cost.items_unprocessed;
            cost.steps.push_back(
                fmt::format("{}: {} WCU exceed what the table has available: unprocessed",
                            write_text(write), units_text(charge)));
            continue;
        }
        add(one.value(), cost);
        ++cost.items_processed;
        cost.steps.push_back(
            fmt::format("{}: {} WCU, rounded up to {} separately", write_text(write),
                        units_text(one.value().write() + one.value().replicated_write),
                        size_text(era.write_unit.count)));
    }
    if (cost.items_processed == 0) {
        cost.steps.emplace_back(
            "no item was processed: the call fails with ProvisionedThroughputExceeded");
    }
    return cost;
}

// A transaction prepares and commits, so it pays the table's units twice. Whether index writes are
// doubled is not published; here they are not. A condition check costs as much as a write of the
// checked item. A transaction that is sent again with its client token within ten minutes is
// charged only for transactional reads of its items: two read units per 4 KB (Developer Guide,
// "Idempotency" of TransactWriteItems: charged as reads).
Result<OperationCost> transact_write_cost(const Era& era, const TransactWriteCall& call) {
    for (const WriteCall& write : call.writes) {
        if (!write.condition_fails && !write.expired && write.replicas.regions == 1) continue;
        return Error{ExitCode::usage,
                     ErrorNumber::transaction_combined,
                     {},
                     "the cost of a transaction that is cancelled, expires items or is replicated "
                     "is not published",
                     "leave out failed conditions, expiry and regions"};
    }
    std::vector<ItemRun> items = call.checked;
    for (const WriteCall& write : call.writes) items.push_back({charged_bytes(write), 1});
    if (auto error = find_transaction_error(era, count_of(items), bytes_of(items))) return *error;
    OperationCost cost;
    cost.items_processed = count_of(items);
    std::int64_t reads = 0;
    for (const ItemRun& run : items) {
        if (auto error = find_too_large(era, run.bytes)) return *error;
        reads += read_units(era, run.bytes) * static_cast<std::int64_t>(run.count);
    }
    if (call.repeated) {
        cost.table_read = HalfUnits::units(2 * reads);
        cost.steps.push_back(
            fmt::format("repeated with the same client token: charged as transactional reads of "
                        "{}: {} x 2 = {} RCU",
                        items_text(items), reads, 2 * reads));
        return cost;
    }
    for (const WriteCall& write : call.writes) {
        const auto one = write_cost(era, write);
        if (!one.ok()) return one.errors();
        add(one.value(), cost);
        cost.table_write += HalfUnits::units(write_units(era, charged_bytes(write)));
        cost.steps.push_back(fmt::format(
            "{}: {} x 2 (prepare and commit){}", write_text(write),
            write_units(era, charged_bytes(write)),
            one.value().index_write.count() == 0
                ? ""
                : fmt::format(" + {} of indexes", units_text(one.value().index_write))));
    }
    for (const ItemRun& run : call.checked) {
        const std::int64_t units =
            2 * write_units(era, run.bytes) * static_cast<std::int64_t>(run.count);
        cost.table_write += HalfUnits::units(units);
        cost.steps.push_back(
            fmt::format("condition checked on {}: {} WCU", items_text({run}), units));
    }
    if (call.through_cache) {
        cost.table_read = HalfUnits::units(2 * reads);
        cost.steps.push_back(
            fmt::format("DAX reads the items in a transaction: {} x 2 = {} RCU", reads, 2 * reads));
    }
    return cost;
}

}  // namespace isotherm
