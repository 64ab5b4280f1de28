// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/documents/yaml_values.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "engine/vocabulary/number_reader.h"
#include "workloads/imports/documents/json_text_places.h"

namespace isotherm {
namespace {

using YamlJson = nlohmann::ordered_json;
constexpr std::size_t yaml_values_most = 1'000'000;

struct TooMuchYaml {
    std::string what;
    int line = 0;
};

class YamlConversion {
public:
    YamlValues values;

    YamlJson convert(const YAML::Node& node, const std::string& path, int depth) {
        const int line = node.Mark().line + 1;
        if (depth > import_nesting_most)
            throw TooMuchYaml{fmt::format("nested deeper than {}", import_nesting_most), line};
        if (++count_ > yaml_values_most)
            throw TooMuchYaml{fmt::format("more than {} values", yaml_values_most), line};
        values.lines.emplace(path, line);
        YamlJson plain = untagged(node, path, depth);
        const std::string tag = node.Tag();
        return tag.size() > 1 && tag[0] == '!' ? tagged(tag.substr(1), std::move(plain))
                                               : std::move(plain);
    }

private:
    YamlJson untagged(const YAML::Node& node, const std::string& path, int depth) {
        const auto inner = [&](const std::string& name) {
            return path.empty() ? name : fmt::format("{}.{}", path, name);
        };
        switch (node.Type()) {
            case YAML::NodeType::Map: {
                YamlJson object = YamlJson::object();
                for (const auto& member : node) {
                    const std::string name = member.first.Scalar();
                    object[name] = convert(member.second, inner(name), depth + 1);
                }
                return object;
            }
            case YAML::NodeType::Sequence: {
                YamlJson list = YamlJson::array();
                for (std::size_t i = 0; i < node.size(); ++i)
                    list.push_back(convert(node[i], inner(std::to_string(i)), depth + 1));
                return list;
            }
            case YAML::NodeType::Scalar:
                // A quoted scalar has the tag "!".
                return node.Tag() == "!" ? YamlJson(node.Scalar()) : plain_scalar(node.Scalar());
            default:
                return nullptr;
        }
    }

    // Numbers with leading zeros, such as account numbers, stay text.
    static YamlJson plain_scalar(const std::string& text) {
        if (text.empty() || text == "~" || text == "null") return nullptr;
        if (text == "true" || text == "True") return true;
        if (text == "false" || text == "False") return false;
        const bool leading_zero = text.size() > 1 && text[0] == '0' && text[1] != '.';
        if (leading_zero) return text;
        if (const auto whole = number_in<std::int64_t>(text)) return *whole;
        if (const auto number = number_in<double>(text)) return *number;
        return text;
    }

    static YamlJson tagged(const std::string& tag, YamlJson value) {
        if (tag == "Ref" || tag == "Condition") return {{tag, std::move(value)}};
        if (tag == "GetAtt" && value.is_string()) {
            const auto& text = value.get_ref<const std::string&>();
            const std::size_t dot = text.find('.');
            if (dot != std::string::npos)
                value = YamlJson::array({text.substr(0, dot), text.substr(dot + 1)});
        }
        return {{"Fn::" + tag, std::move(value)}};
    }

    std::size_t count_ = 0;
};

Error yaml_error(const std::string& file, std::int64_t line, std::int64_t column,
                 std::string_view what) {
    return {ExitCode::bad_trace,
            ErrorNumber::wrong_form,
            {.file = file, .line = line, .column = column},
            fmt::format("the file is not YAML that can be read: {}", what),
            "check it with `aws cloudformation validate-template --template-body file://FILE`"};
}

}  // namespace

Result<YamlValues> read_yaml_values(const std::string& text, const std::string& file) {
    YamlConversion conversion;
    try {
        conversion.values.root = conversion.convert(YAML::Load(text), "", 0);
    } catch (const YAML::Exception& error) {
        return yaml_error(file, error.mark.line + 1, error.mark.column + 1, error.msg);
    } catch (const TooMuchYaml& error) {
        return yaml_error(file, error.line, 0, error.what);
    }
    return std::move(conversion.values);
}

}  // namespace isotherm
