// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a table is, of a few kinds each: how throughput is bought, which class it has, what its
// indexes hold.

#include <array>
#include <cstdint>
#include <string_view>

namespace isotherm {

enum class CapacityMode : std::uint8_t { provisioned, on_demand };
constexpr auto words_of(CapacityMode) {
    return std::to_array<std::string_view>({"provisioned", "on_demand"});
}

// Since 2021-12-01: infrequent access has cheaper storage and dearer throughput.
enum class TableClass : std::uint8_t { standard, standard_ia };
constexpr auto words_of(TableClass) {
    return std::to_array<std::string_view>({"standard", "standard_ia"});
}

enum class IndexScope : std::uint8_t { global, local };
constexpr auto words_of(IndexScope) { return std::to_array<std::string_view>({"global", "local"}); }

// What an entry holds.
enum class Projection : std::uint8_t { all, include, keys_only };
constexpr auto words_of(Projection) {
    return std::to_array<std::string_view>({"all", "include", "keys_only"});
}

// Which index key a write has: spread by the hash of the item, or the same for a while.
enum class IndexKeys : std::uint8_t { hash, time };
constexpr auto words_of(IndexKeys) { return std::to_array<std::string_view>({"hash", "time"}); }

}  // namespace isotherm
