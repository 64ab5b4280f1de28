// SPDX-License-Identifier: Apache-2.0
#include "app/cli/settings_lister.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Collects one object per setting; plug-ins are listed under their own catalogs.
class SettingsLister final : public SettingsVisitor {
public:
    explicit SettingsLister(std::string prefix = "") : prefix_(std::move(prefix)) {}

    void field(const Setting& s, double& v) override { add(s, "number", fmt::format("{}", v)); }
    void field(const Setting& s, std::int64_t& v) override {
        add(s, "whole number", fmt::format("{}", v));
    }
    void field(const Setting& s, bool& v) override {
        add(s, "true or false", v ? "true" : "false");
    }
    void field(const Setting& s, std::string& v) override { add(s, "text", v); }
    void field(const Setting& s, SimDuration& v) override { add(s, "duration", text_of(v), "s"); }
    void field(const Setting& s, WallTime& v) override { add(s, "date and time", utc_text(v)); }
    void field(const Setting& s, Bytes& v) override { add(s, "size", text_of(v), "B"); }
    void field(const Setting& s, Share& v) override { add(s, "share", text_of(v)); }
    void field(const Setting& s, RequestRate& v) override { add(s, "rate", text_of(v), "/s"); }
    void field(const Setting& s, std::vector<double>&) override { add(s, "list of numbers", ""); }
    void field(const Setting& s, std::optional<Amount>& v) override {
        add(s, "number or share", v ? text_of(*v) : "");
    }
    void field(const Setting& s, std::vector<std::string>& v) override {
        if (s.one_or_list) return add(s, "text or list of texts", v.empty() ? "" : v.front());
        add(s, "list of texts", "");
    }
    void weights(const Setting& s, std::map<std::string, double>&) override {
        add(s, "values with weights", "");
    }
    void field(const Setting& s, Choice v) override {
        add(s, fmt::format("one of {}", fmt::join(v.words, ", ")), v.chosen);
    }
    void field(const Setting& s, PlugIn v) override {
        add(s, fmt::format("{{ {} = one of {} }}", v.selector, fmt::join(v.catalog.names(), ", ")),
            v.chosen);
    }
    void kind(const Setting& s, PlugIn v) override {
        add(s, fmt::format("one of {}", fmt::join(v.catalog.names(), ", ")), v.chosen);
    }
    void group(const Setting& s, const Members& members) override {
        nested(std::string(s.name), members);
    }
    void named(const Setting& s, const std::vector<std::string>&,
               const NamedMember& member) override {
        nested(fmt::format("{}.NAME", s.name),
               [&](SettingsVisitor& inner) { member("NAME", inner); });
    }
    void list(const Setting& s, std::size_t, const Element& element) override {
        nested(fmt::format("{}[]", s.name), [&](SettingsVisitor& inner) { element(0, inner); });
    }
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view, std::string, std::string) override {}

    Json settings = Json::array();

private:
    void add(const Setting& setting, std::string type, const std::string& initial,
             std::string_view unit = "") {
        Json one{{"name", prefix_ + std::string(setting.name)},
                 {"type", std::move(type)},
                 {"help", setting.help}};
        if (setting.required)
            one["required"] = true;
        else
            one["default"] = initial;
        if (setting.highest < std::numeric_limits<double>::max()) {
            one["range"] =
                fmt::format("{:.10g}{} to {:.10g}{}", setting.lowest, unit, setting.highest, unit);
        }
        if (!setting.source.empty()) one["source"] = setting.source;
        settings.push_back(std::move(one));
    }
    void nested(const std::string& name, const Members& members) {
        SettingsLister inner(prefix_ + name + ".");
        members(inner);
        for (Json& one : inner.settings) settings.push_back(std::move(one));
    }

    std::string prefix_;
};

}  // namespace

nlohmann::ordered_json settings_of(Configurable& configurable) {
    SettingsLister lister;
    configurable.settings(lister);
    return std::move(lister.settings);
}

}  // namespace isotherm
