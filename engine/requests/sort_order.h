// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the requests of a workload are distributed over the sort keys of an item collection.

#include <array>
#include <cstdint>
#include <string_view>

namespace isotherm {

enum class SortOrder : std::uint8_t {
    single,      // always the same item: a split of the collection does not help
    uniform,     // any item of the collection
    sequential,  // ever higher sort keys, such as times: a split helps only for a short time
};
constexpr auto words_of(SortOrder) {
    return std::to_array<std::string_view>({"single", "uniform", "sequential"});
}

}  // namespace isotherm
