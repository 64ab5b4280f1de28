// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/folder_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace isotherm::tidy {

namespace {

// A folder may include only folders before it in this list.
constexpr auto engine_order = std::to_array<std::string_view>(
    {"engine/vocabulary", "engine/toml",        "engine/requests",  "engine/model",
     "engine/attributes", "engine/units",       "engine/admission", "engine/clients",
     "engine/caches",     "engine/callers",     "engine/flows",     "engine/streams",
     "engine/scaling",    "engine/propagation", "engine/recording", "engine/billing",
     "engine/alarms",     "engine/jobs",        "engine/scenario",  "engine/control",
     "engine/demand",     "engine/cells",       "engine/run",       "engine/backtest",
     "engine/insight",    "engine/past",        "engine/plans",     "engine/lessons"});

// The folders that each folder of workloads may include.
const std::map<std::string, std::set<std::string>, std::less<>> workloads_include = {
    {"workloads/synthetic",
     {"engine/vocabulary", "engine/requests", "engine/model", "engine/attributes", "engine/units",
      "engine/caches", "engine/callers"}},
    {"workloads/composed", {"engine/vocabulary", "engine/requests", "workloads/synthetic"}},
    {"workloads/ycsb",
     {"engine/vocabulary", "engine/requests", "engine/attributes", "engine/units",
      "workloads/synthetic"}},
    {"workloads/recorded",
     {"engine/vocabulary", "engine/requests", "engine/model", "engine/attributes", "engine/units",
      "engine/caches", "engine/callers", "workloads/synthetic"}},
    {"workloads/recorded/json",
     {"engine/vocabulary", "engine/attributes", "engine/units", "workloads/recorded"}},
    {"workloads/recorded/shaped",
     {"engine/vocabulary", "engine/requests", "engine/attributes", "engine/callers",
      "workloads/synthetic", "workloads/recorded"}},
    {"workloads/recorded/blocks", {"engine/vocabulary", "engine/requests", "workloads/recorded"}},
    {"workloads/recorded/written",
     {"engine/vocabulary", "workloads/recorded", "workloads/recorded/blocks"}},
    {"workloads/imports/documents", {"engine/vocabulary", "workloads/recorded"}},
    {"workloads/imports",
     {"engine/vocabulary", "engine/requests", "engine/units", "workloads/imports/documents"}},
    {"workloads/imports/logs",
     {"engine/vocabulary", "workloads/recorded", "workloads/imports",
      "workloads/imports/documents"}},
    {"workloads/imports/commands",
     {"engine/vocabulary", "workloads/imports", "workloads/imports/documents"}},
    {"workloads/imports/written",
     {"engine/vocabulary", "engine/toml", "engine/requests", "engine/model", "engine/billing",
      "engine/scenario", "workloads/imports"}}};

constexpr auto window_folders =
    std::to_array<std::string_view>({"app/gui", "tests/gui", "tests/bench/window"});

constexpr std::size_t most_files = 35;

// One file for each system, to choose from, and its picture: as many as there are systems.
constexpr std::string_view scenario_library = "resources/scenarios";
constexpr std::string_view scenario_pictures = "resources/docs/pictures/scenarios";

struct Include {
    std::string from;  // folders
    std::string to;
    std::string path;
    int line = 0;
};

std::vector<Include> includes_of(const std::vector<SourceFile>& files) {
    constexpr std::string_view start = "#include \"";
    std::vector<Include> includes;
    for (const auto& file : files) {
        if (!is_cpp(file.path) && !file.path.ends_with(".cpp.in")) continue;
        int number = 0;
        for (auto line : lines_of(file.text)) {
            ++number;
            if (!line.starts_with(start)) continue;
            line.remove_prefix(start.size());
            const std::string to = folder_of(line.substr(0, line.find('"')));
            if (!to.empty()) includes.push_back({folder_of(file.path), to, file.path, number});
        }
    }
    return includes;
}

std::optional<std::string> wrong_in_engine(const Include& include) {
    if (is_below(include.to, "workloads") || is_below(include.to, "app"))
        return "the engine includes neither workloads nor app, here " + include.to;
    const auto* const from = std::ranges::find(engine_order, include.from);
    if (from == engine_order.end())
        return include.from + " has no place in the order of the engine's folders";
    const auto* const to = std::ranges::find(engine_order, include.to);
    if (to == engine_order.end() || to > from)
        return include.from + " includes " + include.to + ", which is not above it";
    return std::nullopt;
}

std::optional<std::string> wrong_with(const Include& include) {
    const auto is_from = [&](std::string_view folder) { return is_below(include.from, folder); };
    if (is_from("engine")) {
        if (auto wrong = wrong_in_engine(include)) return wrong;
    } else if (is_from("workloads") && include.from != include.to) {
        const auto allowed = workloads_include.find(include.from);
        if (allowed == workloads_include.end() || !allowed->second.contains(include.to))
            return include.from + " may not include " + include.to;
    }
    if (is_below(include.to, "app/gui") && std::ranges::none_of(window_folders, is_from))
        return "only the window's own sources and tests include " + include.to;
    return std::nullopt;
}

using Graph = std::map<std::string, std::map<std::string, Include>>;

// Depth-first search for cycles; `way` contains the folders from the start to `folder`.
void search(const Graph& graph, const std::string& folder, std::vector<std::string>& way,
            std::set<std::string>& done, std::vector<Finding>& findings) {
    if (done.contains(folder)) return;
    way.push_back(folder);
    if (const auto found = graph.find(folder); found != graph.end()) {
        for (const auto& [to, include] : found->second) {
            const auto again = std::ranges::find(way, to);
            if (again == way.end()) {
                search(graph, to, way, done, findings);
                continue;
            }
            std::string rule = "folders include each other: ";
            for (auto step = again; step != way.end(); ++step) rule += *step + " -> ";
            findings.push_back({include.path, include.line, rule + to});
        }
    }
    way.pop_back();
    done.insert(folder);
}

}  // namespace

std::vector<Finding> include_findings(const std::vector<SourceFile>& files) {
    std::vector<Finding> findings;
    for (const auto& include : includes_of(files))
        if (const auto wrong = wrong_with(include))
            findings.push_back({include.path, include.line, *wrong});
    return findings;
}

std::vector<Finding> cycle_findings(const std::vector<SourceFile>& files) {
    Graph graph;
    for (const auto& include : includes_of(files))
        if (include.from != include.to) graph[include.from].try_emplace(include.to, include);
    std::vector<Finding> findings;
    std::vector<std::string> way;
    std::set<std::string> done;
    for (const auto& [folder, includes] : graph) search(graph, folder, way, done, findings);
    return findings;
}

std::vector<Finding> folder_size_findings(const std::vector<SourceFile>& files) {
    // A header and its source count as one file.
    std::map<std::string, std::set<std::string>> stems;
    for (const auto& file : files) {
        const std::string name = name_of(file.path);
        stems[folder_of(file.path)].insert(name.substr(0, name.rfind('.')));
    }
    std::vector<Finding> findings;
    for (const auto& [folder, names] : stems) {
        if (names.size() > most_files && folder != scenario_library && folder != scenario_pictures)
            findings.push_back({folder, 0,
                                "the folder has " + std::to_string(names.size()) +
                                    " files, at most " + std::to_string(most_files)});
    }
    return findings;
}

}  // namespace isotherm::tidy
