// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a workload's requests spread over the sort keys of an item collection.

#include <array>
#include <cstdint>
#include <string_view>

namespace isotherm {

enum class SortOrder : std::uint8_t {
    single,      // always the same item: no cut can help
    uniform,     // any item of the collection
    sequential,  // ever larger sort keys, such as times: a cut does not help for long
};
constexpr auto words_of(SortOrder) {
    return std::to_array<std::string_view>({"single", "uniform", "sequential"});
}

}  // namespace isotherm
