// SPDX-License-Identifier: Apache-2.0
// Reads a scenario from TOML: a SettingsVisitor that finds each setting in the document, checks its
// type and range, and reports errors with file, line, column and a way to correct them.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "engine/scenario/scenario.h"
#include "engine/scenario/toml_document.h"
#include "engine/toml/toml_syntax.h"
#include "engine/vocabulary/given_value.h"
#include "engine/vocabulary/known_names.h"

namespace isotherm {
namespace {

constexpr std::size_t most_errors = 20;

class Reader final : public SettingsVisitor {
public:
    // `inherited`: a table whose values are used for settings that `table` does not contain;
    // nullptr: none.
    Reader(const TomlDocument& document, const toml::table* table, toml::source_region source,
           std::string path, Errors& errors, const toml::table* inherited = nullptr)
        : document_(document),
          table_(table),
          inherited_(inherited),
          source_(std::move(source)),
          path_(std::move(path)),
          errors_(errors) {}

    void field(const Setting& setting, double& value) override { take(setting, value); }
    void field(const Setting& setting, std::int64_t& value) override { take(setting, value); }
    void field(const Setting& setting, bool& value) override { take(setting, value); }
    void field(const Setting& setting, std::string& value) override {
        const toml::node* node = find(setting);
        if (node == nullptr) return;
        const auto* number = setting.number_too ? node->as_integer() : nullptr;
        if (const auto text = text_of_node(*node))
            value = *text;
        else if (number != nullptr)
            value = fmt::format("{}", number->get());
        else
            wrong_form(setting, *node, "text in quotes");
    }
    void field(const Setting& setting, SimDuration& value) override { take(setting, value); }
    void field(const Setting& setting, WallTime& value) override { take(setting, value); }
    void field(const Setting& setting, Bytes& value) override { take(setting, value); }
    void field(const Setting& setting, Share& value) override { take(setting, value); }
    void field(const Setting& setting, RequestRate& value) override { take(setting, value); }
    void field(const Setting& setting, std::vector<double>& value) override {
        list_of(setting, value, "a list of numbers such as [50, 150]", "a number",
                [](const toml::node& node) {
                    return node.is_number() ? node.value<double>() : std::nullopt;
                });
    }
    void field(const Setting& setting, std::optional<Amount>& value) override {
        const toml::node* node = find(setting);
        if (node == nullptr) return;
        auto amount = parsed(*node, parse_amount);
        if (const auto number = node->is_number() ? node->value<double>() : std::nullopt)
            amount = Amount{*number, false};
        if (!amount || !std::isfinite(amount->value))
            return wrong_form(setting, *node, amount_form);
        value = amount;
    }
    void field(const Setting& setting, std::vector<std::string>& value) override {
        const toml::node* one = setting.one_or_list ? look_up(setting.name) : nullptr;
        if (one != nullptr && one->is_string()) {
            known_.add(setting);
            value = {one->as_string()->get()};
            return;
        }
        list_of(setting, value, "a list of texts such as [\"2016\", \"2018\"]", "text in quotes",
                [](const toml::node& node) { return node.value_exact<std::string>(); });
    }
    void weights(const Setting& setting, std::map<std::string, double>& value) override {
        const toml::node* node = find(setting);
        if (node == nullptr) return;
        const auto* names = node->as_table();
        if (names == nullptr || names->empty())
            return wrong_form(setting, *node, "a table such as { DONE = 99, PENDING = 1 }");
        value.clear();
        for (const auto& [key, weight] : *names) {
            const auto number = weight.is_number() ? weight.value<double>() : std::nullopt;
            if (!number || !std::isfinite(*number) || *number < 0)
                return wrong_form(setting, weight, "a weight of 0 or more");
            value[std::string(key.str())] = *number;
        }
    }
    void field(const Setting& setting, Choice value) override {
        const toml::node* node = find(setting);
        choices_.push_back({std::string(setting.name), value.words, value.also});
        if (node != nullptr) choose(setting, *node, value);
    }
    void field(const Setting& setting, PlugIn value) override {
        const toml::node* node = find(setting);
        const toml::table* inner = nullptr;
        if (node != nullptr) {
            inner = node->as_table();
            if (inner == nullptr) {
                return wrong_form(
                    setting, *node,
                    fmt::format("a table such as {{ {} = \"{}\" }}", value.selector,
                                value.catalog.names().empty() ? "" : value.catalog.names()[0]));
            }
        }
        read_inside(setting, inner, [&](Reader& reader) {
            const Setting selector{.name = value.selector,
                                   .help = "which kind",
                                   .required = value.chosen.empty() && node != nullptr};
            // Settings of a different kind of plug-in must not be inherited.
            if (reader.chooses_otherwise(selector.name)) reader.inherited_ = nullptr;
            if (const toml::node* chosen = reader.find(selector)) {
                if (!reader.choose(selector, *chosen, {value.chosen, value.catalog.names()})) {
                    reader.ignore_unknown_ = true;
                    return;
                }
            }
            if (!value.chosen.empty() && (node != nullptr || !setting.required)) {
                value.made = value.catalog.make(value.chosen);
            }
            if (value.made != nullptr)
                value.made->settings(reader);
            else
                reader.ignore_unknown_ = true;
        });
    }
    void kind(const Setting& selector, PlugIn value) override {
        SettingsVisitor::kind(selector, value);
        if (value.made == nullptr) ignore_unknown_ = true;
    }
    void group(const Setting& setting, const Members& members) override {
        const toml::node* node = find(setting);
        if (node == nullptr && setting.required) return;
        if (node != nullptr && !node->is_table() && !setting.short_for.empty())
            return read_short(setting, *node, members);
        if (node != nullptr && !node->is_table()) return not_a_group(setting, *node, members);
        read_inside(setting, node == nullptr ? nullptr : node->as_table(),
                    [&](Reader& reader) { members(reader); });
    }
    void named(const Setting& setting, const std::vector<std::string>&,
               const NamedMember& member) override {
        const toml::node* node = find(setting);
        if (node == nullptr) return;
        const auto* names = node->as_table();
        if (names == nullptr)
            return wrong_form(setting, *node, fmt::format("at least one [{}.NAME]", setting.name));
        if (names->empty()) {
            report(ErrorNumber::wrong_form, document_.place(node->source(), path_of(setting.name)),
                   fmt::format("{} is empty; expected at least one [{}.NAME]", setting.name,
                               setting.name),
                   std::string(setting.help));
        }
        for (const auto& [key, inner] : *names) {
            const std::string name(key.str());
            // Writes the path as in TOML: a name with dots is quoted.
            const bool bare = name.find('.') == std::string::npos;
            const std::string path = bare ? fmt::format("{}.{}", path_of(setting.name), name)
                                          : fmt::format("{}.\"{}\"", path_of(setting.name), name);
            if (!inner.is_table()) {
                report(ErrorNumber::wrong_form, document_.place(inner.source(), path),
                       fmt::format("{} is {}; expected a table", path, found_text(inner)),
                       fmt::format("write [{}]", path));
                continue;
            }
            Reader reader(document_, inner.as_table(), key.source(), path, errors_,
                          setting.inherits ? table_ : nullptr);
            member(name, reader);
            reader.report_unknown();
        }
    }

