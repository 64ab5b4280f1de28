// SPDX-License-Identifier: Apache-2.0
// Writes a scenario as TOML with every setting, such that reading it gives the same scenario.

#include <fmt/format.h>

#include "engine/scenario/scenario.h"
#include "engine/toml/toml_writer.h"

namespace isotherm {
namespace {

class Writer final : public SettingsVisitor {
public:
    void field(const Setting& setting, double& value) override { line(setting, value); }
    // A number below its range means that the setting is absent.
    void field(const Setting& setting, std::int64_t& value) override {
        if (static_cast<double>(value) >= setting.lowest) line(setting, value);
    }
    void field(const Setting& setting, bool& value) override { line(setting, value); }
    void field(const Setting& setting, std::string& value) override {
        if (!value.empty()) line(setting, value);
    }
    void field(const Setting& setting, SimDuration& value) override {
        if (in_seconds(value) >= setting.lowest) line(setting, value);
    }
    void field(const Setting& setting, WallTime& value) override { line(setting, value); }
    void field(const Setting& setting, Bytes& value) override {
        if (static_cast<double>(value.count) >= setting.lowest) line(setting, value);
    }
    void field(const Setting& setting, Share& value) override { line(setting, value); }
    void field(const Setting& setting, RequestRate& value) override { line(setting, value); }
    void field(const Setting& setting, std::vector<double>& value) override {
        if (!value.empty()) line(setting, value);
    }
    void field(const Setting& setting, std::optional<Amount>& value) override {
        if (value) line(setting, *value);
    }
    void field(const Setting& setting, std::vector<std::string>& value) override {
        if (setting.one_or_list && value.size() == 1) return line(setting, value.front());
        if (!value.empty()) line(setting, value);
    }
    void weights(const Setting& setting, std::map<std::string, double>& value) override {
        if (value.empty()) return;
        std::string text;
        for (const auto& [name, weight] : value)
            text += fmt::format("{}{} = {}", text.empty() ? "{ " : ", ", toml_key(name),
                                toml_of(weight));
        own_.push_back({std::string(setting.name), text + " }"});
    }
    void field(const Setting& setting, Choice value) override { field(setting, value.chosen); }
    void field(const Setting& setting, PlugIn value) override {
        if (value.made == nullptr) return;
        section(setting, {}, [&](SettingsVisitor& inner) {
            inner.field({.name = value.selector, .help = "which kind"}, value.chosen);
            value.made->settings(inner);
        });
    }
    void group(const Setting& setting, const Members& members) override {
        section(setting, {}, members);
    }
    void named(const Setting& setting, const std::vector<std::string>& names,
               const NamedMember& member) override {
        for (const std::string& name : names)
            section(setting, name, [&](SettingsVisitor& inner) { member(name, inner); });
    }
    void list(const Setting& setting, std::size_t present, const Element& element) override {
        for (std::size_t i = 0; i < present; ++i) {
            section(setting, {}, [&](SettingsVisitor& inner) { element(i, inner); });
            sections_.back().is_element_ = true;
        }
    }
    // Every setting counts as given, because all are written. A setting that is rejected here is
    // left out, because a reader would refuse it in combination with the others.
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view name, std::string, std::string) override {
        std::erase_if(own_, [name](const Line& line) { return line.setting == name; });
        std::erase_if(sections_, [name](const Writer& inner) { return inner.setting_ == name; });
    }

    std::string text() const {
        std::string text;
        if (!path_.empty() && (is_element_ || !own_.empty()))
            text = "\n" +
                   (is_element_ ? "[[" + toml_key(path_) + "]]" : "[" + toml_key(path_) + "]") +
                   "\n";
        for (const Line& line : own_) text += fmt::format("{} = {}\n", line.setting, line.value);
        for (const Writer& inner : sections_) text += inner.text();
        return text;
    }
    void append_to(std::vector<WrittenSetting>& all) const {
        const std::string section = path_.empty() ? "" : toml_key(path_) + ".";
        for (const Line& line : own_) all.push_back({section + line.setting, line.value});
        for (const Writer& inner : sections_) inner.append_to(all);
    }

private:
    struct Line {
        std::string setting;
        std::string value;
    };
    template <class Value>
    void line(const Setting& setting, const Value& value) {
        own_.push_back({std::string(setting.name), toml_of(value)});
    }
    // `name`: the member's name in a map of named members; empty for a plain group.
    template <class Inside>
    void section(const Setting& setting, const std::string& name, const Inside& inside) {
        Writer inner;
        inner.setting_ = setting.name;
        inner.path_ = path_;
        inner.path_.emplace_back(setting.name);
        if (!name.empty()) inner.path_.push_back(name);
        inside(inner);
        sections_.push_back(std::move(inner));
    }

    std::string setting_;  // name of the setting that this section belongs to
    TomlPath path_;
    bool is_element_ = false;
    std::vector<Line> own_;
    std::vector<Writer> sections_;
};

Writer written(Configurable& settings) {
    Writer writer;
    settings.settings(writer);
    return writer;
}

}  // namespace

std::string resolved_text(Configurable& settings) { return written(settings).text(); }

std::string resolved_text(const Scenario& scenario) {
    Scenario copy = scenario;  // visiting takes non-const references; nothing is changed
    return resolved_text(static_cast<Configurable&>(copy));
}

std::vector<WrittenSetting> written_settings(Configurable& settings) {
    std::vector<WrittenSetting> all;
    written(settings).append_to(all);
    return all;
}

}  // namespace isotherm
