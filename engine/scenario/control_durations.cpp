// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/control_durations.h"

namespace isotherm {

void ControlDurations::settings(SettingsVisitor& visit) {
    update_table.settings(visit);
    visit.field({.name = "mode_switch",
                 .help = "time to switch between provisioned and on-demand mode; throughput is "
                         "unchanged until then",
                 .lowest = 0,
                 .highest = 86'400,
                 .source = "[inferred] \"several minutes\" (Developer Guide)"},
                mode_switch);
    visit.field(
        {.name = "index_allocation",
         .help = "time to allocate the partitions of a new global index, before its backfill",
         .lowest = 0,
         .highest = 86'400,
         .source = "[inferred] phase without a published duration (Developer Guide)"},
        index_allocation);
    visit.field({.name = "metric_delay",
                 .help = "delay from the end of a minute until CloudWatch shows its data point",
                 .lowest = 0,
                 .highest = 3'600,
                 .source = "[inferred] CloudWatch is 1 to 2 minutes late in published traces"},
                metric_delay);
    visit.group({.name = "jobs",
                 .help = "how long backups, exports and other jobs take, and how many there are at "
                         "a time"},
                [this](SettingsVisitor& inner) { jobs.settings(inner); });
}

}  // namespace isotherm