    void list(const Setting& setting, std::size_t, const Element& element) override {
        const toml::node* node = find(setting);
        if (node == nullptr) return;
        const auto* tables = node->as_array();
        if (setting.one_or_list && node->is_table()) {
            Reader reader(document_, node->as_table(), node->source(), path_of(setting.name),
                          errors_);
            element(0, reader);
            return reader.report_unknown();
        }
        if (tables == nullptr || tables->empty())
            return wrong_form(setting, *node, "a list of tables such as [{ … }, { … }]");
        std::size_t index = 0;
        for (const toml::node& inner : *tables) {
            const std::string path = fmt::format("{}[{}]", path_of(setting.name), index);
            if (!inner.is_table()) return wrong_form(setting, inner, "a table");
            Reader reader(document_, inner.as_table(), inner.source(), path, errors_);
            element(index++, reader);
            reader.report_unknown();
        }
    }

    bool reads() const override { return true; }
    bool given(std::string_view name) const override { return look_up(name) != nullptr; }
    void reject(std::string_view name, std::string what, std::string fix) override {
        const toml::node* node = name.empty() ? nullptr : look_up(name);
        // A name may be a path to a setting further inside.
        if (node == nullptr && table_ != nullptr) node = table_->at_path(name).node();
        const std::string path = name.empty() ? path_ : path_of(name);
        report(ErrorNumber::contradiction,
               document_.place(node == nullptr ? source_ : node->source(), path),
               fmt::format("{}: {}", path, what), std::move(fix));
    }

