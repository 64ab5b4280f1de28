// SPDX-License-Identifier: Apache-2.0
#include "app/cli/text_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/vocabulary/given_value.h"
#include "engine/vocabulary/known_names.h"

namespace isotherm {
namespace {

class TextReader final : public SettingsVisitor {
public:
    TextReader(const std::map<std::string, std::string>& values, OpenSettings open)
        : values_(values), open_(open) {}

    void field(const Setting& setting, double& value) override { take(setting, value); }
    void field(const Setting& setting, std::int64_t& value) override { take(setting, value); }
    void field(const Setting& setting, bool& value) override { take(setting, value); }
    void field(const Setting& setting, std::string& value) override {
        if (const std::string* text = find(setting)) value = *text;
    }
    void field(const Setting& setting, SimDuration& value) override { take(setting, value); }
    void field(const Setting& setting, WallTime& value) override { take(setting, value); }
    void field(const Setting& setting, Bytes& value) override { take(setting, value); }
    void field(const Setting& setting, Share& value) override { take(setting, value); }
    void field(const Setting& setting, RequestRate& value) override { take(setting, value); }
    void field(const Setting& setting, std::vector<double>&) override { refuse(setting); }
    void field(const Setting& setting, std::optional<Amount>&) override { refuse(setting); }
    void field(const Setting& setting, std::vector<std::string>&) override { refuse(setting); }
    void field(const Setting& setting, PlugIn) override { refuse(setting); }
    void field(const Setting& setting, Choice value) override {
        const std::string* text = find(setting);
        if (text == nullptr) return;
        if (std::find(value.words.begin(), value.words.end(), *text) != value.words.end())
            value.chosen = *text;
        else
            report(setting.name,
                   fmt::format("{} is \"{}\", which is not one of its allowed values",
                               path_of(setting.name), printable(*text)),
                   suggestion_text(*text, value));
    }
    void group(const Setting& setting, const Members& members) override {
        const std::string outer = path_;
        path_ = path_of(setting.name);
        members(*this);
        path_ = outer;
    }
    void named(const Setting& setting, const std::vector<std::string>&,
               const NamedMember&) override {
        refuse(setting);
    }
    void list(const Setting& setting, std::size_t, const Element&) override { refuse(setting); }
    bool given(std::string_view name) const override {
        const std::string path = path_of(name);
        const auto inside = values_.lower_bound(path + ".");
        return values_.contains(path) ||
               (inside != values_.end() && inside->first.starts_with(path + "."));
    }
    void reject(std::string_view name, std::string what, std::string fix) override {
        if (open_ == OpenSettings::are_defaults || given(name))
            report(name, fmt::format("{}: {}", path_of(name), what), std::move(fix));
    }

    bool knows_all() const {
        return std::all_of(values_.begin(), values_.end(),
                           [this](const auto& value) { return known_.contains(value.first); });
    }
    Errors finish() {
        const std::vector<std::string> known(known_.begin(), known_.end());
        for (const auto& [name, value] : values_) {
            if (known_.contains(name)) continue;
            path_.clear();
            report(name, fmt::format("there is no setting \"{}\" here", printable(name)),
                   known.empty() ? "this format has no settings" : suggestion_text(name, known));
        }
        return std::move(errors_);
    }

private:
    std::string path_of(std::string_view name) const {
        return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
    }
    const std::string* find(const Setting& setting) {
        const std::string path = path_of(setting.name);
        known_.insert(path);
        const auto found = values_.find(path);
        return found == values_.end() ? nullptr : &found->second;
    }
    template <class Value>
    void take(const Setting& setting, Value& value) {
        const std::string* text = find(setting);
        if (text == nullptr) return;
        const GivenValue given{
            .value = *text, .found = fmt::format("\"{}\"", printable(*text)), .unquoted = true};
        if (const auto wrong = take_value(setting, given, value))
            report(setting.name, wrong->sentence(path_of(setting.name)), wrong->fix);
    }
    void refuse(const Setting& setting) {
        if (find(setting) != nullptr)
            report(setting.name,
                   fmt::format("{} cannot be set by an option", path_of(setting.name)),
                   "write it in a file");
    }
    void report(std::string_view name, std::string what, std::string fix) {
        Error error;
        error.exit_code = ExitCode::usage;
        error.number = ErrorNumber::bad_option;
        error.place.path = path_of(name);
        error.what = std::move(what);
        error.fix = std::move(fix);
        errors_.push_back(std::move(error));
    }

    const std::map<std::string, std::string>& values_;
    OpenSettings open_;
    std::string path_;  // path of the group that is being visited
    std::set<std::string> known_;
    Errors errors_;
};

}  // namespace

Errors apply_text_settings(Configurable& target, const std::map<std::string, std::string>& values,
                           OpenSettings open) {
    TextReader reader(values, open);
    target.settings(reader);
    return reader.finish();
}

bool has_settings(Configurable& target, const std::map<std::string, std::string>& values) {
    TextReader reader(values, OpenSettings::may_follow);
    target.settings(reader);
    return reader.knows_all();
}

}  // namespace isotherm
