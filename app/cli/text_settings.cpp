#include "app/cli/text_settings.h"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

class TextReader final : public SettingsVisitor {
public:
    explicit TextReader(const std::map<std::string, std::string>& values) : values_(values) {}

    void field(const Setting& setting, double& value) override {
        store(setting, value, "a number", number_in);
    }
    void field(const Setting& setting, std::int64_t& value) override {
        store(setting, value, "a whole number", integer_in);
    }
    void field(const Setting& setting, bool& value) override {
        store(setting, value, "true or false", bool_in);
    }
    void field(const Setting& setting, std::string& value) override {
        if (const std::string* text = find(setting)) value = *text;
    }
    void field(const Setting& setting, SimDuration& value) override {
        store(setting, value, duration_form, parse_duration);
    }
    void field(const Setting& setting, WallTime&) override { refuse(setting); }
    void field(const Setting& setting, Bytes& value) override {
        store(setting, value, bytes_form, parse_bytes);
    }
    void field(const Setting& setting, Share& value) override {
        store(setting, value, share_form, parse_share);
    }
    void field(const Setting& setting, RequestRate& value) override {
        store(setting, value, rate_form, parse_rate);
    }
    void field(const Setting& setting, std::vector<double>&) override { refuse(setting); }
    void field(const Setting& setting, std::optional<Amount>& value) override {
        store(setting, value, amount_form, parse_amount);
    }
    void field(const Setting& setting, std::vector<std::string>&) override { refuse(setting); }
    void field(const Setting& setting, PlugIn) override { refuse(setting); }
    void field(const Setting& setting, Choice value) override {
        const std::string* text = find(setting);
        if (text == nullptr) return;
        if (std::find(value.words.begin(), value.words.end(), *text) != value.words.end())
            value.chosen = *text;
        else
            report(setting.name, fmt::format("\"{}\" is not one of its words", printable(*text)),
                   suggestion_text(*text, value.words));
    }
    void group(const Setting&, const Members& members) override { members(*this); }
    void named(const Setting& setting, const std::vector<std::string>&,
               const NamedMember&) override {
        refuse(setting);
    }
    void list(const Setting& setting, std::size_t, const Element&) override { refuse(setting); }
    bool given(std::string_view name) const override { return values_.contains(std::string(name)); }
    // Settings left open are not complained about here: the stream itself may still settle them.
    void reject(std::string_view name, std::string what, std::string fix) override {
        if (given(name)) report(name, std::move(what), std::move(fix));
    }

    Errors finish() {
        const std::vector<std::string> known(known_.begin(), known_.end());
        for (const auto& [name, value] : values_) {
            if (known_.contains(name)) continue;
            report(name, "there is no such setting here",
                   known.empty() ? "this format has no settings" : suggestion_text(name, known));
        }
        return std::move(errors_);
    }

private:
    static std::optional<double> number_in(std::string_view text) {
        double value = 0;
        const auto [end, error] =
            fast_float::from_chars(text.data(), text.data() + text.size(), value);
        const bool whole = error == std::errc{} && end == text.data() + text.size();
        return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
    }
    static std::optional<std::int64_t> integer_in(std::string_view text) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool whole = error == std::errc{} && end == text.data() + text.size();
        return whole ? std::optional(value) : std::nullopt;
    }
    static std::optional<bool> bool_in(std::string_view text) {
        if (text == "true") return true;
        return text == "false" ? std::optional(false) : std::nullopt;
    }

    const std::string* find(const Setting& setting) {
        known_.emplace(setting.name);
        const auto found = values_.find(std::string(setting.name));
        return found == values_.end() ? nullptr : &found->second;
    }
    template <class Value, class Parse>
    void store(const Setting& setting, Value& value, std::string_view form, Parse parse) {
        const std::string* text = find(setting);
        if (text == nullptr) return;
        if (const auto parsed = parse(*text))
            value = *parsed;
        else
            report(setting.name, fmt::format("\"{}\" is not {}", printable(*text), form),
                   std::string(setting.help));
    }
    void refuse(const Setting& setting) {
        if (find(setting) != nullptr)
            report(setting.name, "this cannot be set here", "write a scenario");
    }
    void report(std::string_view name, std::string what, std::string fix) {
        Error error;
        error.exit_code = ExitCode::usage;
        error.number = 1;
        error.place.path = std::string(name);
        error.what = std::move(what);
        error.fix = std::move(fix);
        errors_.push_back(std::move(error));
    }

    const std::map<std::string, std::string>& values_;
    std::set<std::string> known_;
    Errors errors_;
};

}  // namespace

Errors apply_text_settings(Configurable& target, const std::map<std::string, std::string>& values) {
    TextReader reader(values);
    target.settings(reader);
    return reader.finish();
}

}  // namespace isotherm
