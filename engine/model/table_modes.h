// SPDX-License-Identifier: Apache-2.0
#pragma once
// The modes of a table and its indexes: how throughput is bought, the table class, what an index
// contains.

#include <array>
#include <cstdint>
#include <string_view>

namespace isotherm {

enum class CapacityMode : std::uint8_t { provisioned, on_demand };
constexpr auto words_of(CapacityMode) {
    return std::to_array<std::string_view>({"provisioned", "on_demand"});
}

// Since 2021-12-01. standard_ia (infrequent access) has cheaper storage and more expensive
// throughput.
enum class TableClass : std::uint8_t { standard, standard_ia };
constexpr auto words_of(TableClass) {
    return std::to_array<std::string_view>({"standard", "standard_ia"});
}

enum class IndexScope : std::uint8_t { global, local };
constexpr auto words_of(IndexScope) { return std::to_array<std::string_view>({"global", "local"}); }

// Which attributes an index entry contains.
enum class Projection : std::uint8_t { all, include, keys_only };
constexpr auto words_of(Projection) {
    return std::to_array<std::string_view>({"all", "include", "keys_only"});
}

// CloudWatch Contributor Insights for a table or index: off, of throttled keys only (since
// 2025-08-14), or of accessed and throttled keys.
enum class InsightsMode : std::uint8_t { off, throttled, accessed_and_throttled };
constexpr auto words_of(InsightsMode) {
    return std::to_array<std::string_view>({"off", "throttled", "accessed_and_throttled"});
}

// How the index key of a write is chosen: by a hash of the item's key, or by time: all writes of a
// period have the same key, or one of a few keys with suffixes.
enum class IndexKeys : std::uint8_t { hash, time };
constexpr auto words_of(IndexKeys) { return std::to_array<std::string_view>({"hash", "time"}); }

}  // namespace isotherm
