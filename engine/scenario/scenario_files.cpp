// SPDX-License-Identifier: Apache-2.0
// Reads a scenario from its file: parses the TOML document, applies --set, reads the settings.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "engine/scenario/scenario.h"
#include "engine/scenario/toml_document.h"

namespace isotherm {
namespace {

// Stores the position of each expectation's figure in the file, for errors that are found later.
void remember_places(const TomlDocument& document, Scenario& scenario) {
    for (auto& [name, expectation] : scenario.expectations) {
        const std::string path = fmt::format("expect.{}.of", name);
        expectation.place = {.file = fmt::format("{} {}", set_source, path), .path = path};
        const auto node = document.root()["expect"][name]["of"];
        if (!node) continue;
        Place place = document.place(node.node()->source(), path);
        if (place.line > 0 && place.file != set_source) expectation.place = std::move(place);
    }
}

// Sets the start of the run to the earliest start of the recorded streams.
void follow_streams(Scenario& scenario) {
    std::optional<WallTime> earliest;
    for (const auto& [name, workload] : scenario.workloads) {
        const auto start = workload.workload->recorded_start(workload_context(scenario, workload));
        if (start && (!earliest || *start < *earliest)) earliest = start;
    }
    if (earliest) scenario.start = *earliest;
}

Result<Scenario> read_document(Result<TomlDocument> document, const std::string& path,
                               const std::vector<Override>& overrides) {
    if (!document.ok()) return document.errors();
    Errors errors = document.value().apply(overrides);
    Scenario scenario;
    scenario.folder = std::filesystem::path(path).parent_path().string();
    read_settings(document.value(), path, scenario, errors);
    if (!errors.empty()) {
        std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
            return std::tie(a.place.file, a.place.line, a.place.column) <
                   std::tie(b.place.file, b.place.line, b.place.column);
        });
        return errors;
    }
    remember_places(document.value(), scenario);
    scenario.text = document.value().text();
    if (!document.value().root().contains("start")) follow_streams(scenario);
    return scenario;
}

}  // namespace

Errors read_settings_text(const std::string& text, const std::string& file_name,
                          Configurable& target) {
    const auto document = TomlDocument::from_text(text, file_name);
    if (!document.ok()) return document.errors();
    Errors errors;
    read_settings(document.value(), file_name, target, errors);
    return errors;
}

Result<Scenario> read_scenario_file(const std::string& path,
                                    const std::vector<Override>& overrides) {
    return read_document(TomlDocument::from_file(path), path, overrides);
}

Result<Scenario> read_scenario_text(const std::string& text, const std::string& file_name,
                                    const std::vector<Override>& overrides) {
    return read_document(TomlDocument::from_text(text, file_name), file_name, overrides);
}

}  // namespace isotherm