    // Reports keys that do not belong to any setting.
    void report_unknown() {
        if (table_ == nullptr || ignore_unknown_) return;
        for (const auto& [key, node] : *table_) {
            const std::string name(key.str());
            if (known_.contains(name)) continue;
            report(ErrorNumber::unknown_key, document_.place(key.source(), path_of(name)),
                   fmt::format("unknown key \"{}\"{}", printable(name),
                               path_.empty() ? "" : fmt::format(" in {}", printable(path_))),
                   known_.suggestion(name));
        }
    }

private:
    std::string path_of(std::string_view name) const {
        return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
    }

    const toml::node* look_up(std::string_view name) const {
        if (short_ != nullptr && name == short_for_) return short_;
        const toml::node* node = table_ == nullptr ? nullptr : table_->get(name);
        return node == nullptr && inherited_ != nullptr ? inherited_->get(name) : node;
    }
    bool chooses_otherwise(std::string_view selector) const {
        const toml::node* own = table_ == nullptr ? nullptr : table_->get(selector);
        const toml::node* other = inherited_ == nullptr ? nullptr : inherited_->get(selector);
        return own != nullptr && other != nullptr && text_of_node(*own) != text_of_node(*other);
    }

    const toml::node* find(const Setting& setting) {
        known_.add(setting);
        const toml::node* node = look_up(setting.name);
        if (node == nullptr && setting.required) {
            const std::string path = path_of(setting.name);
            report(ErrorNumber::missing_setting, document_.place(source_, path),
                   fmt::format("{} is missing: {}", path, setting.help),
                   fmt::format("add {}", setting.name));
        }
        return node;
    }

    template <class Inside>
    void read_inside(const Setting& setting, const toml::table* inner, const Inside& inside) {
        const toml::node* outer = inherited_ == nullptr ? nullptr : inherited_->get(setting.name);
        const bool own = table_ != nullptr && table_->contains(setting.name);
        Reader reader(document_, inner, inner == nullptr ? source_ : inner->source(),
                      path_of(setting.name), errors_,
                      own && outer != nullptr ? outer->as_table() : nullptr);
        inside(reader);
        known_.add_inner(setting.name, reader.known_);
        // A table that is inherited as a whole has already been checked where it is defined.
        if (own || inherited_ == nullptr) reader.report_unknown();
    }

    // Reads a value that stands for a table with one setting.
    void read_short(const Setting& setting, const toml::node& node, const Members& members) {
        Reader reader(document_, nullptr, node.source(), path_, errors_);
        reader.short_ = &node;
        reader.short_for_ = setting.short_for;
        reader.path_ = path_of(setting.name);
        members(reader);
    }

    bool choose(const Setting& setting, const toml::node& node, const Choice& choice) {
        const auto text = text_of_node(node);
        if (!text) {
            wrong_form(setting, node,
                       fmt::format("one of \"{}\"", fmt::join(choice.words, "\", \"")));
            return false;
        }
        if (std::find(choice.words.begin(), choice.words.end(), *text) == choice.words.end()) {
            report(ErrorNumber::unknown_word, document_.place(node.source(), path_of(setting.name)),
                   fmt::format("unknown {} \"{}\"", setting.name, printable(*text)),
                   suggestion_text(*text, choice));
            return false;
        }
        choice.chosen = *text;
        return true;
    }

