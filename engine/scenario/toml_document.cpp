// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/toml_document.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "engine/scenario/foreign_file.h"
#include "engine/vocabulary/text_file.h"
#include "engine/toml/toml_syntax.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_scenario = 16 << 20;  // bytes
constexpr std::size_t deepest_include = 16;

// Result of the TOML parser. The packaged library reports errors by exception; here they are
// returned as values.
struct Parsed {
    toml::table table;
    std::optional<toml::parse_error> failure;
};

Parsed parse_toml(std::string_view text, std::string_view file_name) {
    try {
        return {toml::parse(text, file_name), std::nullopt};
    } catch (const toml::parse_error& failure) {
        return {{}, failure};
    }
}

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        std::string line = text.substr(start, end - start);
        if (line.ends_with('\r')) line.pop_back();
        lines.push_back(std::move(line));
        start = end + 1;
    }
    return lines;
}

void merge_into(toml::table& into, toml::table&& from) {
    for (auto&& [key, node] : from) {
        auto* existing = into.get_as<toml::table>(key.str());
        if (existing != nullptr && node.is_table()) {
            merge_into(*existing, std::move(*node.as_table()));
        } else if (!into.contains(key.str())) {
            into.insert(key, std::move(node));
        }
    }
}

std::vector<std::string> included_names(const toml::node& include) {
    std::vector<std::string> names;
    if (const auto* list = include.as_array()) {
        for (const toml::node& node : *list) names.push_back(node.value_or(std::string{}));
    } else {
        names.push_back(include.value_or(std::string{}));
    }
    return names;
}

}  // namespace

Place TomlDocument::place(const toml::source_region& source, const std::string& path) const {
    Place at{.path = path};
    at.file = source.path ? *source.path : "";
    at.line = source.begin.line;
    at.column = source.begin.column;
    const auto lines = lines_.find(at.file);
    if (lines != lines_.end() && at.line >= 1 &&
        at.line <= static_cast<std::int64_t>(lines->second.size())) {
        at.source_line = lines->second[static_cast<std::size_t>(at.line) - 1];
    }
    return at;
}

Result<toml::table> TomlDocument::parse(const std::string& text, const std::string& file_name) {
    const Lines& lines = lines_[file_name] = split_lines(text);
    if (auto error = find_encoding_error(text, file_name)) {
        if (auto foreign = foreign_file(text, file_name)) return *std::move(foreign);
        error->place.source_line = lines[static_cast<std::size_t>(error->place.line) - 1];
        return std::move(*error);
    }
    if (const auto deep = outline_of(text).too_deep) {
        return Error{ExitCode::bad_scenario,
                     ErrorNumber::nested_too_deep,
                     {.file = file_name, .line = deep->line, .column = deep->column},
                     fmt::format("nested deeper than {} levels", deepest_nesting),
                     "a scenario needs only four levels"};
    }
    Parsed parsed = parse_toml(text, file_name);
    if (!parsed.failure) return std::move(parsed.table);
    // Only text that is not valid TOML is tested for other kinds of files.
    if (auto foreign = foreign_file(text, file_name)) return *std::move(foreign);
    Place at = place(parsed.failure->source(), "");
    at.file = file_name;
    return explained_syntax_error(text, lines, std::move(at), parsed.failure->description());
}

