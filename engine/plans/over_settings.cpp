// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/over_settings.h"

#include <algorithm>
#include <set>

#include "engine/toml/toml_edit.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// tables."orders.eu".capacity.read as names.
TomlPath path_of(const std::string& text) {
    TomlPath path(1);
    char quote = '\0';
    for (const char c : text) {
        if (quote != '\0' ? c == quote : c == '"' || c == '\'')
            quote = quote == '\0' ? c : '\0';
        else if (c == '.' && quote == '\0')
            path.emplace_back();
        else
            path.back() += c;
    }
    return path;
}

// As --set takes it: what is not TOML is text.
std::string toml_value(const std::string& value) {
    return without_toml_value("value = " + value, {"value"}) ? value : toml_quoted(value);
}

}  // namespace

std::vector<SweepAxis> usual_axes(const Scenario& scenario, const std::vector<SweepAxis>& over) {
    std::vector<SweepAxis> axes;
    for (const auto& [name, cache] : scenario.caches) {
        const CacheRules rules = cache.cache->rules();
        const std::string path = toml_key(TomlPath{"caches", name, "nodes"});
        if (rules.nodes == 0 || std::any_of(over.begin(), over.end(), [&](const SweepAxis& axis) {
                return axis.path == path;
            }))
            continue;
        std::set<std::int64_t> nodes{std::max<std::int64_t>(1, rules.nodes / 2), rules.nodes,
                                     std::int64_t{rules.nodes} * 2};
        SweepAxis axis{path, {}};
        for (const std::int64_t count : nodes) axis.values.push_back(toml_of(count));
        axes.push_back(std::move(axis));
    }
    return axes;
}

std::vector<std::vector<RemedyEdit>> combinations_of(const std::vector<SweepAxis>& axes) {
    std::vector<std::vector<RemedyEdit>> all{{}};
    for (const SweepAxis& axis : axes) {
        std::vector<std::vector<RemedyEdit>> longer;
        for (const auto& edits : all) {
            for (const std::string& value : axis.values) {
                longer.push_back(edits);
                longer.back().push_back({path_of(axis.path), toml_value(value)});
            }
        }
        all = std::move(longer);
    }
    return all;
}

}  // namespace isotherm
