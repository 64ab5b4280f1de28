// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings for a test as texts by path: {{"rate", "100/s"}}, {{"keys.distribution", "zipf"}}.

#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

class GivenSettings final : public SettingsVisitor {
public:
    using Texts = std::map<std::string, std::string>;

    explicit GivenSettings(Texts texts) : texts_(std::move(texts)) {}

    // Names of the settings whose values were refused.
    const std::vector<std::string>& rejected() const { return rejected_; }

    void field(const Setting& setting, double& value) override {
        if (const auto* text = find(setting)) value = std::stod(*text);
    }
    void field(const Setting& setting, std::int64_t& value) override {
        if (const auto* text = find(setting)) value = std::stoll(*text);
    }
    void field(const Setting& setting, bool& value) override {
        if (const auto* text = find(setting)) value = *text == "true";
    }
    void field(const Setting& setting, std::string& value) override {
        if (const auto* text = find(setting)) value = *text;
    }
    void field(const Setting& setting, SimDuration& value) override {
        if (const auto* text = find(setting)) value = parse_duration(*text).value();
    }
    void field(const Setting&, WallTime&) override {}
    void field(const Setting& setting, Bytes& value) override {
        if (const auto* text = find(setting)) value = parse_bytes(*text).value();
    }
    void field(const Setting& setting, Share& value) override {
        if (const auto* text = find(setting)) value = parse_share(*text).value();
    }
    void field(const Setting& setting, RequestRate& value) override {
        if (const auto* text = find(setting)) value = parse_rate(*text).value();
    }
    void field(const Setting& setting, std::vector<double>& value) override {
        if (const auto* text = find(setting)) {
            value.clear();
            std::istringstream numbers(*text);
            for (double number = 0; numbers >> number;) value.push_back(number);
        }
    }
    void field(const Setting&, std::optional<Amount>&) override {}
    void field(const Setting&, std::vector<std::string>&) override {}
    void field(const Setting& setting, Choice value) override {
        if (const auto* text = find(setting)) value.chosen = *text;
    }
    void field(const Setting& setting, PlugIn value) override {
        inside(setting, [&] {
            field({.name = value.selector, .help = ""}, value.chosen);
            if (value.chosen.empty()) return;
            value.made = value.catalog.make(value.chosen);
            value.made->settings(*this);
        });
    }
    void group(const Setting& setting, const Members& members) override {
        inside(setting, [&] { members(*this); });
    }
    void named(const Setting&, const std::vector<std::string>&, const NamedMember&) override {}
    void list(const Setting&, std::size_t, const Element&) override {}

    bool given(std::string_view name) const override {
        const std::string path = path_of(name);
        const auto next = texts_.lower_bound(path);
        if (next == texts_.end() || !next->first.starts_with(path)) return false;
        return next->first.size() == path.size() || next->first[path.size()] == '.';
    }
    void reject(std::string_view name, std::string, std::string) override {
        rejected_.push_back(path_of(name));
    }

private:
    std::string path_of(std::string_view name) const { return std::string(prefix_).append(name); }
    const std::string* find(const Setting& setting) const {
        const auto found = texts_.find(path_of(setting.name));
        return found == texts_.end() ? nullptr : &found->second;
    }
    template <class Inside>
    void inside(const Setting& setting, const Inside& run) {
        const std::string outer = prefix_;
        prefix_.append(setting.name).append(1, '.');
        run();
        prefix_ = outer;
    }

    Texts texts_;
    std::string prefix_;
    std::vector<std::string> rejected_;
};

// Makes a catalog entry with these settings.
template <class Interface>
std::unique_ptr<Interface> configured(std::string_view name, const GivenSettings::Texts& texts) {
    auto made = Catalog<Interface>::instance().create(name);
    GivenSettings settings(texts);
    made->settings(settings);
    return made;
}

// A catalog entry with the settings of its example.
template <class Interface>
std::unique_ptr<Interface> by_example(std::string_view name) {
    const Catalog<Interface>& catalog = Catalog<Interface>::instance();
    auto made = catalog.create(name);
    struct Surrounding final : Configurable {
        void settings(SettingsVisitor& visit) override {
            visit.group({.name = "example", .help = ""},
                        [this](SettingsVisitor& inner) { entry->settings(inner); });
        }
        Configurable* entry = nullptr;
    } table;
    table.entry = made.get();
    const std::string text = "example = { " + std::string(catalog.example(name).settings) + " }\n";
    EXPECT_TRUE(read_settings_text(text, "example.toml", table).empty()) << text;
    return made;
}

}  // namespace isotherm
