#include "engine/run/json_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Of a setting that is wrong; the file's readers add places where they know them.
constexpr int bad_setting = 650;

// A step table or a list of words may be written as JSON: {"0": 0, "0.5": 10}, ["a", "b"].
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

    void field(const Setting& setting, double& value) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        if (json->is_null()) {
            value = 0;
        } else if (!json->is_number()) {
            wrong_form(setting, *json, "a number");
        } else if (in_range(setting, json->get<double>())) {
            value = json->get<double>();
        }
    }
    void field(const Setting& setting, std::int64_t& value) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        if (json->is_null()) {
            value = 0;
            return;
        }
        const double number = json->is_number() ? json->get<double>() : 0.5;
        if (number != std::floor(number)) return wrong_form(setting, *json, "a whole number");
        if (in_range(setting, number)) value = static_cast<std::int64_t>(number);
    }
    void field(const Setting& setting, bool& value) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        if (json->is_boolean())
            value = json->get<bool>();
        else if (json->is_null() || *json == 0)
            value = false;
        else if (*json == 1)
            value = true;
        else
            wrong_form(setting, *json, "true or false");
    }
    void field(const Setting& setting, std::string& value) override {
        if (const Json* json = find(setting)) value = text_of_json(*json);
    }
    void field(const Setting& setting, SimDuration& value) override {
        parsed(setting, value, parse_duration, duration_form,
               [](SimDuration time) { return in_seconds(time); });
    }
    void field(const Setting& setting, WallTime&) override { refuse(setting); }
    void field(const Setting& setting, Bytes& value) override {
        parsed(setting, value, parse_bytes, bytes_form,
               [](Bytes bytes) { return static_cast<double>(bytes.count); });
    }
    void field(const Setting& setting, Share& value) override {
        const Json* json = find(setting);
        if (json != nullptr && json->is_number()) {
            if (in_range(setting, json->get<double>())) value = Share{json->get<double>()};
            return;
        }
        parsed(setting, value, parse_share, share_form, [](Share share) { return share.value; });
    }
    void field(const Setting& setting, RequestRate& value) override {
        parsed(setting, value, parse_rate, rate_form,
               [](RequestRate rate) { return rate.per_second(); });
    }
    void field(const Setting& setting, std::vector<double>& value) override {
        const Json* json = find(setting);
        if (json == nullptr) return;
        std::vector<double> numbers;
        for (const Json& one : json->is_array() ? *json : Json::array()) {
            if (!one.is_number()) return wrong_form(setting, one, "a number");
            if (!in_range(setting, one.get<double>())) return;
            numbers.push_back(one.get<double>());
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
        if (json != nullptr && json->is_object()) inside(*json, path_of(setting.name), members);
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
        report(name, std::move(what), std::move(fix));
    }

    void report_unknown() {
        const std::vector<std::string> known(known_.begin(), known_.end());
        for (const auto& [name, value] : values_) {
            if (!known_.contains(name))
                report(name, "there is no such setting", suggestion_text(name, known));
        }
    }

private:
    std::string path_of(std::string_view name) const {
        return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
    }
    const Json* find(const Setting& setting) {
        known_.emplace(setting.name);
        const auto found = values_.find(std::string(setting.name));
        if (found == values_.end() && setting.required)
            report(setting.name, "is missing", std::string(setting.help));
        return found == values_.end() ? nullptr : &found->second;
    }
    template <class Value, class Parse, class Measure>
    void parsed(const Setting& setting, Value& value, Parse parse, std::string_view form,
                Measure measure) {
        const Json* json = find(setting);
        if (json == nullptr) return;
        const auto result =
            json->is_string() ? parse(json->get_ref<const std::string&>()) : std::nullopt;
        if (!result) return wrong_form(setting, *json, form);
        if (in_range(setting, measure(*result))) value = *result;
    }
    void inside(const Json& object, std::string path, const Members& members) {
        JsonReader reader(object, file_, std::move(path), exit_code_, errors_);
        members(reader);
        reader.report_unknown();
    }
    void refuse(const Setting& setting) {
        if (find(setting) != nullptr)
            report(setting.name, "this cannot be set here", "write a scenario");
    }
    void wrong_form(const Setting& setting, const Json& found, std::string_view expected) {
        report(setting.name, fmt::format("is {}; expected {}", printable(found.dump()), expected),
               std::string(setting.help));
    }
    bool in_range(const Setting& setting, double value) {
        if (value >= setting.lowest && value <= setting.highest) return true;
        const bool open = setting.highest == std::numeric_limits<double>::max();
        report(setting.name,
               fmt::format("is {:g}; expected {}", value,
                           open ? fmt::format("at least {:g}", setting.lowest)
                                : fmt::format("{:g} to {:g}", setting.lowest, setting.highest)),
               std::string(setting.help));
        return false;
    }
    void report(std::string_view name, std::string what, std::string fix) {
        const std::string path = path_of(name);
        errors_.push_back({exit_code_,
                           bad_setting,
                           {.file = file_, .path = path},
                           printable(fmt::format("{}: {}", path, what)),
                           printable(fix)});
    }

    std::string file_;
    std::string path_;
    ExitCode exit_code_;
    Errors& errors_;
    std::map<std::string, Json> values_;
    std::set<std::string> known_;
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
