// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/schedule_remedies.h"

#include <algorithm>

#include "engine/plans/recorded_demand.h"
#include "engine/plans/schedule.h"

namespace isotherm {
namespace {

constexpr std::int64_t room = 1'100;  // thousandths; the same as for more capacity

bool of_capacity(ThrottleCause cause) {
    constexpr auto causes = std::to_array(
        {ThrottleCause::insufficient_capacity, ThrottleCause::burst_spent,
         ThrottleCause::scaling_lag, ThrottleCause::scaling_maximum, ThrottleCause::decrease_quota,
         ThrottleCause::index_capacity, ThrottleCause::background_job});
    return std::find(causes.begin(), causes.end(), cause) != causes.end();
}

}  // namespace

std::vector<Remedy> schedule_remedies(const std::vector<ThrottleFinding>& findings,
                                      const Recording& recording) {
    std::vector<Remedy> remedies;
    for (std::size_t f = 0; f < findings.size(); ++f) {
        const ThrottleFinding& finding = findings[f];
        if (!of_capacity(finding.cause) || finding.on_demand || finding.share < share_to_remedy)
            continue;
        const auto table =
            std::find_if(recording.tables.begin(), recording.tables.end(),
                         [&](const TableRecording& one) { return one.name == finding.resource; });
        if (table == recording.tables.end()) continue;
        const auto profile =
            DayProfile::of(recorded_demand(recording, *table), finding.side, false);
        if (!profile) continue;
        const SideSetting setting = profile->schedule(room);
        TomlPath place{"tables", finding.resource.table};
        if (finding.resource.is_index())
            place.insert(place.end(), {"indexes", finding.resource.index});
        const auto under = [&](std::string group, std::string name) {
            TomlPath path = place;
            path.push_back(std::move(group));
            path.push_back(std::move(name));
            return path;
        };
        const std::string side(side_names[finding.side]);
        remedies.push_back({RemedyKind::schedule,
                            f,
                            finding.resource.table,
                            {{under("scaling", "both"), ""},
                             {under("scaling", side), ""},
                             {under("scaling", side), setting.policy()},
                             {under("capacity", side), toml_of(setting.units)}},
                            false});
    }
    return remedies;
}

}  // namespace isotherm
