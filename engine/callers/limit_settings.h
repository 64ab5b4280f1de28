// SPDX-License-Identifier: Apache-2.0
#pragma once
// A limit that callers keep by themselves, such as a bulk job that takes a part of a table's
// capacity.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/requests/operation.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class LimitUnit : std::uint8_t { calls, units };
enum class LimitCharge : std::uint8_t { before, after };
constexpr auto words_of(LimitCharge) {
    return std::to_array<std::string_view>({"before", "after"});
}
enum class LimitPer : std::uint8_t { workload, worker, segment };
constexpr auto words_of(LimitPer) {
    return std::to_array<std::string_view>({"workload", "worker", "segment"});
}

struct LimitSettings : Configurable {
    std::string rate;  // "100 calls/s" or "500 units/s"; empty: a share
    Share share{0};
    std::string of;  // "TABLE.read" or "TABLE.INDEX.write"
    SimDuration reread{};
    SimDuration burst = 1s;
    LimitCharge charge = LimitCharge::before;
    LimitPer per = LimitPer::workload;

    void settings(SettingsVisitor& visit) override;
    LimitUnit unit() const;
    RequestRate parsed_rate() const;
    // The parts of `of`.
    struct Target {
        std::string table;
        std::string index;
        Side side = Side::read;
    };
    Target target() const;
};

}  // namespace isotherm
