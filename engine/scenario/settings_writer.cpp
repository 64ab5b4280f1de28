// SPDX-License-Identifier: Apache-2.0
// Writes a scenario as TOML with every setting, such that reading it gives the same scenario.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/scenario/scenario.h"

namespace isotherm {
namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

bool is_bare_key(std::string_view name) {
    return !name.empty() && name.find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-") == std::string_view::npos;
}

class Writer final : public SettingsVisitor {
public:
    explicit Writer(std::string path) : path_(std::move(path)) {}

    void field(const Setting& setting, double& value) override {
        line(setting, fmt::format("{}", value));
    }
    // A number below its range means that the setting was not given, so it is left out.
    void field(const Setting& setting, std::int64_t& value) override {
        if (static_cast<double>(value) < setting.lowest) return;
        line(setting, fmt::format("{}", value));
    }
    void field(const Setting& setting, bool& value) override {
        line(setting, value ? "true" : "false");
    }
    void field(const Setting& setting, std::string& value) override {
        if (!value.empty()) line(setting, quoted(value));
    }
    void field(const Setting& setting, SimDuration& value) override {
        line(setting, quoted(text_of(value)));
    }
    void field(const Setting& setting, WallTime& value) override { line(setting, utc_text(value)); }
    void field(const Setting& setting, Bytes& value) override {
        if (static_cast<double>(value.count) < setting.lowest) return;
        line(setting, quoted(text_of(value)));
    }
    void field(const Setting& setting, Share& value) override {
        line(setting, quoted(text_of(value)));
    }
    void field(const Setting& setting, RequestRate& value) override {
        line(setting, quoted(text_of(value)));
    }
    void field(const Setting& setting, std::vector<double>& value) override {
        if (!value.empty()) line(setting, fmt::format("[{}]", fmt::join(value, ", ")));
    }
    void field(const Setting& setting, std::optional<Amount>& value) override {
        if (!value) return;
        const std::string text = text_of(*value);
        line(setting, value->percent && text.ends_with('%') ? quoted(text) : text);
    }
    void field(const Setting& setting, std::vector<std::string>& value) override {
        std::vector<std::string> texts;
        for (const std::string& text : value) texts.push_back(quoted(text));
        if (!texts.empty()) line(setting, fmt::format("[{}]", fmt::join(texts, ", ")));
    }
    void field(const Setting& setting, Choice value) override {
        if (!value.chosen.empty()) line(setting, quoted(value.chosen));
    }
    void field(const Setting& setting, PlugIn value) override {
        if (value.made == nullptr) return;
        section(setting.name, setting.name, [&](SettingsVisitor& inner) {
            inner.field({.name = value.selector, .help = "which kind"}, value.chosen);
            value.made->settings(inner);
        });
    }
    void group(const Setting& setting, const Members& members) override {
        section(setting.name, setting.name, members);
    }
    void named(const Setting& setting, const std::vector<std::string>& names,
               const NamedMember& member) override {
        for (const std::string& name : names) {
            const std::string key = is_bare_key(name) ? name : quoted(name);
            section(setting.name, fmt::format("{}.{}", setting.name, key),
                    [&](SettingsVisitor& inner) { member(name, inner); });
        }
    }
    void list(const Setting& setting, std::size_t present, const Element& element) override {
        for (std::size_t i = 0; i < present; ++i) {
            Writer inner(path_.empty() ? std::string(setting.name)
                                       : fmt::format("{}.{}", path_, setting.name));
            element(i, inner);
            sections_.push_back({std::string(setting.name),
                                 fmt::format("\n[[{}]]\n{}{}", inner.path_, joined(inner.own_),
                                             joined(inner.sections_))});
        }
    }
    // Every setting counts as given, because all are written. A setting that is rejected here would
    // be refused by a reader in combination with the others, so it is left out.
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view name, std::string, std::string) override {
        const auto named = [name](const Part& part) { return part.setting == name; };
        std::erase_if(own_, named);
        std::erase_if(sections_, named);
    }

    std::string text() const {
        const std::string header = path_.empty() ? "" : fmt::format("\n[{}]\n", path_);
        return (own_.empty() ? "" : header + joined(own_)) + joined(sections_);
    }

private:
    // The text of one setting, and the setting's name.
    struct Part {
        std::string setting;
        std::string text;
    };
    static std::string joined(const std::vector<Part>& parts) {
        std::string all;
        for (const Part& part : parts) all += part.text;
        return all;
    }
    void line(const Setting& setting, const std::string& value) {
        own_.push_back({std::string(setting.name), fmt::format("{} = {}\n", setting.name, value)});
    }
    template <class Inside>
    void section(std::string_view setting, std::string_view name, const Inside& inside) {
        Writer inner(path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name));
        inside(inner);
        sections_.push_back({std::string(setting), inner.text()});
    }

    std::string path_;
    std::vector<Part> own_;
    std::vector<Part> sections_;
};

}  // namespace

std::string resolved_text(Configurable& settings) {
    Writer writer("");
    settings.settings(writer);
    return writer.text();
}

std::string resolved_text(const Scenario& scenario) {
    Scenario copy = scenario;  // visiting takes non-const references; nothing is changed
    return resolved_text(static_cast<Configurable&>(copy));
}

}  // namespace isotherm
