// SPDX-License-Identifier: Apache-2.0
#pragma once
// The reading calls and what they cost: GetItem, BatchGetItem, Query, Scan, TransactGetItems.

#include <optional>

#include "engine/units/operation_cost.h"

namespace isotherm {

// A Query or Scan evaluates at most this much in one request, before any filter.
// A page of a Query or Scan closes with the item that reaches or passes this (API reference, Query:
// "if the processed dataset size exceeds 1 MB"; that the passing item counts is [inferred]).
inline constexpr std::uint64_t page_bytes = 1 << 20;
// Items of one size that a full page holds; at least one.
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
    std::uint64_t missing = 0;        // keys without an item, asked for last
    Consistency consistency = Consistency::eventual;
    std::uint64_t partitions = 0;  // the keys are dealt out to so many; 0: each has its own
    std::optional<HalfUnits> available = {};  // what the table can serve just now; all when absent
};
Result<OperationCost> batch_get_cost(const Era& era, const BatchGetCall& call);

// What Query and Scan have in common.
struct RangeRead {
    std::vector<ItemRun> items = {};  // evaluated, in order; entries when an index is read
    std::optional<std::uint64_t> together_bytes = {};  // their sum, when only that is known
    Consistency consistency = Consistency::eventual;
    Share filter_keeps{1};
    std::optional<IndexKind> index = {};
    std::vector<ItemRun> fetched =
        {};  // items a local index lacks attributes of, read from the table
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

// Whether a transaction of these may be: number, size and era. nullopt when all is well.
std::optional<Error> find_transaction_error(const Era& era, std::uint64_t items,
                                            std::uint64_t bytes);

// Segments AWS advises for a parallel Scan: one for every 2 GB (Developer Guide, Scan).
std::uint64_t advised_segments(Bytes table_size);

}  // namespace isotherm
