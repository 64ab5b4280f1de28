// SPDX-License-Identifier: Apache-2.0
#pragma once
// What each tenant asked for and got, if the scenario says which attribute of the requests is the
// tenant.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/requests/operation.h"
#include "engine/vocabulary/capacity.h"

namespace isotherm {

// A tenant's requests to one table or index, without the index writes that they cause.
struct TenantUse {
    std::size_t table = 0;  // index in Recording::tables
    std::uint64_t requests = 0;
    std::uint64_t attempts = 0;
    std::uint64_t throttled = 0;
    std::uint64_t given_up = 0;
    BySide<HalfUnits> consumed;

    TenantUse& operator+=(const TenantUse& other) {
        requests += other.requests;
        attempts += other.attempts;
        throttled += other.throttled;
        given_up += other.given_up;
        for (const Side side : both_sides) consumed[side] += other.consumed[side];
        return *this;
    }
};

struct TenantRecord {
    std::string name;          // the attribute's value
    std::uint64_t denied = 0;  // requests that were refused because they are not the caller's
    std::vector<TenantUse> uses = {};  // by table; only tables that it asked

    TenantUse total() const {
        TenantUse sum;
        for (const TenantUse& use : uses) sum += use;
        return sum;
    }
};

}  // namespace isotherm
