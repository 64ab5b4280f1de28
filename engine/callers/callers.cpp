// SPDX-License-Identifier: Apache-2.0
#include "engine/callers/callers.h"

namespace isotherm {

void CallerKind::stretch_settings(SettingsVisitor& visit) {
    SimDuration from = from_ - sim_start;
    visit.field(
        {.name = "from", .help = "no action begins earlier", .highest = in_seconds(longest_run)},
        from);
    SimDuration to = to_ == never ? SimDuration(0) : to_ - sim_start;
    visit.field({.name = "to",
                 .help = "no action begins from here on; open ones finish. Default: the end",
                 .lowest = 1e-6,
                 .highest = in_seconds(longest_run)},
                to);
    from_ = sim_start + from;
    to_ = to == 0s ? never : sim_start + to;
    if (from_ >= to_) visit.reject("to", "ends before it begins", "make to later than from");
}

}  // namespace isotherm
