// SPDX-License-Identifier: Apache-2.0
#include "app/cli/scenario_reference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "app/cli/setting_lists.h"
#include "app/cli/settings_lister.h"
#include "engine/requests/workload.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* beginning = R"(# Scenario reference

Every setting of a scenario, as the program declares them; `isotherm list --reference` prints this page. How quantities are
written: [inputs.md](inputs.md). For editors and programs the same is a JSON Schema,
`resources/schema/scenario.schema.json`, printed by `isotherm schema scenario`.

NAME is a name that you choose. *required*: there is no default. Defaults are those of the newest era; what other eras have
instead stands under [Eras](#eras). *[inferred]*: no public text says so.

`include = ["prices.toml"]` at the top of a scenario reads other files of its folder first.
)";

// Escapes text for a cell of a Markdown table.
std::string cell(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out;
}

std::string code(const std::string& text) {
    return text.empty() ? std::string() : fmt::format("`{}`", cell(text));
}

std::string default_of(const Json& setting) {
    return setting.contains("default") ? code(setting["default"].get<std::string>())
                                       : std::string("*required*");
}

std::string row(const std::string& name, const Json& setting) {
    std::string type = setting["type"].get<std::string>();
    if (setting.contains("range")) type += ", " + setting["range"].get<std::string>();
    return fmt::format("| `{}` | {} | {} | {} | {} |\n", name, cell(type), default_of(setting),
                       cell(setting["help"].get<std::string>()),
                       cell(setting.value("source", std::string())));
}

struct Row {
    std::string name;
    Json setting;
};

std::string table_of(const std::vector<Row>& rows) {
    std::string text =
        "| setting | type and range | default | what it is | source |\n|---|---|---|---|---|\n";
    for (const Row& one : rows) text += row(one.name, one.setting);
    return text;
}

std::vector<Row> rows_of(const Json& settings) {
    std::vector<Row> rows;
    for (const Json& one : settings) rows.push_back({one["name"].get<std::string>(), one});
    return rows;
}

// Splits a setting's path into section and name: "tables.NAME.capacity.read" is "capacity.read" in
// [tables.NAME]; "limits.cost_per_month" is "cost_per_month" in [limits].
std::pair<std::string, std::string> section_and_name(const std::string& path) {
    static const std::string member = ".NAME.";
    if (const std::size_t last = path.rfind(member); last != path.npos) {
        return {path.substr(0, last + member.size() - 1), path.substr(last + member.size())};
    }
    const std::size_t dot = path.find('.');
    if (dot == path.npos) return {"", path};
    return {path.substr(0, dot), path.substr(dot + 1)};
}

struct Section {
    std::string name;
    std::vector<Row> rows;
};

// Groups settings by section. Settings of admission models (`elsewhere`) are left out here, because
// they are listed under their own catalog.
std::vector<Section> sections_of(const Json& settings, const std::set<std::string>& elsewhere) {
    std::vector<Section> sections;
    for (const Json& one : settings) {
        const auto split = section_and_name(one["name"].get<std::string>());
        const auto& section = split.first;  // Clang 14 cannot capture structured bindings
        const auto& name = split.second;
        if (section == "model" && elsewhere.contains(name)) continue;
        auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const Section& known) { return known.name == section; });
        if (found == sections.end()) found = sections.insert(found, {section, {}});
        found->rows.push_back({name, one});
    }
    return sections;
}

std::string section_text(const Section& section, const std::vector<Section>& all) {
    std::string text =
        section.name.empty() ? "\n## Top level\n\n" : fmt::format("\n## [{}]\n\n", section.name);
    std::vector<Row> rows = section.rows;
    if (section.name == "workloads.NAME.changes.NAME") {
        const auto workload = std::find_if(all.begin(), all.end(), [](const Section& one) {
            return one.name == "workloads.NAME";
        });
        std::erase_if(rows, [&](const Row& own) {
            return std::any_of(workload->rows.begin(), workload->rows.end(),
                               [&](const Row& other) { return own.name == other.name; });
        });
        text +=
            "The request settings of `[workloads.NAME]` can also be set here; a setting left out "
            "keeps its value.\n\n";
    }
    return text + table_of(rows);
}

