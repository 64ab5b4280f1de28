// SPDX-License-Identifier: Apache-2.0
#pragma once
// DynamoDB's calls. The consistency of a read is part of the operation because it decides the
// charge. A call on many items (BatchGetItem, a transaction, a Scan of many pages) is one request
// per item or page; call_shape.h says which rows form one call.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "engine/requests/finding.h"

namespace isotherm {

// The values are part of run files and fingerprints: append new calls at the end.
enum class Operation : std::uint8_t {
    get_item,
    get_item_eventual,
    query,
    query_eventual,
    put_item,
    update_item,
    delete_item,
    scan,
    scan_eventual,
    transact_get_item,    // one item of the transaction
    transact_write_item,  // one item of the transaction
    batch_get_item,       // one item of BatchGetItem
    batch_get_item_eventual,
    batch_put_item,     // one item that BatchWriteItem puts
    batch_delete_item,  // one item that BatchWriteItem deletes
};
inline constexpr std::size_t operation_count = 15;

// Reads and writes are charged, limited and recorded separately.
enum class Side : std::uint8_t { read, write };
inline constexpr std::size_t side_count = 2;
inline constexpr std::array<Side, side_count> both_sides{Side::read, Side::write};

constexpr Side other_side(Side side) { return side == Side::read ? Side::write : Side::read; }

// One element per side.
template <class Value>
struct BySide {
    std::array<Value, side_count> both;

    constexpr Value& operator[](Side side) { return both[static_cast<std::size_t>(side)]; }
    constexpr const Value& operator[](Side side) const {
        return both[static_cast<std::size_t>(side)];
    }
    // By the number of the side: 0 for reads, 1 for writes.
    constexpr Value& operator[](std::size_t side) { return both[side]; }
    constexpr const Value& operator[](std::size_t side) const { return both[side]; }
    constexpr auto begin() { return both.begin(); }
    constexpr auto begin() const { return both.begin(); }
    constexpr auto end() { return both.end(); }
    constexpr auto end() const { return both.end(); }
    bool operator==(const BySide&) const = default;
    void state(auto& visit) { visit(both); }
};
inline constexpr BySide<std::string_view> side_names{"read", "write"};

enum class Consistency : std::uint8_t { eventual, strong };
constexpr auto words_of(Consistency) {
    return std::to_array<std::string_view>({"eventual", "strong"});
}

// Properties of each call, indexed by Operation.
struct OperationTraits {
    std::string_view api_name;  // DynamoDB's name of the call, without the consistency
    Side side = Side::read;
    Consistency consistency = Consistency::strong;
    bool transactional = false;
    bool many_items = false;  // reads up to one page of items; their total size is rounded up once
};
inline constexpr std::array<OperationTraits, operation_count> operation_traits{{
    {.api_name = "GetItem"},
    {.api_name = "GetItem", .consistency = Consistency::eventual},
    {.api_name = "Query", .many_items = true},
    {.api_name = "Query", .consistency = Consistency::eventual, .many_items = true},
    {.api_name = "PutItem", .side = Side::write},
    {.api_name = "UpdateItem", .side = Side::write},
    {.api_name = "DeleteItem", .side = Side::write},
    {.api_name = "Scan", .many_items = true},
    {.api_name = "Scan", .consistency = Consistency::eventual, .many_items = true},
    {.api_name = "TransactGetItems", .transactional = true},
    {.api_name = "TransactWriteItems", .side = Side::write, .transactional = true},
    {.api_name = "BatchGetItem"},
    {.api_name = "BatchGetItem", .consistency = Consistency::eventual},
    {.api_name = "BatchWriteItem", .side = Side::write},
    {.api_name = "BatchWriteItem", .side = Side::write},
}};

constexpr const OperationTraits& traits_of(Operation operation) {
    return operation_traits[static_cast<std::size_t>(operation)];
}

// One bit for each call: 1 for writes; and 1 for eventually consistent reads. Faster than looking
// into the table above.
inline constexpr std::uint32_t write_calls = [] {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < operation_count; ++i)
        if (operation_traits[i].side == Side::write) bits |= std::uint32_t{1} << i;
    return bits;
}();
constexpr Side side_of(Operation operation) {
    return static_cast<Side>((write_calls >> static_cast<unsigned>(operation)) & 1U);
}

inline constexpr std::uint32_t eventual_calls = [] {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < operation_count; ++i)
        if (operation_traits[i].consistency == Consistency::eventual) bits |= std::uint32_t{1} << i;
    return bits;
}();
constexpr bool is_eventual(Operation operation) {
    return ((eventual_calls >> static_cast<unsigned>(operation)) & 1U) != 0;
}

constexpr std::string_view api_name(Operation operation) { return traits_of(operation).api_name; }

// The half-units that must be available for a call to be admitted, indexed by operation. The cost
// of a read is known only after the read, so only the lowest possible cost of a read must be
// available. A write or an item of a transaction has a known size, so its whole cost must be.
inline constexpr std::int64_t all_of_its_cost = std::numeric_limits<std::int64_t>::max();
inline constexpr std::array<std::int64_t, operation_count> half_units_needed = [] {
    std::array<std::int64_t, operation_count> needed{};
    for (std::size_t i = 0; i < operation_count; ++i) {
        const OperationTraits& traits = operation_traits[i];
        needed[i] = traits.side == Side::write || traits.transactional ? all_of_its_cost
                    : traits.consistency == Consistency::eventual      ? 1
                                                                       : 2;
    }
    return needed;
}();

// Whether the operation is a put or a delete, alone or in a batch.
constexpr bool is_put(Operation operation) {
    return operation == Operation::put_item || operation == Operation::batch_put_item;
}
constexpr bool is_delete(Operation operation) {
    return operation == Operation::delete_item || operation == Operation::batch_delete_item;
}

// Whether an admitted write changes the item: false when its condition fails, or when a delete
// finds no item.
constexpr bool changes_item(Operation operation, Finding finding) {
    return finding == Finding::item || (finding == Finding::no_item && !is_delete(operation));
}

// Returns nullopt if there is no such call. `consistency` is ignored for writes and transactions.
// "BatchWriteItem" gives batch_put_item.
constexpr std::optional<Operation> operation_named(std::string_view name, Consistency consistency) {
    std::optional<Operation> found;
    for (std::size_t i = 0; i < operation_count; ++i) {
        if (operation_traits[i].api_name != name) continue;
        if (found && (operation_traits[i].consistency != consistency ||
                      traits_of(*found).consistency == consistency)) {
            continue;
        }
        found = static_cast<Operation>(i);
    }
    return found;
}

}  // namespace isotherm
