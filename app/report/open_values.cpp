// SPDX-License-Identifier: Apache-2.0
#include "app/report/open_values.h"

#include <algorithm>
#include <optional>

#include "engine/scenario/scenario.h"
#include "engine/toml/toml_edit.h"
#include "engine/toml/toml_layout.h"
#include "workloads/imports/import_parameters.h"

namespace isotherm {
namespace {

TomlPath split_path(const std::string& text) {
    TomlPath parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('.', begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

// What follows `name` and a dot; nullopt if the text does not begin so. Names have dots of their
// own, quoted or not.
std::optional<std::string> behind_name(const std::string& text, const std::string& name) {
    for (const std::string& written : {name, toml_key(name)})
        if (text.starts_with(written) &&
            (text.size() == written.size() || text[written.size()] == '.'))
            return text.substr(std::min(text.size(), written.size() + 1));
    return std::nullopt;
}

class OpenPaths {
public:
    OpenPaths(const ImportedFacts& facts, const ImportPlan& plan) : facts_(facts), plan_(plan) {}

    std::vector<TomlPath> settings_of(const std::string& path, const std::string& assumed) const {
        if (path == "start" || path == "duration") return {{path}};
        if (path == "billing.book") return {{"billing", "book"}};
        if (const auto rest = behind_name(path, "workloads")) return of_workloads(*rest);
        if (const auto rest = behind_name(path, "tables")) return of_tables(*rest, assumed);
        return {};
    }

private:
    std::vector<TomlPath> of_workloads(const std::string& rest) const {
        const TomlPath parts = split_path(rest);
        if (parts.size() < 2) return {};
        std::vector<TomlPath> paths;
        for (const ImportedWorkload& workload : plan_.workloads) {
            if (parts.front() != "*" && parts.front() != workload.name) continue;
            // Reports of hot keys give the keys of some workloads.
            if (parts.front() == "*" && parts[1] == "keys" &&
                (!workload.weights.empty() || workload.name.ends_with("_tail")))
                continue;
            TomlPath path{"workloads", workload.name};
            path.insert(path.end(), parts.begin() + 1, parts.end());
            paths.push_back(std::move(path));
        }
        return paths;
    }

    std::vector<TomlPath> of_tables(const std::string& text, const std::string& assumed) const {
        for (const auto& [name, table] : facts_.tables) {
            const auto rest = behind_name(text, name);
            if (!rest || !can_be_written(facts_, name)) continue;
            TomlPath path{"tables", name};
            std::string left = *rest, of_index;
            if (const auto inside = behind_name(left, "indexes")) {
                for (const auto& [index, ignored] : table.indexes) {
                    const auto inner = behind_name(*inside, index);
                    if (!inner) continue;
                    path.insert(path.end(), {"indexes", index});
                    left = *inner;
                    of_index = index;
                }
                if (of_index.empty()) return {};
            }
            if (left == "read" || left == "write")
                return of_requests(name, of_index, left, assumed);
            if (left.empty() || left.starts_with("throttles")) return {};
            const TomlPath parts = split_path(left);
            path.insert(path.end(), parts.begin(), parts.end());
            return {path};
        }
        return {};
    }

    // What reads or writes of a table are: settings of their workloads.
    std::vector<TomlPath> of_requests(const std::string& table, const std::string& index,
                                      const std::string& side, const std::string& assumed) const {
        std::vector<TomlPath> paths;
        for (const ImportedWorkload& workload : plan_.workloads) {
            if (workload.table != table || workload.index != index ||
                side_names[workload.side] != side || assumed.empty())
                continue;
            if (assumed == "strong" && workload.side == Side::read)
                paths.push_back({"workloads", workload.name, "consistency"});
            else if (assumed != "strong" && workload.mix.size() == 1)
                paths.push_back({"workloads", workload.name, "operation"});
        }
        return paths;
    }

    const ImportedFacts& facts_;
    const ImportPlan& plan_;
};

// The parameter that an unresolved expression of a template asks for; empty: it asks for none.
std::string parameter_of(const std::string& expression) {
    constexpr std::string_view option = "--parameter ", value = "=VALUE", unknown = "NAME";
    const std::string text = option_for(expression);
    if (!text.starts_with(option)) return "AWS::Region";
    const std::string name = text.substr(option.size(), text.size() - option.size() - value.size());
    return name == unknown ? std::string() : name;
}

std::string with_import_edit(std::string text, const TomlPath& path, const std::string& toml) {
    if (const auto changed = with_toml_value(text, path, toml)) return *changed;
    // A section of its own stands where the value belongs.
    const auto without = with_toml_value(without_toml_table(text, path), path, toml);
    return without ? *without : text;
}

}  // namespace

std::vector<OpenValue> open_values(const ImportedFacts& facts, const ImportPlan& plan,
                                   const std::string& text) {
    const OpenPaths paths(facts, plan);
    const auto sections = toml_sections(text);
    std::vector<OpenValue> values;
    const auto add = [&](OpenValue value) {
        if (sections && !value.settings.empty())
            value.present = std::string(toml_source(text, *sections, value.settings.front()));
        values.push_back(std::move(value));
    };
    for (const auto& [path, assumed, why] : facts.assumed)
        add({path, assumed, why, false, paths.settings_of(path, assumed), "", ""});
    for (const ImportedAsk& ask : facts.asks) {
        const std::string &path = ask.path, &why = ask.why;
        const auto same = std::find_if(values.begin(), values.end(), [&](const OpenValue& value) {
            return value.path == path && !value.settings.empty() && !value.asked;
        });
        if (same != values.end()) {
            same->asked = true;
            same->why += "; " + why;
            continue;
        }
        const auto settings = paths.settings_of(path, "");
        add({path, "", why, true, settings, "", settings.empty() ? parameter_of(why) : ""});
    }
    std::stable_sort(values.begin(), values.end(),
                     [](const OpenValue& a, const OpenValue& b) { return a.asked && !b.asked; });
    return values;
}

Result<ImportEdits> edits_for(const std::string& text, const OpenValue& value,
                              const std::string& answer) {
    Errors first;
    for (const std::string& toml : {answer, toml_quoted(answer)}) {
        if (!toml_sections("value = " + toml)) continue;
        ImportEdits edits;
        for (const TomlPath& path : value.settings) edits.emplace_back(path, toml);
        const auto read =
            read_scenario_text(with_import_edits(text, edits), toml_key(value.settings.front()));
        if (read.ok()) return edits;
        if (first.empty()) first = read.errors();
    }
    return first;
}

std::string with_import_edits(std::string text, const ImportEdits& edits) {
    for (const auto& [path, toml] : edits) text = with_import_edit(std::move(text), path, toml);
    return text;
}

}  // namespace isotherm
