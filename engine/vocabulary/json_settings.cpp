// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/json_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/vocabulary/given_value.h"
#include "engine/vocabulary/known_names.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Error number of all mistakes in settings; readers of files add the positions that they know.

// Writes JSON as the text of a setting: a step table or a list of words may be JSON, such as {"0":
// 0, "0.5": 10} or ["a", "b"].
std::string text_of_json(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_null()) return "";
    std::string text;
    if (value.is_object()) {
        for (const auto& [name, inner] : value.items()) {
            text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", name, text_of_json(inner));
        }
        return "{" + text + "}";
    }
    if (value.is_array()) {
        for (const Json& inner : value) {
            text += (text.empty() ? "" : ",") + text_of_json(inner);
        }
        return text;
    }
    return value.dump();
}

// Converts a JSON value. Some programs write whole numbers with a decimal point, 1 for true, and
// null for zero.
GivenValue plain_value(const Json& json) {
    GivenValue given{.found = json.dump()};
    if (json.is_string()) given.value = json.get<std::string>();
    if (json.is_boolean()) given.value = json.get<bool>();
    if (json.is_number_float()) given.value = json.get<double>();
    if (json.is_number_integer()) {
        // An integer above the signed 64-bit range becomes a double, which is above the range of
        // every whole-number setting.
        const bool fits = !json.is_number_unsigned() ||
                          json.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max();
        if (fits)
            given.value = json.get<std::int64_t>();
        else
            given.value = json.get<double>();
    }
    return given;
}
template <class Value>
GivenValue given_value(const Json& json, const Value&) {
    return plain_value(json);
}
GivenValue given_value(const Json& json, double) {
    return json.is_null() ? GivenValue{.value = 0.0, .found = "null"} : plain_value(json);
}
GivenValue given_value(const Json& json, std::int64_t) {
    if (json.is_null()) return {.value = std::int64_t{0}, .found = "null"};
    GivenValue given = plain_value(json);
    const auto* number = std::get_if<double>(&given.value);
    constexpr double largest_exact = 9'007'199'254'740'992.0;
    if (number != nullptr && std::floor(*number) == *number && std::abs(*number) <= largest_exact)
        given.value = static_cast<std::int64_t>(*number);
    return given;
}
GivenValue given_value(const Json& json, bool) {
    if (json.is_null() || json == 0) return {.value = false, .found = json.dump()};
    if (json == 1) return {.value = true, .found = "1"};
    return plain_value(json);
}

class JsonReader final : public SettingsVisitor {
public:
    JsonReader(const Json& object, std::string file, std::string path, ExitCode exit_code,
               Errors& errors)
        : file_(std::move(file)), path_(std::move(path)), exit_code_(exit_code), errors_(errors) {
        for (const auto& [name, value] : object.items()) {
            std::string known = name;
            std::replace(known.begin(), known.end(), '-', '_');
            values_.emplace(std::move(known), value);
        }
    }