    // Reports a value that is a word instead of a table. If the word is a possible value of one of
    // the table's settings, as in capacity = "on_demand", suggests that setting.
    void not_a_group(const Setting& setting, const toml::node& node, const Members& members) {
        Errors unwanted;
        Reader probe(document_, nullptr, source_, path_of(setting.name), unwanted);
        members(probe);
        std::string fix(setting.help);
        const std::string text = text_of_node(node).value_or("");
        for (const Words& one : probe.choices_) {
            if (const auto meant = meant_name(text, one.words, one.also))
                fix = fmt::format("write {} = {{ {} = \"{}\" }}", setting.name, one.name, *meant);
        }
        const std::string path = path_of(setting.name);
        report(ErrorNumber::wrong_form, document_.place(node.source(), path),
               fmt::format("{} is {}; expected a table", path, found_text(node)), std::move(fix));
    }

    template <class Value, class Read>
    void list_of(const Setting& setting, std::vector<Value>& value, std::string_view form,
                 std::string_view element_form, Read read) {
        const toml::node* node = find(setting);
        if (node == nullptr) return;
        const auto* list = node->as_array();
        if (list == nullptr || list->empty()) return wrong_form(setting, *node, form);
        std::vector<Value> elements;
        for (const toml::node& element : *list) {
            const auto one = read(element);
            if (!one) return wrong_form(setting, element, element_form);
            elements.push_back(*one);
            if constexpr (std::is_same_v<Value, double>)
                if (!taken(setting, element, elements.back())) return;
        }
        value = std::move(elements);
    }

    template <class Parse>
    static auto parsed(const toml::node& node, Parse parse) -> decltype(parse(std::string_view{})) {
        const auto* text = node.as_string();
        return text == nullptr ? std::nullopt : parse(text->get());
    }

    template <class Value>
    void take(const Setting& setting, Value& value) {
        if (const toml::node* node = find(setting)) taken(setting, *node, value);
    }
    template <class Value>
    bool taken(const Setting& setting, const toml::node& node, Value& value) {
        const auto wrong = take_value(setting, given_value(node), value);
        if (!wrong) return true;
        const std::string path = path_of(setting.name);
        report(wrong->kind == WrongValue::Kind::form ? ErrorNumber::wrong_form
                                                     : ErrorNumber::out_of_range,
               document_.place(node.source(), path), wrong->sentence(path), wrong->fix);
        return false;
    }

    void wrong_form(const Setting& setting, const toml::node& node, std::string_view expected) {
        report(
            ErrorNumber::wrong_form, document_.place(node.source(), path_of(setting.name)),
            fmt::format("{} is {}; expected {}", path_of(setting.name), found_text(node), expected),
            std::string(setting.help));
    }

    void report(ErrorNumber number, Place place, std::string what, std::string fix) {
        // A value from --set has no position in the file.
        if (place.line == 0 || place.file == set_source) {
            place = {.file = fmt::format("{} {}", set_source, place.path), .path = place.path};
        }
        // An error in a value that several members inherit is reported once.
        const bool told =
            place.line > 0 && std::any_of(errors_.begin(), errors_.end(), [&](const Error& error) {
                return error.number == number && error.place.file == place.file &&
                       error.place.line == place.line && error.place.column == place.column;
            });
        if (!told && errors_.size() < most_errors) {
            // Both texts can contain names from the user's file, so they are escaped.
            errors_.push_back({ExitCode::bad_scenario, number, std::move(place), printable(what),
                               printable(fix)});
        }
    }

    const TomlDocument& document_;
    const toml::table* table_;
    const toml::table* inherited_;
    toml::source_region source_;
    std::string path_;
    Errors& errors_;
    const toml::node* short_ = nullptr;  // a value in place of the table: its setting short_for_
    std::string_view short_for_;
    KnownNames known_;
    struct Words {
        std::string name;
        std::vector<std::string> words;
        std::vector<Alias> also;
    };
    std::vector<Words> choices_;   // choice settings of this table
    bool ignore_unknown_ = false;  // the settings of an unknown plug-in cannot be checked
};

}  // namespace

void read_settings(const TomlDocument& document, const std::string& path, Configurable& target,
                   Errors& errors) {
    Reader reader(document, &document.root(), beginning_of(path), "", errors);
    target.settings(reader);
    reader.report_unknown();
}

}  // namespace isotherm
