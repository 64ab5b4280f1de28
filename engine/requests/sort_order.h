// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the requests of a workload are distributed over the sort keys of an item collection.

#include <array>
#include <cstdint>
#include <string_view>

namespace isotherm {

enum class SortOrder : std::uint8_t {
    single,      // always the same item: splitting the collection does not help
    uniform,     // any item of the collection
    sequential,  // increasing sort keys, such as times: a split helps only for a short time
};
inline constexpr std::array<std::string_view, 3> sort_order_names{"single", "uniform",
                                                                  "sequential"};

}  // namespace isotherm
