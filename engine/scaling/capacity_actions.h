// SPDX-License-Identifier: Apache-2.0
#pragma once
// Scheduled actions: they set a new minimum and maximum capacity at given minutes in UTC. Used by
// the policy "scheduled" and by target tracking.

#include <string>
#include <vector>

#include "engine/scaling/capacity_bounds.h"
#include "engine/scaling/utc_schedule.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct CapacityAction {
    std::string at;        // a UtcSchedule
    std::int64_t min = 0;  // units per second; 0: unchanged
    std::int64_t max = 0;

    void settings(SettingsVisitor& visit);
};

class CapacityActions {
public:
    void settings(SettingsVisitor& visit);

    bool empty() const { return list_.empty(); }

    // Applies all actions that are due in (after, upto] to `bounds`. If several are due in the same
    // minute, later ones in the list override earlier ones. Returns the `at` text of the last
    // action applied, or "".
    std::string apply(UtcMinute after, UtcMinute upto, CapacityBounds& bounds) const;

private:
    std::vector<CapacityAction> list_;
    mutable std::vector<UtcSchedule> schedules_;  // parsed on first use
};

}  // namespace isotherm
