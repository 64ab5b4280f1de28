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
inline constexpr std::array<std::string_view, 3> sort_order_names{"single", "uniform",
                                                                  "sequential"};

}  // namespace isotherm
