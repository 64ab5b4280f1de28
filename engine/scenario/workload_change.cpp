// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/workload_change.h"

#include <algorithm>

#include "engine/scenario/scenario.h"

namespace isotherm {

std::vector<std::string> setting_lines(Configurable& settings) {
    std::vector<std::string> lines;
    for (const auto& [key, value] : written_settings(settings))
        lines.push_back(key + " = " + value);
    return lines;
}

void WorkloadChange::settings(SettingsVisitor& visit) {
    visit.field({.name = "at",
                 .help = "time at which the change begins, since the start of the run",
                 .required = true},
                at);
    if (workload == nullptr) workload = Catalog<WorkloadKind>::instance().create(kind);
    if (workload == nullptr) return;
    workload->take_keys_from_table(table_gives_keys);
    workload->settings(visit);
}

std::vector<std::string> changed_settings(Configurable& before, Configurable& after) {
    const std::vector<std::string> old = setting_lines(before);
    std::vector<std::string> lines = setting_lines(after);
    std::erase_if(lines, [&](const std::string& line) {
        return std::find(old.begin(), old.end(), line) != old.end();
    });
    return lines;
}

}  // namespace isotherm
