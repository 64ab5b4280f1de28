// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/template_values.h"

#include <fmt/format.h>

#include <array>

namespace isotherm {
namespace {

constexpr std::string_view shown_account = "111122223333";  // the account number of AWS's examples
constexpr std::string_view no_value = "AWS::NoValue";
// Functions nested deeper than this refer to themselves.
constexpr int calls_most = 100;

bool is_unresolved(const ImportJson& value) {
    return value.is_object() && value.contains(unresolved_member);
}

std::string template_text(const ImportJson& value) {
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', true);
}

// The text of a condition's operand: true and "true", 5 and "5" are the same.
std::string operand(const ImportJson& value) { return template_text(value); }

bool is_true(const ImportJson& value) { return value.is_boolean() && value.get<bool>(); }

std::string expression_text(const std::string& function, const ImportJson& argument) {
    return fmt::format("{} {}", function, template_text(argument));
}

}  // namespace

TemplateValues::TemplateValues(const ImportJson& root, const ImportOptions& options,
                               std::string stack_name)
    : root_(&root), options_(&options), stack_name_(std::move(stack_name)) {
    // A parameter that the template declares counts as used, though no table may depend on it.
    for (const auto& [name, declared] : section("Parameters").items())
        (void)options.parameters.find(name);
}

ImportJson TemplateValues::unresolved_value(std::string expression) {
    return {{unresolved_member, std::move(expression)}};
}

const ImportJson& TemplateValues::section(const char* name) const {
    static const ImportJson none = ImportJson::object();
    const auto found = root_->find(name);
    return found != root_->end() && found->is_object() ? *found : none;
}

ImportJson TemplateValues::evaluate(const ImportJson& value) {
    if (value.is_string()) return text_value(value.get_ref<const std::string&>());
    if (value.is_array()) {
        ImportJson list = ImportJson::array();
        for (const ImportJson& element : value) {
            ImportJson result = evaluate(element);
            if (result != ImportJson(no_value)) list.push_back(std::move(result));
        }
        return list;
    }
    if (!value.is_object() || is_unresolved(value)) return value;
    if (value.size() == 1) {
        const std::string& name = value.begin().key();
        if (name == "Ref" || name == "Condition" || name.starts_with("Fn::"))
            return call(name, value.begin().value());
    }
    ImportJson object = ImportJson::object();
    for (auto member = value.begin(); member != value.end(); ++member) {
        ImportJson result = evaluate(member.value());
        if (result != ImportJson(no_value)) object[member.key()] = std::move(result);
    }
    return object;
}

ImportJson TemplateValues::call(const std::string& function, const ImportJson& argument) {
    static const std::map<std::string, Function> functions{
        {"Ref", &TemplateValues::reference},
        {"Condition", &TemplateValues::condition},
        {"Fn::Sub", &TemplateValues::substitute},
        {"Fn::If", &TemplateValues::choose},
        {"Fn::GetAtt", &TemplateValues::attribute},
        {"Fn::Join", &TemplateValues::join},
        {"Fn::Split", &TemplateValues::split},
        {"Fn::Select", &TemplateValues::select},
        {"Fn::FindInMap", &TemplateValues::find_in_map},
        {"Fn::Equals", &TemplateValues::equals},
        {"Fn::And", &TemplateValues::all_of},
        {"Fn::Or", &TemplateValues::any_of},
        {"Fn::Not", &TemplateValues::negation},
        {"Fn::ImportValue", &TemplateValues::import_value}};
    const auto found = functions.find(function);
    if (found == functions.end() || depth_ > calls_most)
        return unresolved_value(expression_text(function, argument));
    ++depth_;
    ImportJson result = (this->*found->second)(argument);
    --depth_;
    return result;
}

// Dynamic references such as {{resolve:ssm:/audit/writes}} are known only to the service.
ImportJson TemplateValues::text_value(const std::string& text) {
    const std::size_t at = text.find("{{resolve:");
    if (at == std::string::npos) return text;
    const std::size_t end = text.find("}}", at);
    if (end == std::string::npos) return text;
    const std::string reference = text.substr(at + 2, end - at - 2);
    const std::size_t colon = reference.find(':', std::string_view("resolve:").size());
    const std::string name = colon == std::string::npos ? reference : reference.substr(colon + 1);
    // {{resolve:ssm:/audit/writes}} is given as /audit/writes or ssm:/audit/writes.
    const std::string* given = options_->parameters.find(name);
    if (given == nullptr)
        given = options_->parameters.find(reference.substr(std::string_view("resolve:").size()));
    if (given == nullptr) return unresolved_value(text);
    return text.substr(0, at) + *given + text.substr(end + 2);
}

ImportJson TemplateValues::parameter(const std::string& name, const ImportJson& declared) {
    if (const std::string* given = options_->parameters.find(name)) return *given;
    const bool stored =
        declared.is_object() && declared.value("Type", ImportJson()).is_string() &&
        declared["Type"].get_ref<const std::string&>().starts_with("AWS::SSM::Parameter::Value");
    if (declared.is_object() && declared.contains("Default") && !stored)
        return text_value(template_text(declared["Default"]));
    return unresolved_value(fmt::format("Ref {}: a parameter without a {}", name,
                                        stored ? "value in the template" : "default"));
}

ImportJson TemplateValues::reference(const ImportJson& name) {
    const std::string text = template_text(name);
    if (text == no_value) return ImportJson(no_value);
    if (text == "AWS::Region") {
        return region().empty() ? unresolved_value("Ref AWS::Region: give --region")
                                : ImportJson(region());
    }
    if (text == "AWS::AccountId") return shown_account;
    if (text == "AWS::StackName") return stack_name_;
    if (text == "AWS::Partition") return "aws";
    if (text == "AWS::URLSuffix") return "amazonaws.com";
    const ImportJson& parameters = section("Parameters");
    if (const auto found = parameters.find(text); found != parameters.end())
        return parameter(text, *found);
    if (section("Resources").contains(text)) return table_name(text);
    return unresolved_value(expression_text("Ref", name));
}

ImportJson TemplateValues::substitute(const ImportJson& argument) {
    const ImportJson* values = nullptr;
    std::string text;
    if (argument.is_array() && argument.size() == 2) {
        text = template_text(argument[0]);
        values = &argument[1];
    } else {
        text = template_text(argument);
    }
    std::string result;
    for (std::size_t at = 0;;) {
        const std::size_t open = text.find("${", at);
        const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
        result += text.substr(at, close == text.npos ? text.npos : open - at);
        if (close == text.npos) break;
        const std::string name = text.substr(open + 2, close - open - 2);
        at = close + 1;
        if (name.starts_with("!")) {  // ${!Literal} is the text ${Literal}
            result += "${" + name.substr(1) + "}";
            continue;
        }
        const std::size_t dot = name.find('.');
        ImportJson value;
        if (values != nullptr && values->is_object() && values->contains(name)) {
            value = evaluate((*values)[name]);
        } else if (dot == std::string::npos) {
            value = reference(name);
        } else {
            value = attribute(ImportJson::array({name.substr(0, dot), name.substr(dot + 1)}));
        }
        if (is_unresolved(value)) return value;
        result += template_text(value);
    }
    return text_value(result);
}

ImportJson TemplateValues::choose(const ImportJson& argument) {
    if (!argument.is_array() || argument.size() != 3)
        return unresolved_value(expression_text("Fn::If", argument));
    const ImportJson holds = condition(argument[0]);
    if (is_unresolved(holds)) return holds;
    return evaluate(argument[is_true(holds) ? 1 : 2]);
}

ImportJson TemplateValues::attribute(const ImportJson& argument) {
    const ImportJson& resources = section("Resources");
    if (argument.is_array() && argument.size() == 2 && argument[1] == "Arn" &&
        argument[0].is_string() && resources.contains(argument[0].get<std::string>())) {
        return fmt::format("arn:aws:dynamodb:{}:{}:table/{}", region(), shown_account,
                           table_name(argument[0].get<std::string>()));
    }
    return unresolved_value(expression_text("Fn::GetAtt", argument));
}

ImportJson TemplateValues::join(const ImportJson& argument) {
    if (!argument.is_array() || argument.size() != 2)
        return unresolved_value(expression_text("Fn::Join", argument));
    const ImportJson parts = evaluate(argument[1]);
    if (is_unresolved(parts)) return parts;
    std::string text;
    for (std::size_t i = 0; parts.is_array() && i < parts.size(); ++i) {
        if (is_unresolved(parts[i])) return parts[i];
        text += (i == 0 ? "" : template_text(argument[0])) + template_text(parts[i]);
    }
    return text;
}

ImportJson TemplateValues::split(const ImportJson& argument) {
    if (!argument.is_array() || argument.size() != 2)
        return unresolved_value(expression_text("Fn::Split", argument));
    const ImportJson value = evaluate(argument[1]);
    if (is_unresolved(value)) return value;
    const std::string text = template_text(value);
    const std::string mark = template_text(argument[0]);
    ImportJson list = ImportJson::array();
    std::size_t at = 0;
    for (std::size_t end = 0; !mark.empty() && (end = text.find(mark, at)) != text.npos;
         at = end + mark.size())
        list.push_back(text.substr(at, end - at));
    list.push_back(text.substr(at));
    return list;
}

ImportJson TemplateValues::select(const ImportJson& argument) {
    const ImportJson unknown = unresolved_value(expression_text("Fn::Select", argument));
    if (!argument.is_array() || argument.size() != 2) return unknown;
    const ImportJson list = evaluate(argument[1]);
    if (is_unresolved(list)) return list;
    const std::string position = template_text(evaluate(argument[0]));
    for (std::size_t i = 0; list.is_array() && i < list.size(); ++i)
        if (position == std::to_string(i)) return list[i];
    return unknown;
}

ImportJson TemplateValues::find_in_map(const ImportJson& argument) {
    const ImportJson unknown = unresolved_value(expression_text("Fn::FindInMap", argument));
    if (!argument.is_array() || argument.size() < 3) return unknown;
    const ImportJson* level = &section("Mappings");
    for (std::size_t i = 0; i < 3; ++i) {
        const ImportJson name = evaluate(argument[i]);
        if (is_unresolved(name)) return name;
        const auto found = level->is_object() ? level->find(template_text(name)) : level->end();
        if (found == level->end()) return unknown;
        level = &*found;
    }
    return *level;
}

ImportJson TemplateValues::equals(const ImportJson& argument) {
    if (!argument.is_array() || argument.size() != 2)
        return unresolved_value(expression_text("Fn::Equals", argument));
    const ImportJson left = evaluate(argument[0]);
    const ImportJson right = evaluate(argument[1]);
    if (is_unresolved(left)) return left;
    if (is_unresolved(right)) return right;
    return operand(left) == operand(right);
}

ImportJson TemplateValues::all_of(const ImportJson& argument) {
    const ImportJson list = evaluate(argument);
    for (const ImportJson& value : list)
        if (is_unresolved(value)) return value;
    for (const ImportJson& value : list)
        if (!is_true(value)) return false;
    return true;
}

ImportJson TemplateValues::any_of(const ImportJson& argument) {
    const ImportJson list = evaluate(argument);
    for (const ImportJson& value : list)
        if (is_true(value)) return true;
    for (const ImportJson& value : list)
        if (is_unresolved(value)) return value;
    return false;
}

ImportJson TemplateValues::negation(const ImportJson& argument) {
    const ImportJson list = evaluate(argument);
    if (!list.is_array() || list.size() != 1)
        return unresolved_value(expression_text("Fn::Not", argument));
    return is_unresolved(list[0]) ? list[0] : ImportJson(!is_true(list[0]));
}

ImportJson TemplateValues::condition(const ImportJson& name) {
    const std::string text = template_text(name);
    const ImportJson& conditions = section("Conditions");
    const auto found = conditions.find(text);
    if (found == conditions.end() || !open_.insert("condition " + text).second)
        return unresolved_value("Condition " + text);
    ImportJson result = evaluate(*found);
    open_.erase("condition " + text);
    return result;
}

ImportJson TemplateValues::import_value(const ImportJson& argument) {
    const ImportJson name = evaluate(argument);
    if (is_unresolved(name)) return name;
    if (const std::string* given = options_->parameters.find(template_text(name))) return *given;
    return unresolved_value(expression_text("Fn::ImportValue", name));
}

bool TemplateValues::exists(const ImportJson& resource) {
    if (!resource.is_object() || !resource.contains("Condition")) return true;
    const ImportJson holds = condition(resource["Condition"]);
    return is_unresolved(holds) || is_true(holds);
}

std::string TemplateValues::table_name(const std::string& logical_id) {
    const auto resource = section("Resources").find(logical_id);
    if (resource == section("Resources").end() || !resource->is_object()) return logical_id;
    const auto properties = resource->find("Properties");
    if (properties == resource->end() || !properties->is_object() ||
        !properties->contains("TableName") || !open_.insert("table " + logical_id).second)
        return logical_id;
    const ImportJson name = evaluate((*properties)["TableName"]);
    open_.erase("table " + logical_id);
    return name.is_string() && name != ImportJson(no_value) ? name.get<std::string>() : logical_id;
}

}  // namespace isotherm
