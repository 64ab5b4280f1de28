// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/scenario_fields.h"

#include <fmt/format.h>

#include "engine/toml/toml_writer.h"

namespace isotherm {
namespace {

using Kind = ScenarioField::Kind;

class FieldCollector final : public SettingsVisitor {
public:
    explicit FieldCollector(TomlPath path) : path_(std::move(path)) {}

    void field(const Setting& setting, double& value) override {
        add(setting, Kind::number, toml_of(value));
    }
    void field(const Setting& setting, std::int64_t& value) override {
        add(setting, Kind::number, toml_of(value));
    }
    void field(const Setting& setting, bool& value) override {
        add(setting, Kind::boolean, toml_of(value)).choices = {"true", "false"};
    }
    void field(const Setting& setting, std::string& value) override {
        add(setting, Kind::text, value);
    }
    void field(const Setting& setting, SimDuration& value) override {
        add(setting, Kind::text, text_of(value), "s");
    }
    void field(const Setting& setting, WallTime& value) override {
        add(setting, Kind::bare, toml_of(value));
    }
    void field(const Setting& setting, Bytes& value) override {
        add(setting, Kind::text, text_of(value), "B");
    }
    void field(const Setting& setting, Share& value) override {
        add(setting, Kind::text, text_of(value), "%");
    }
    void field(const Setting& setting, RequestRate& value) override {
        add(setting, Kind::text, text_of(value), "/s");
    }
    void field(const Setting& setting, std::vector<double>& value) override {
        add(setting, Kind::bare, toml_of(value));
    }
    void field(const Setting& setting, std::optional<Amount>& value) override {
        if (value) add(setting, Kind::text, text_of(*value));
    }
    void field(const Setting& setting, std::vector<std::string>& value) override {
        add(setting, Kind::bare, toml_of(value));
    }
    void field(const Setting& setting, Choice value) override {
        const auto& words = value.words;
        add(setting, Kind::choice, value.chosen).choices.assign(words.begin(), words.end());
    }
    void field(const Setting& setting, PlugIn value) override {
        section(setting, std::string(setting.name), [&](FieldCollector& inner) {
            std::string_view help = value.catalog.help(value.chosen);
            ScenarioField& kind =
                inner.add({.name = value.selector, .help = help}, Kind::choice, value.chosen);
            kind.choices = value.catalog.names();
            if (value.made != nullptr) value.made->settings(inner);
        });
    }
    void group(const Setting& setting, const Members& members) override {
        section(setting, std::string(setting.name), [&](FieldCollector& inner) { members(inner); });
    }
    void named(const Setting& setting, const std::vector<std::string>& names,
               const NamedMember& member) override {
        for (const std::string& name : names) {
            const TomlPath outer = path_;
            path_.push_back(std::string(setting.name));
            section(setting, name, [&](FieldCollector& inner) { member(name, inner); });
            fields.back().name = std::string(setting.name) + '.' + name;
            path_ = outer;
        }
    }
    void list(const Setting& setting, std::size_t present, const Element& element) override {
        ScenarioField& made = add(setting, Kind::list, "");
        made.new_element = setting.element;
        const TomlPath path = made.path;
        std::vector<ScenarioField> elements;
        for (std::size_t index = 0; index < present; ++index) {
            ScenarioField one;
            one.kind = Kind::element;
            one.path = path;
            one.path.push_back(std::to_string(index));
            one.name = std::to_string(index + 1);
            one.help = setting.help;
            FieldCollector inner(one.path);
            element(index, inner);
            one.children = std::move(inner.fields);
            elements.push_back(std::move(one));
        }
        fields.back().children = std::move(elements);
    }
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view, std::string, std::string) override {}

    std::vector<ScenarioField> fields;

private:
    ScenarioField& add(const Setting& setting, Kind kind, const std::string& value,
                       const char* unit = "") {
        ScenarioField made;
        made.kind = kind;
        made.path = path_;
        made.path.push_back(std::string(setting.name));
        made.name = setting.name;
        made.help = setting.help;
        made.source = setting.source;
        made.value = value;
        made.lowest = setting.lowest;
        made.highest = setting.highest;
        made.unit = unit;
        fields.push_back(std::move(made));
        return fields.back();
    }
    template <class Inside>
    void section(const Setting& setting, const std::string& name, const Inside& inside) {
        ScenarioField made;
        made.path = path_;
        made.path.push_back(name);
        made.name = name;
        made.help = setting.help;
        FieldCollector inner(made.path);
        inside(inner);
        made.children = std::move(inner.fields);
        fields.push_back(std::move(made));
    }

    TomlPath path_;
};

}  // namespace

std::string ScenarioField::toml(const std::string& typed) const {
    if (kind == Kind::element) return typed.starts_with('{') ? typed : "{ " + typed + " }";
    return kind == Kind::text || kind == Kind::choice ? toml_quoted(typed) : typed;
}

std::vector<ScenarioField> scenario_fields(const Scenario& scenario) {
    Scenario copy = scenario;  // visiting needs non-const references; nothing is changed
    FieldCollector collector({});
    copy.settings(collector);
    return std::move(collector.fields);
}

}  // namespace isotherm
