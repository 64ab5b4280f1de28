// SPDX-License-Identifier: Apache-2.0
#pragma once
// When spikes and ramps come and how long they take: the same for rates and for factors of rates.

#include "engine/vocabulary/settings.h"

namespace isotherm {

struct SpikeTimes {
    SimDuration at{};
    SimDuration lasting{};
    SimDuration rise{};
    SimDuration fall{};

    void settings(SettingsVisitor& visit) {
        const double longest = in_seconds(longest_run);
        visit.field({.name = "at",
                     .help = "when the spike begins to rise",
                     .highest = longest,
                     .required = true},
                    at);
        visit.field({.name = "lasting",
                     .help = "how long the peak lasts, without rise and fall",
                     .highest = longest,
                     .required = true},
                    lasting);
        visit.field(
            {.name = "rise", .help = "time from what comes before to the peak", .highest = longest},
            rise);
        visit.field({.name = "fall", .help = "time from the peak back", .highest = longest}, fall);
    }
    bool has_length() const { return rise + lasting + fall > 0us; }
};

inline void ramp_length(SettingsVisitor& visit, SimDuration& over) {
    visit.field({.name = "over",
                 .help = "how long the ramp takes",
                 .highest = in_seconds(longest_run),
                 .required = true},
                over);
}

}  // namespace isotherm