    void field(const Setting& setting, double& value) override { take(setting, value); }
    void field(const Setting& setting, std::int64_t& value) override { take(setting, value); }
    void field(const Setting& setting, bool& value) override { take(setting, value); }
    void field(const Setting& setting, std::string& value) override {
        if (const Json* json = find(setting)) value = text_of_json(*json);
    }
    void field(const Setting& setting, SimDuration& value) override { take(setting, value); }
    void field(const Setting& setting, WallTime& value) override { take(setting, value); }
    void field(const Setting& setting, Bytes& value) override { take(setting, value); }
    void field(const Setting& setting, Share& value) override { take(setting, value); }
    void field(const Setting& setting, RequestRate& value) override { take(setting, value); }
    void field(const Setting& setting, std::vector<double>& value) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        std::vector<double> numbers;
        for (const Json& one : json->is_array() ? *json : Json::array()) {
            numbers.push_back(0);
            if (!taken(setting, one, numbers.back())) return;
        }
        if (numbers.empty()) return wrong_form(setting, *json, "a list of numbers");
        value = std::move(numbers);
    }
    void field(const Setting& setting, std::optional<Amount>& value) override {
        const Json* json = find(setting);
        if (json != nullptr && json->is_number()) {
            value = Amount{json->get<double>(), false};
        } else if (json != nullptr) {
            value = json->is_string() ? parse_amount(json->get<std::string>()) : std::nullopt;
            if (!value) wrong_form(setting, *json, amount_form);
        }
    }
    void field(const Setting& setting, std::vector<std::string>& value) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        std::vector<std::string> texts;
        for (const Json& one : json->is_array() ? *json : Json::array()) {
            if (!one.is_string()) return wrong_form(setting, one, "a text");
            texts.push_back(one.get<std::string>());
        }
        if (texts.empty()) return wrong_form(setting, *json, "a list of texts");
        value = std::move(texts);
    }
    void field(const Setting& setting, Choice value) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        const std::string text = text_of_json(*json);
        if (std::find(value.words.begin(), value.words.end(), text) != value.words.end())
            value.chosen = text;
        else
            wrong_form(setting, *json,
                       fmt::format("one of \"{}\"", fmt::join(value.words, "\", \"")));
    }
    void field(const Setting& setting, PlugIn) override { refuse(setting); }
    void group(const Setting& setting, const Members& members) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        if (!json->is_object()) return wrong_form(setting, *json, "an object");
        inside(*json, path_of(setting.name), members);
    }
    void named(const Setting& setting, const std::vector<std::string>&,
               const NamedMember&) override {
        refuse(setting);
    }
    void list(const Setting& setting, std::size_t, const Element& element) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        if (!json->is_array()) return wrong_form(setting, *json, "a list of objects");
        std::size_t index = 0;
        for (const Json& one : *json) {
            if (!one.is_object()) return wrong_form(setting, one, "an object");
            inside(one, fmt::format("{}[{}]", path_of(setting.name), index),
                   [&](SettingsVisitor& inner) { element(index, inner); });
            ++index;
        }
    }
    bool given(std::string_view name) const override { return values_.contains(std::string(name)); }
    void reject(std::string_view name, std::string what, std::string fix) override {
        report(name, what, fix);
    }

    void report_unknown() {
        for (const auto& [name, value] : values_) {
            if (!known_.contains(name))
                report(name, "there is no such setting", known_.suggestion(name));
        }
    }

private:
    std::string path_of(std::string_view name) const {
        return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
    }
    const Json* find(const Setting& setting) {
        known_.add(setting);
        const auto found = values_.find(std::string(setting.name));
        if (found == values_.end() && setting.required)
            report(setting.name, "is missing", setting.help);
        return found == values_.end() ? nullptr : &found->second;
    }
    template <class Value>
    void take(const Setting& setting, Value& value) {
        if (const Json* json = find(setting)) taken(setting, *json, value);
    }
    template <class Value>
    bool taken(const Setting& setting, const Json& json, Value& value) {
        const auto wrong = take_value(setting, given_value(json, value), value);
        if (!wrong) return true;
        report_sentence(setting.name, wrong->sentence(path_of(setting.name)), wrong->fix);
        return false;
    }
    void inside(const Json& object, std::string path, const Members& members) {
        JsonReader reader(object, file_, std::move(path), exit_code_, errors_);
        members(reader);
        reader.report_unknown();
    }
    void refuse(const Setting& setting) {
        if (find(setting) != nullptr)
            report(setting.name, "this can be set only in a scenario", "write a scenario");
    }
    void wrong_form(const Setting& setting, const Json& found, std::string_view expected) {
        report_sentence(
            setting.name,
            fmt::format("{} is {}; expected {}", path_of(setting.name), found.dump(), expected),
            setting.help);
    }
    void report(std::string_view name, std::string_view what, std::string_view fix) {
        report_sentence(name, fmt::format("{}: {}", path_of(name), what), fix);
    }
    void report_sentence(std::string_view name, std::string_view what, std::string_view fix) {
        errors_.push_back({exit_code_,
                           ErrorNumber::bad_json_setting,
                           {.file = file_, .path = path_of(name)},
                           printable(what),
                           printable(fix)});
    }

    std::string file_;
    std::string path_;
    ExitCode exit_code_;
    Errors& errors_;
    std::map<std::string, Json> values_;
    KnownNames known_;
};

}  // namespace

Errors apply_json_settings(const Json& object, const std::string& file_name,
                           const std::string& path, ExitCode exit_code, Configurable& target) {
    Errors errors;
    JsonReader reader(object, file_name, path, exit_code, errors);
    target.settings(reader);
    reader.report_unknown();
    return errors;
}

}  // namespace isotherm