std::string eras_text(const Json& eras) {
    std::string head = "| `[model]` |", line = "|---|";
    std::map<std::string, std::vector<std::string>> values;
    std::vector<std::string> order;
    for (const auto& [era, about] : eras.items()) {
        head += fmt::format(" {} |", era);
        line += "---|";
        for (const Json& one : about["settings"]) {
            const auto name = one["name"].get<std::string>();
            if (!values.contains(name)) order.push_back(name);
            values[name].push_back(one["default"].get<std::string>());
        }
    }
    std::string text = fmt::format(
        "\n## Eras\n\nChosen by `era`. These are the defaults that differ; all other settings of "
        "`[model]` are the same in every era.\n\n{}\n{}\n",
        head, line);
    for (const std::string& name : order) {
        const auto& all = values[name];
        if (std::set<std::string>(all.begin(), all.end()).size() == 1) continue;
        text += fmt::format("| `{}` | {} |\n", name, fmt::join(all, " | "));
    }
    return text;
}

std::string example_text(const Json& example) {
    std::string text = fmt::format("\n```toml\n{}```\n", example["scenario"].get<std::string>());
    if (example.contains("file")) {
        text += fmt::format("\nFILE, {} requests:\n\n```text\n{}```\n",
                            example["requests"].get<int>(), example["file"].get<std::string>());
    }
    return text;
}

std::string catalog_text(const CatalogGroup& group, const Json& entries) {
    std::string text = fmt::format(
        "\n## {}: `{}`\n",
        static_cast<char>(std::toupper(group.name[0])) + std::string(group.name + 1), group.where);
    for (const auto& [name, about] : entries.items()) {
        const std::vector<Row> rows = rows_of(about["settings"]);
        text += fmt::format("\n### {}\n\n{}.\n", name, about["help"].get<std::string>());
        text += rows.empty() ? std::string("It has no settings.\n") : "\n" + table_of(rows);
        text += example_text(about["example"]);
    }
    return text;
}

}  // namespace

std::string scenario_reference() {
    const Json all = all_lists();
    std::set<std::string> of_admission;
    for (const auto& [name, about] : all["admission"].items())
        for (const Json& one : about["settings"])
            of_admission.insert(one["name"].get<std::string>());
    std::string text = beginning;
    const auto sections = sections_of(all["scenario"]["scenario"]["settings"], of_admission);
    for (const Section& section : sections) {
        text += section_text(section, sections);
        if (section.name != "workloads.NAME") continue;
        text += "\n## [workloads.NAME] of a recorded stream\n\n";
        text +=
            "These replace `operation`, `mix`, `keys` and `sizes`; `table`, `index`, `sort_keys` "
            "and `client` are used as above. The settings of each format are under "
            "[Formats](#formats-workloadsnamereplayformat).\n\n";
        text += table_of(rows_of(all["workloads"]["replay"]["settings"]));
        text += "\n## [workloads.NAME] of a YCSB workload\n\n";
        text +=
            "These replace `operation`, `mix`, `keys` and `sizes`, too; `ycsb = \"workloada\"` is "
            "short "
            "for `ycsb = { file = \"workloada\" }`. What the properties mean: "
            "[load.md](load.md#ycsb-property-files).\n\n";
        text += table_of(rows_of(all["workloads"]["ycsb"]["settings"]));
    }
    text += eras_text(all["eras"]);
    for (const CatalogGroup& group : catalog_groups()) {
        if (std::string_view(group.name) != "workloads")
            text += catalog_text(group, all[group.name]);
    }
    return text;
}

}  // namespace isotherm
