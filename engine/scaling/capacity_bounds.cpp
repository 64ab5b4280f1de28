// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/capacity_bounds.h"

#include "engine/vocabulary/capacity.h"

namespace isotherm {

void CapacityBounds::settings(SettingsVisitor& visit) {
    const double most = CapacityRate::highest.in_units_per_second();
    visit.field({.name = "min",
                 .help = "minimum capacity, units per second, for reads and for writes",
                 .lowest = 1,
                 .highest = most,
                 .source = "Application Auto Scaling guide: MinCapacity",
                 .also = "minimum min_capacity"},
                min);
    visit.field({.name = "max",
                 .help = "maximum capacity, units per second; 0: the table quota",
                 .lowest = 0,
                 .highest = most,
                 .source = "Application Auto Scaling guide: MaxCapacity",
                 .also = "maximum max_capacity"},
                max);
    if (max > 0 && min > max) {
        visit.reject("min", "above max", "make min the smaller of the two");
    }
}

}  // namespace isotherm
