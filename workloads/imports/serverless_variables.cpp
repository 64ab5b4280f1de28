// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/serverless_variables.h"

#include <fmt/format.h>

#include "engine/vocabulary/trimmed.h"
#include "workloads/imports/template_values.h"

namespace isotherm {
namespace {

constexpr int replacements_most = 64;  // in one text; more refer to each other in a circle

class ServerlessVariables {
public:
    ServerlessVariables(const ImportJson& root, const ImportOptions& options)
        : root_(root), options_(options) {}

    ImportJson replaced(const ImportJson& value) {
        if (value.is_string()) return replaced_text(value.get<std::string>());
        ImportJson copy = value;
        if (value.is_structured())
            for (ImportJson& element : copy) element = replaced(ImportJson(element));
        return copy;
    }

private:
    // Replaces the innermost variables first, so that a variable may be part of another one's name.
    ImportJson replaced_text(std::string text) {
        std::size_t searched = text.size();
        for (int i = 0; i < replacements_most; ++i) {
            const std::size_t open = searched == 0 ? text.npos : text.rfind("${", searched - 1);
            const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
            if (close == text.npos) return text;
            const std::string inside = text.substr(open + 2, close - open - 2);
            if (inside.starts_with("AWS::") || inside.find(':') == std::string::npos) {
                searched = open;  // a variable of Fn::Sub
                continue;
            }
            const ImportJson value = variable(inside);
            if (value.is_object() && value.contains(unresolved_member)) return value;
            const bool whole = open == 0 && close + 1 == text.size();
            if (whole && !value.is_string()) return value;
            const std::string put =
                value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', true);
            text.replace(open, close + 1 - open, put);
            searched = text.size();
        }
        return TemplateValues::unresolved_value(text);
    }

    ImportJson variable(const std::string& inside) const {
        const std::size_t comma = inside.find(',');
        const std::string name(trimmed(inside.substr(0, comma)));
        if (name.starts_with("self:")) {
            if (const ImportJson* found = value_at(name.substr(5))) return *found;
        }
        const std::size_t colon = name.find(':');
        const std::string after = name.substr(colon + 1);
        for (const std::string& key : {name, after}) {
            if (const std::string* given = options_.parameters.find(key)) return *given;
        }
        if (name == "sls:stage") {
            if (const ImportJson* found = value_at("provider.stage")) return *found;
        }
        if (comma == std::string::npos)
            return TemplateValues::unresolved_value(fmt::format("${{{}}}", inside));
        std::string otherwise(trimmed(inside.substr(comma + 1)));
        if (otherwise.size() >= 2 && (otherwise[0] == '\'' || otherwise[0] == '"'))
            otherwise = otherwise.substr(1, otherwise.size() - 2);
        return otherwise;
    }

    const ImportJson* value_at(std::string_view path) const {
        const ImportJson* value = &root_;
        while (!path.empty()) {
            const std::size_t dot = std::min(path.find('.'), path.size());
            const auto found =
                value->is_object() ? value->find(std::string(path.substr(0, dot))) : value->end();
            if (found == value->end()) return nullptr;
            value = &*found;
            path.remove_prefix(std::min(dot + 1, path.size()));
        }
        return value;
    }

    const ImportJson& root_;
    const ImportOptions& options_;
};

}  // namespace

ImportJson with_serverless_variables(const ImportJson& root, const ImportOptions& options) {
    return ServerlessVariables(root, options).replaced(root);
}

}  // namespace isotherm
