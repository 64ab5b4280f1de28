// SPDX-License-Identifier: Apache-2.0
#pragma once
// The read calls and their costs: GetItem, BatchGetItem, Query, Scan, TransactGetItems.

#include <optional>

#include "engine/units/operation_cost.h"

namespace isotherm {

// The bytes that a Query or Scan evaluates per request (page), before any filter. The item that
// reaches or passes this limit is the last one of the page (API reference, Query: "if the processed
// dataset size exceeds 1 MB"; that this item still belongs to the page is [inferred]).
inline constexpr std::uint64_t page_bytes = 1 << 20;
// The number of items of one size in a full page; at least one.
constexpr std::uint64_t items_in_page(std::uint64_t item_bytes) {
    const std::uint64_t bytes = item_bytes == 0 ? 1 : item_bytes;
    return (page_bytes + bytes - 1) / bytes;
}

inline constexpr std::uint64_t batch_get_keys_most = 100;
inline constexpr std::uint64_t batch_get_partition_bytes_most = 1 << 20;
inline constexpr std::uint64_t transaction_bytes_most = 4 << 20;

struct GetCall {
    std::optional<std::uint64_t> item_bytes = {};  // nullopt: there is no such item
    Consistency consistency = Consistency::eventual;
};
Result<OperationCost> get_cost(const Era& era, const GetCall& call);

struct BatchGetCall {
    std::vector<ItemRun> items = {};  // in the order of the keys
    std::uint64_t missing = 0;        // keys without an item; they follow those with an item
    Consistency consistency = Consistency::eventual;
    std::uint64_t partitions = 0;             // partitions with these keys; 0: one for each key
    std::optional<HalfUnits> available = {};  // capacity of the table; nullopt: unlimited
};
Result<OperationCost> batch_get_cost(const Era& era, const BatchGetCall& call);

// The common part of Query and Scan.
struct RangeRead {
    std::vector<ItemRun> items = {};  // evaluated, in order; index entries if `index` is set
    std::optional<std::uint64_t> together_bytes = {};  // total size, if only that is known
    Consistency consistency = Consistency::eventual;
    Share filter_keeps{1};
    std::optional<IndexKind> index = {};
    // Items read from the table because a local index lacks some of their attributes.
    std::vector<ItemRun> fetched = {};
};
Result<OperationCost> query_cost(const Era& era, const RangeRead& call);

struct ScanCall {
    RangeRead read = {};
    std::uint64_t segments = 1;    // of a parallel Scan: equal parts of the hash range
    std::uint64_t partitions = 1;  // of the table
};
Result<OperationCost> scan_cost(const Era& era, const ScanCall& call);

struct TransactGetCall {
    std::vector<ItemRun> items = {};
    std::uint64_t missing = 0;
};
Result<OperationCost> transact_get_cost(const Era& era, const TransactGetCall& call);

// Returns an error if the era, the number of items or their total size do not permit a transaction,
// else nullopt.
std::optional<Error> find_transaction_error(const Era& era, std::uint64_t items,
                                            std::uint64_t bytes);

// The number of segments AWS advises for a parallel Scan: one per 2 GB (Developer Guide, Scan).
std::uint64_t advised_segments(Bytes table_size);

}  // namespace isotherm
