// SPDX-License-Identifier: Apache-2.0
#pragma once
// Vector indexes and bulk puts (2026): what they are charged for, and their limits. How they are
// throttled has not been published.

#include <optional>

#include "engine/units/operation_cost.h"

namespace isotherm {

struct VectorWrite {
    std::int64_t dimensions = 1'024;
    std::uint64_t projected_bytes = 0;  // keys and projected attributes of an entry
    // Of the table's item; nullopt: the vector and the projected attributes.
    std::optional<std::uint64_t> item_bytes = {};
    std::uint64_t calls = 1;
    std::int64_t indexes = 1;  // vector indexes that take the item in
    bool provisioned = false;  // whether the table is in provisioned mode
};
// Reports an error for what DynamoDB refuses.
Result<OperationCost> vector_write_cost(const Era& era, const VectorWrite& write);

struct VectorSearch {
    std::int64_t dimensions = 1'024;
    std::int64_t top_k = 10;
    std::int64_t filters = 0;          // inline filters
    std::uint64_t search_bytes = 0;    // as measured; 0: estimated
    std::uint64_t returned_bytes = 0;  // of one response
    std::uint64_t calls = 1;
    bool strong = false;
};
Result<OperationCost> vector_search_cost(const Era& era, const VectorSearch& search);

// StartBulkPutItems: puts of objects in S3 into a table that exists.
struct BulkPut {
    std::uint64_t items = 0;
    std::uint64_t item_bytes = 1'024;
    std::uint64_t objects = 1;
    std::uint64_t object_bytes = 0;  // of the largest object; 0: not said
    std::uint64_t regions = 1;
};
// Limits of one operation (Developer Guide, BulkPutItems, 2026).
inline constexpr std::uint64_t bulk_objects_most = 50'000;
inline constexpr std::uint64_t bulk_object_bytes_most = 5ULL << 30;
// The units of the same puts. Whether a bulk put consumes the table's capacity, and its price, have
// not been published.
Result<OperationCost> bulk_put_cost(const Era& era, const BulkPut& put);

}  // namespace isotherm