Errors TomlDocument::include_into(toml::table& table, const std::string& file_name,
                                  std::vector<std::string> chain) {
    namespace fs = std::filesystem;
    const toml::node* includes = table.get("include");
    if (includes == nullptr) return {};
    const Place at = place(includes->source(), "include");
    const auto refused = [&](std::string what, std::string fix) {
        return Errors{Error{ExitCode::bad_scenario, ErrorNumber::bad_include, at, std::move(what),
                            std::move(fix)}};
    };
    const std::vector<std::string> names = included_names(*includes);
    table.erase("include");
    for (const std::string& name : names) {
        const fs::path relative(name);
        if (name.empty()) return refused("include takes file names", "include = [\"prices.toml\"]");
        // Symbolic links are resolved before the check, so that no link leads out of the folder.
        std::error_code failed;
        const fs::path folder =
            fs::weakly_canonical(fs::path(chain.front()).parent_path() / ".", failed);
        fs::path target;
        if (!failed)
            target = fs::weakly_canonical(fs::path(file_name).parent_path() / relative, failed);
        if (failed) {
            return refused(fmt::format("\"{}\": {}", printable(name), failed.message()),
                           "name a file in the scenario's folder");
        }
        const bool inside =
            std::mismatch(folder.begin(), folder.end(), target.begin(), target.end()).first ==
                folder.end() ||
            (std::prev(folder.end())->empty() && target.string().starts_with(folder.string()));
        if (relative.is_absolute() || !inside) {
            return refused(
                fmt::format("\"{}\" lies outside the scenario's folder", printable(name)),
                "copy the file into the scenario's folder");
        }
        std::vector<std::string> longer = chain;
        longer.push_back(
            (fs::path(file_name).parent_path() / relative).lexically_normal().string());
        if (std::find(chain.begin(), chain.end(), longer.back()) != chain.end()) {
            return refused(fmt::format("includes form a cycle: {}",
                                       printable(fmt::format("{}", fmt::join(longer, " -> ")))),
                           "remove one of them");
        }
        if (longer.size() > deepest_include) {
            return refused(fmt::format("includes go deeper than {}", deepest_include),
                           "flatten them");
        }
        auto text = read_text_file(longer.back(), largest_scenario);
        if (!text.ok()) {
            return refused(fmt::format("\"{}\": {}", printable(name), text.errors().front().what),
                           text.errors().front().fix);
        }
        auto parsed = parse(text.value(), longer.back());
        if (!parsed.ok()) return parsed.errors();
        if (Errors errors = include_into(parsed.value(), longer.back(), longer); !errors.empty())
            return errors;
        merge_into(table, std::move(parsed.value()));
    }
    return {};
}

Result<TomlDocument> TomlDocument::from_text(const std::string& text,
                                             const std::string& file_name) {
    TomlDocument document;
    document.text_ = text;
    auto parsed = document.parse(text, file_name);
    if (!parsed.ok()) return parsed.errors();
    document.root_ = std::move(parsed.value());
    const std::string normal = std::filesystem::path(file_name).lexically_normal().string();
    if (Errors errors = document.include_into(document.root_, file_name, {normal});
        !errors.empty()) {
        return errors;
    }
    if (document.root_.empty()) {
        return Error{
            ExitCode::bad_scenario,
            ErrorNumber::empty_file,
            {.file = file_name},
            text.empty() ? "the file is empty" : "the file holds only comments",
            "a scenario has at least duration, one table and one workload; see `isotherm list`"};
    }
    return document;
}

std::vector<std::string> TomlDocument::files() const {
    std::vector<std::string> names;
    for (const auto& [name, lines] : lines_) names.push_back(name);
    return names;
}

Result<TomlDocument> TomlDocument::from_file(const std::string& path) {
    auto text = read_text_file(path, largest_scenario);
    if (!text.ok()) return text.errors();
    return from_text(text.value(), path);
}

namespace {

// Splits a path as written in TOML, such as tables."orders.eu".capacity.read, into its keys; empty
// if it is not a valid path.
std::vector<std::string> keys_of(std::string_view path) {
    std::vector<std::string> keys;
    while (true) {
        const char quote = path.empty() ? '\0' : path.front();
        if (quote == '"' || quote == '\'') {
            const std::size_t end = path.find(quote, 1);
            if (end == std::string_view::npos) return {};
            keys.emplace_back(path.substr(1, end - 1));
            path.remove_prefix(end + 1);
        } else {
            const std::size_t end = std::min(path.find('.'), path.size());
            keys.emplace_back(path.substr(0, end));
            path.remove_prefix(end);
        }
        if (path.empty()) return keys;
        if (path.front() != '.') return {};
        path.remove_prefix(1);
    }
}

}  // namespace

namespace {

void complete_table(toml::table& table, const toml::table& with) {
    for (const auto& [key, value] : with) {
        toml::node* there = table.get(key.str());
        if (there == nullptr)
            table.insert(key.str(), value);
        else if (there->is_table() && value.is_table())
            complete_table(*there->as_table(), *value.as_table());
    }
}

}  // namespace

