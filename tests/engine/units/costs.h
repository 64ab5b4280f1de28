// SPDX-License-Identifier: Apache-2.0
#pragma once
// Functions shared by the tests of call costs.

#include <gtest/gtest.h>

#include "engine/units/write_calls.h"

namespace isotherm {

inline constexpr std::uint64_t kb = 1'024;

inline Era era(std::string_view name = "2024") { return *era_named(name); }

// The cost of a valid call.
inline OperationCost done(Result<OperationCost> cost) {
    EXPECT_TRUE(cost.ok()) << (cost.ok() ? "" : cost.errors()[0].text());
    if (!cost.ok()) return {};
    EXPECT_FALSE(cost.value().steps.empty());
    return cost.value();
}

inline WriteCall put(std::uint64_t after, std::optional<std::uint64_t> before = {}) {
    return {.kind = WriteKind::put, .before = before, .after = after};
}
inline WriteCall remove(std::optional<std::uint64_t> before) {
    return {.kind = WriteKind::remove, .before = before};
}

}  // namespace isotherm
