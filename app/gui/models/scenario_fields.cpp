// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/scenario_fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <QCoreApplication>

#include "app/render/canvas.h"

namespace isotherm {
namespace {

using Kind = ScenarioField::Kind;

QString view_text(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

class FieldCollector final : public SettingsVisitor {
public:
    explicit FieldCollector(TomlPath path) : path_(std::move(path)) {}

    void field(const Setting& setting, double& value) override {
        add(setting, Kind::number, fmt::format("{}", value));
    }
    void field(const Setting& setting, std::int64_t& value) override {
        add(setting, Kind::number, fmt::format("{}", value));
    }
    void field(const Setting& setting, bool& value) override {
        add(setting, Kind::boolean, value ? "true" : "false").choices = {QStringLiteral("true"),
                                                                         QStringLiteral("false")};
    }
    void field(const Setting& setting, std::string& value) override {
        add(setting, Kind::text, value);
    }
    void field(const Setting& setting, SimDuration& value) override {
        add(setting, Kind::text, text_of(value), "s");
    }
    void field(const Setting& setting, WallTime& value) override {
        add(setting, Kind::bare, utc_text(value));
    }
    void field(const Setting& setting, Bytes& value) override {
        add(setting, Kind::text, text_of(value), "B");
    }
    void field(const Setting& setting, Share& value) override {
        add(setting, Kind::text, text_of(value)).unit = QStringLiteral("%");
    }
    void field(const Setting& setting, RequestRate& value) override {
        add(setting, Kind::text, text_of(value), "/s");
    }
    void field(const Setting& setting, std::vector<double>& value) override {
        add(setting, Kind::bare, fmt::format("[{}]", fmt::join(value, ", ")));
    }
    void field(const Setting& setting, std::optional<Amount>& value) override {
        if (value) add(setting, Kind::text, text_of(*value));
    }
    void field(const Setting& setting, std::vector<std::string>& value) override {
        std::string list;
        for (const std::string& one : value) list += (list.empty() ? "\"" : ", \"") + one + '"';
        add(setting, Kind::bare, "[" + list + "]");
    }
    void field(const Setting& setting, Choice value) override {
        ScenarioField& made = add(setting, Kind::choice, value.chosen);
        for (const std::string& word : value.words) made.choices << qtext(word);
    }
    void field(const Setting& setting, PlugIn value) override {
        section(setting, std::string(setting.name), [&](FieldCollector& inner) {
            std::string_view help = value.catalog.help(value.chosen);
            ScenarioField& kind =
                inner.add({.name = value.selector, .help = help}, Kind::choice, value.chosen);
            for (const std::string& name : value.catalog.names()) kind.choices << qtext(name);
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
            fields.back().name = view_text(setting.name) + QLatin1Char('.') + qtext(name);
            path_ = outer;
        }
    }
    // The form cannot add rows, so lists are edited only in the scenario's text.
    void list(const Setting&, std::size_t, const Element&) override {}
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
        made.name = view_text(setting.name);
        made.help = view_text(setting.help);
        made.value = qtext(value);
        made.lowest = setting.lowest;
        made.highest = setting.highest;
        made.unit = QLatin1String(unit);
        if (setting.highest < std::numeric_limits<double>::max()) {
            made.help += qtext(fmt::format("\n{:.10g}{} to {:.10g}{}", setting.lowest, unit,
                                           setting.highest, unit));
        }
        if (!setting.source.empty()) made.help += QLatin1Char('\n') + view_text(setting.source);
        fields.push_back(std::move(made));
        return fields.back();
    }
    template <class Inside>
    void section(const Setting& setting, const std::string& name, const Inside& inside) {
        ScenarioField made;
        made.path = path_;
        made.path.push_back(name);
        made.name = qtext(name);
        made.help = view_text(setting.help);
        FieldCollector inner(made.path);
        inside(inner);
        made.children = std::move(inner.fields);
        fields.push_back(std::move(made));
    }

    TomlPath path_;
};

}  // namespace

std::string ScenarioField::toml(const QString& typed) const {
    const std::string text = typed.trimmed().toStdString();
    return kind == Kind::text || kind == Kind::choice ? toml_quoted(text) : text;
}

std::vector<ScenarioField> scenario_fields(const Scenario& scenario) {
    Scenario copy = scenario;  // visiting needs non-const references; nothing is changed
    FieldCollector collector({});
    copy.settings(collector);
    return std::move(collector.fields);
}

}  // namespace isotherm