void TomlDocument::complete(const std::vector<std::string>& path, const std::string& settings,
                            std::string_view source) {
    Parsed parsed = parse_toml(settings, source);
    toml::table* table = &root_;
    for (const std::string& key : path)
        table = table == nullptr ? nullptr : table->get_as<toml::table>(key);
    if (table != nullptr && !parsed.failure) complete_table(*table, parsed.table);
}

Errors TomlDocument::apply(const std::vector<Override>& overrides) {
    Errors errors;
    for (const Override& override_ : overrides) {
        const auto refuse = [&](std::string what) {
            errors.push_back({ExitCode::usage,
                              ErrorNumber::bad_edit,
                              {.file = "--set", .path = override_.path},
                              std::move(what),
                              "write --set tables.votes.capacity.read=2000"});
        };
        const auto dots = std::ranges::count(override_.path, '.');
        if (dots > deepest_nesting || outline_of("value = " + override_.value).too_deep) {
            refuse(fmt::format("nested deeper than {} levels", deepest_nesting));
            continue;
        }
        // A value that is not valid TOML is taken as text, so both --set duration=5m and "4 KB"
        // work.
        Parsed parsed = parse_toml("value = " + override_.value, set_source);
        const bool is_text = parsed.failure || parsed.table.size() != 1;
        toml::table* table = &root_;
        const std::vector<std::string> keys = keys_of(override_.path);
        for (std::size_t k = 0; table != nullptr && k + 1 < keys.size(); ++k) {
            if (!table->contains(keys[k])) table->insert(keys[k], toml::table{});
            table = table->get_as<toml::table>(keys[k]);
        }
        const std::string key = keys.empty() ? "" : keys.back();
        if (table == nullptr || key.empty()) {
            refuse(fmt::format("\"{}\" is not the path of a setting", printable(override_.path)));
        } else if (is_text) {
            table->insert_or_assign(key, override_.value);
        } else {
            table->insert_or_assign(key, std::move(*parsed.table.get("value")));
        }
    }
    return errors;
}

std::string_view kind_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return "a table";
        case toml::node_type::array:
            return "a list";
        case toml::node_type::string:
            return "text";
        case toml::node_type::integer:
            return "a whole number";
        case toml::node_type::floating_point:
            return "a number";
        case toml::node_type::boolean:
            return "true or false";
        case toml::node_type::date:
            return "a date";
        case toml::node_type::time:
            return "a time of day";
        case toml::node_type::date_time:
            return "a date and time";
        case toml::node_type::none:
            break;
    }
    return "nothing";
}

namespace {

// Returns dates and times as written in the file; "" for other values.
std::string time_text(const toml::node& node) {
    std::ostringstream text;
    if (const auto* stamp = node.as_date_time()) text << stamp->get();
    if (const auto* day = node.as_date()) text << day->get();
    if (const auto* clock = node.as_time()) text << clock->get();
    return text.str();
}

}  // namespace

std::string found_text(const toml::node& node) {
    if (const auto* text = node.as_string()) return fmt::format("\"{}\"", printable(text->get()));
    if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
    if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
    const std::string time = time_text(node);
    return time.empty() ? std::string(kind_of(node)) : time;
}

GivenValue given_value(const toml::node& node) {
    GivenValue given{.found = found_text(node)};
    if (const auto* text = node.as_string()) given.value = text->get();
    if (const auto* number = node.as_integer()) given.value = number->get();
    if (const auto* number = node.as_floating_point()) given.value = number->get();
    if (const auto* flag = node.as_boolean()) given.value = flag->get();
    if (const std::string time = time_text(node); !time.empty()) given.value = time;
    return given;
}

std::optional<std::string> text_of_node(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    const auto& file = node.source().path;
    const bool set = file != nullptr && *file == set_source;
    if (const auto* number = node.as_integer(); set && number != nullptr)
        return fmt::format("{}", number->get());
    return std::nullopt;
}

toml::source_region beginning_of(const std::string& path) {
    toml::source_region whole;
    whole.path = std::make_shared<const std::string>(path);
    whole.begin = {1, 1};
    return whole;
}

}  // namespace isotherm
