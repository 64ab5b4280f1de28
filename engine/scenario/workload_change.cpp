// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/workload_change.h"

#include <algorithm>
#include <sstream>

#include "engine/scenario/scenario.h"

namespace isotherm {

std::vector<std::string> setting_lines(Configurable& settings) {
    std::istringstream text(resolved_text(settings));
    std::vector<std::string> lines;
    std::string section;
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with('['))
            section = line.substr(1, line.find(']') - 1) + ".";
        else if (!line.empty())
            lines.push_back(section + line);
    }
    return lines;
}

void WorkloadChange::settings(SettingsVisitor& visit) {
    visit.field({.name = "at",
                 .help = "time at which it begins, since the start of the run",
                 .required = true},
                at);
    if (workload == nullptr) workload = Catalog<WorkloadKind>::instance().make(kind);
    if (workload != nullptr) workload->settings(visit);
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
