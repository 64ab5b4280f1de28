// A scenario from its file: the TOML document, what --set changes in it, the settings.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <tuple>

#include "engine/run/report_json.h"
#include "engine/run/scenario.h"
#include "engine/run/toml_document.h"

namespace isotherm {
namespace {

// Paths that no report of this scenario would have: told before the run, not after it.
void check_paths(const Scenario& scenario, const TomlDocument& document, Errors& errors) {
    if (scenario.expectations.empty()) return;
    const nlohmann::ordered_json shape = report_shape(scenario);
    for (const auto& [name, expectation] : scenario.expectations) {
        const auto unknown = expectation.figure.unknown_in(shape);
        if (!unknown) continue;
        const std::string path = fmt::format("expect.{}.of", name);
        const auto node = document.root()["expect"][name]["of"];
        Place place = {.file = fmt::format("{} {}", set_source, path), .path = path};
        if (node) {
            Place there = document.place(node.node()->source(), path);
            if (there.line > 0 && there.file != set_source) place = std::move(there);
        }
        errors.push_back({ExitCode::bad_scenario, 108, std::move(place),
                          fmt::format("{}: {}", printable(path), unknown->what), unknown->fix});
    }
}

// A replay happens when it was recorded; of several, the earliest sets the calendar.
void follow_streams(Scenario& scenario) {
    std::optional<WallTime> earliest;
    for (const auto& [name, workload] : scenario.workloads) {
        const auto start =
            workload.workload_kind().recorded_start(workload_context(scenario, workload));
        if (start && (!earliest || *start < *earliest)) earliest = start;
    }
    if (earliest) scenario.start = *earliest;
}

Result<Scenario> read_document(Result<TomlDocument> document, const std::string& path,
                               const std::vector<Override>& overrides) {
    if (!document.ok()) return document.errors();
    Errors errors = document.value().apply(overrides);
    Scenario scenario;
    read_settings(document.value(), path, scenario, errors);
    if (errors.empty()) check_paths(scenario, document.value(), errors);
    if (!errors.empty()) {
        std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
            return std::tie(a.place.file, a.place.line, a.place.column) <
                   std::tie(b.place.file, b.place.line, b.place.column);
        });
        return errors;
    }
    scenario.folder = std::filesystem::path(path).parent_path().string();
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
