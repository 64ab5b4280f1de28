// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/scenario/scenario.h"

namespace isotherm {

void Limits::settings(SettingsVisitor& visit) {
    visit.field({.name = "throttled_share",
                 .help = "largest allowed share of throttled tries",
                 .lowest = 0,
                 .highest = 1},
                throttled_share);
    visit.field({.name = "throttled_share_least",
                 .help = "smallest allowed share of throttled tries",
                 .lowest = 0,
                 .highest = 1},
                throttled_share_least);
    if (throttled_share_least > throttled_share) {
        visit.reject("throttled_share_least",
                     fmt::format("at least {} and at most {} cannot both hold",
                                 text_of(throttled_share_least), text_of(throttled_share)),
                     "make throttled_share_least the smaller one");
    }
    visit.field({.name = "given_up_share",
                 .help = "largest allowed share of requests that fail for good",
                 .lowest = 0,
                 .highest = 1},
                given_up_share);
    visit.field({.name = "cost_per_month",
                 .help = "highest cost in US dollars of a month with the run's load; 0: no limit",
                 .lowest = 0,
                 .highest = 1e12},
                cost_per_month);
}

}  // namespace isotherm
