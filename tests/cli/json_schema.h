// SPDX-License-Identifier: Apache-2.0
#pragma once
// A validator for the part of JSON Schema (draft 2020-12) that the project's schemas use. It
// reports why a value does not match.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

namespace isotherm {

class JsonSchema {
public:
    using Json = nlohmann::ordered_json;

    // `strict`: keys without a description are errors, even if the schema allows additional keys.
    explicit JsonSchema(Json root, bool strict = false) : root_(std::move(root)), strict_(strict) {}

    // Descriptions of all mismatches; empty if the value matches.
    std::vector<std::string> misfits(const Json& value) const {
        std::vector<std::string> found;
        judge(root_, value, "", found);
        return found;
    }

private:
    using Misfits = std::vector<std::string>;

    static bool is_type(const std::string& type, const Json& value) {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "null") return value.is_null();
        if (type == "integer") return value.is_number_integer();
        return type == "number" && value.is_number();
    }

    bool fits(const Json& schema, const Json& value) const {
        Misfits ignored;
        judge(schema, value, "", ignored);
        return ignored.empty();
    }

    void judge(const Json& schema, const Json& value, const std::string& path,
               Misfits& found) const {
        if (schema.is_boolean()) {
            if (!schema.get<bool>()) found.push_back(path + " is not allowed");
            return;
        }
        if (schema.contains("$ref")) {
            const auto name = schema["$ref"].get<std::string>();
            judge(root_["$defs"][name.substr(name.rfind('/') + 1)], value, path, found);
        }
        judge_value(schema, value, path, found);
        judge_choices(schema, value, path, found);
        if (value.is_object()) judge_object(schema, value, path, found);
        if (value.is_array() && schema.contains("items")) {
            for (std::size_t i = 0; i < value.size(); ++i)
                judge(schema["items"], value[i], fmt::format("{}[{}]", path, i), found);
        }
    }

    static void judge_value(const Json& schema, const Json& value, const std::string& path,
                            Misfits& found) {
        const auto wrong = [&](const std::string& why) {
            found.push_back(fmt::format("{} is {}: {}", path, value.dump().substr(0, 60), why));
        };
        if (schema.contains("type")) {
            const Json types =
                schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
            if (std::none_of(types.begin(), types.end(),
                             [&](const Json& type) { return is_type(type, value); }))
                wrong("type " + schema["type"].dump());
        }
        if (schema.contains("const") && schema["const"] != value) wrong("const");
        if (schema.contains("enum") &&
            std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
            wrong("enum");
        if (value.is_string() && schema.contains("pattern") &&
            !std::regex_search(value.get<std::string>(),
                               std::regex(schema["pattern"].get<std::string>())))
            wrong("pattern");
        if (value.is_number() && schema.contains("minimum") && value < schema["minimum"])
            wrong("minimum");
        if (value.is_number() && schema.contains("maximum") && value > schema["maximum"])
            wrong("maximum");
        if (value.is_array() && value.size() < schema.value("minItems", 0u)) wrong("minItems");
        if (value.is_object() && value.size() < schema.value("minProperties", 0u))
            wrong("minProperties");
    }

    void judge_choices(const Json& schema, const Json& value, const std::string& path,
                       Misfits& found) const {
        for (const char* choice : {"oneOf", "anyOf"}) {
            if (!schema.contains(choice)) continue;
            const auto count = std::count_if(schema[choice].begin(), schema[choice].end(),
                                             [&](const Json& one) { return fits(one, value); });
            if (count == 0 || (count > 1 && std::string_view(choice) == "oneOf"))
                found.push_back(
                    fmt::format("{} is {}: {} of {}", path, value.dump(), count, choice));
        }
        if (schema.contains("not") && fits(schema["not"], value))
            found.push_back(path + " is what it should not be");
        if (!schema.contains("if")) return;
        const char* branch = fits(schema["if"], value) ? "then" : "else";
        if (schema.contains(branch)) judge(schema[branch], value, path, found);
    }

    void judge_object(const Json& schema, const Json& value, const std::string& path,
                      Misfits& found) const {
        for (const Json& name : schema.value("required", Json::array())) {
            if (!value.contains(name.get<std::string>()))
                found.push_back(fmt::format("{} lacks {}", path, name.dump()));
        }
        const Json none = Json::object();
        const Json& properties = schema.contains("properties") ? schema["properties"] : none;
        for (const auto& [name, inner] : value.items()) {
            const std::string at = path.empty() ? name : path + "." + name;
            if (properties.contains(name))
                judge(properties[name], inner, at, found);
            else if (schema.contains("additionalProperties"))
                judge(schema["additionalProperties"], inner, at, found);
            else if (strict_ && schema.contains("properties"))
                found.push_back(at + " is not described");
        }
    }

    Json root_;
    bool strict_;
};

}  // namespace isotherm
