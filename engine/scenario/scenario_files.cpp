// SPDX-License-Identifier: Apache-2.0
// Reads a scenario from its file: parses the TOML document, applies --set, reads the settings.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "engine/scenario/key_rules.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/series_tables.h"
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
    const auto keys = key_design(scenario);
    for (const auto& [name, workload] : scenario.workloads) {
        const auto start =
            workload.workload->recorded_start(workload_context(scenario, workload, keys));
        if (start && (!earliest || *start < *earliest)) earliest = start;
    }
    if (earliest) scenario.start = *earliest;
}

bool refers_onwards(const toml::table& root) {
    if (root.contains("jobs")) return true;
    const auto* workloads = root.get_as<toml::table>("workloads");
    if (workloads == nullptr) return false;
    for (const auto& [name, workload] : *workloads)
        if (workload.is_table() && workload.as_table()->contains("like")) return true;
    return false;
}

// Jobs refer to jobs that stand further down, and what a bulk job does depends on its table. So all
// is looked at once before it is read; errors are found when it is read.
void take_first_look(TomlDocument& document, const std::string& path, Scenario& scenario) {
    if (!refers_onwards(document.root())) return;
    Scenario seen;
    seen.folder = scenario.folder;
    Errors found_again;
    read_settings(document, path, seen, found_again);
    for (const auto& [name, workload] : seen.workloads) {
        const auto table = seen.tables.find(workload.table);
        if (!workload.like.given() || table == seen.tables.end()) continue;
        TableSpec spec = table->second;
        spec.size = size_at_start(seen, spec);
        document.complete({"workloads", name}, workload.like.as_workload(spec), "like");
    }
    scenario.jobs = std::move(seen.jobs);
}

Result<Scenario> read_document(Result<TomlDocument> document, const std::string& path,
                               const std::vector<Override>& overrides) {
    if (!document.ok()) return document.errors();
    Errors errors = document.value().apply(overrides);
    Scenario scenario;
    scenario.folder = std::filesystem::path(path).parent_path().string();
    take_first_look(document.value(), path, scenario);
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
