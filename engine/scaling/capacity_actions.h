// SPDX-License-Identifier: Apache-2.0
#pragma once
// Scheduled actions: at certain minutes of UTC a new minimum and maximum come into force.
// Used by the policy "scheduled" alone and by target tracking.

#include <string>
#include <vector>

#include "engine/scaling/capacity_bounds.h"
#include "engine/scaling/utc_schedule.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct CapacityAction {
    std::string at;        // a UtcSchedule
    std::int64_t min = 0;  // units per second; 0 leaves the present one
    std::int64_t max = 0;

    void settings(SettingsVisitor& visit);
};

class CapacityActions {
public:
    void settings(SettingsVisitor& visit);

    bool empty() const { return list_.empty(); }

    // Applies what is due at any minute in (after, upto]; later actions of the list win. Returns
    // the text of the last one applied, or "".
    std::string apply(UtcMinute after, UtcMinute upto, CapacityBounds& bounds) const;

private:
    std::vector<CapacityAction> list_;
    mutable std::vector<UtcSchedule> schedules_;  // parsed when first needed
};

}  // namespace isotherm
