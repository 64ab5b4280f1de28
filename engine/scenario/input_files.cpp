// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/input_files.h"

#include "engine/scenario/key_rules.h"
#include "engine/scenario/toml_document.h"

namespace isotherm {

std::vector<std::string> input_files(const Scenario& scenario, const std::string& path) {
    std::vector<std::string> files{path};
    // The text has already been parsed once without errors; it is parsed again only to get the
    // names of included files.
    const auto document = TomlDocument::from_text(scenario.text, path);
    if (document.ok()) files = document.value().files();
    const auto keys = key_design(scenario);
    for (const auto& [name, workload] : scenario.workloads) {
        const WorkloadContext context = workload_context(scenario, workload, keys);
        for (const std::string& file : workload.workload->input_files(context))
            files.push_back(file == "-" ? "/dev/stdin" : file);
    }
    return files;
}

}  // namespace isotherm
