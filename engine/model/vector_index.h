// SPDX-License-Identifier: Apache-2.0
#pragma once
// Vector indexes (since 2026-08-05), as far as they decide prices and limits. How their searches
// and writes are throttled has not been published, so they have no traffic of their own.

#include <string>

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// Limits of vector indexes, the same for all tables (third parties that quote the Developer Guide,
// 2026).
inline constexpr std::int64_t vector_dimensions_most = 4'096;
inline constexpr std::int64_t top_k_most = 100;
inline constexpr std::int64_t vector_filters_most = 18;
inline constexpr std::uint64_t vector_table_bytes_most = 600ULL << 30;
// The smallest charge of a write or a search.
inline constexpr std::uint64_t vector_bytes_least = 1'024;

// Bytes of a vector: four a dimension.
std::uint64_t vector_bytes(std::int64_t dimensions);

// Bytes that one write of an entry is charged for: four a dimension, and those of its keys and
// projected attributes, not rounded. AWS's example has 4,125 for 1,024 dimensions.
std::uint64_t vector_write_bytes(std::int64_t dimensions, std::uint64_t projected_bytes);

// Bytes that one search is charged for. Measured by third parties in us-west-2 in August 2026 with
// 15,000 vectors of 1,024 dimensions and no partition key: 60,560 + 565.5 for each item asked for;
// identical calls vary by 2 %, indexes over like data by 11 %. Other dimensions are [inferred] to
// cost in proportion.
std::uint64_t vector_search_bytes(std::int64_t dimensions, std::int64_t top_k);

// A vector index as a scenario describes it.
struct VectorIndexSpec : Configurable {
    std::string name;
    std::int64_t dimensions = 1'024;
    Bytes projected{29};        // keys and projected attributes of an entry
    Share in_index{1.0};        // share of the items that have the vector
    Share vector_changes{1.0};  // share of the updates that change an indexed attribute
    RequestRate searches{};     // priced only
    std::int64_t top_k = 10;
    Bytes search_size{0};  // bytes charged for a search; 0: as measured for `top_k`

    void settings(SettingsVisitor& visit) override;
    std::uint64_t write_bytes() const { return vector_write_bytes(dimensions, projected.count); }
    std::uint64_t search_bytes() const;
};

}  // namespace isotherm
