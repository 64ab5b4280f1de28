// SPDX-License-Identifier: Apache-2.0
#include "engine/backtest/dynamic_dynamodb_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include <map>
#include <vector>

#include "engine/vocabulary/json_settings.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view index_drops = "decrease-consumed-";

struct Option {
    std::string value;
    std::size_t offset = 0;  // position of the option's name, in bytes from the start of the file
};
using Options = std::map<std::string, Option>;

struct Section {
    std::string header;
    std::size_t offset = 0;
    Options options;
};

// Converts a value: words that Python's ConfigParser takes as booleans to booleans, numbers to
// numbers; everything else stays text.
Json typed(const std::string& value) {
    std::string lower = value;
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (lower == "true" || lower == "yes" || lower == "on") return true;
    if (lower == "false" || lower == "no" || lower == "off") return false;
    const auto number = number_in<double>(value);
    return number ? Json(*number) : Json(value);
}

class ConfigurationFile {
public:
    ConfigurationFile(const std::string& text, std::string file_name)
        : text_(text), file_name_(std::move(file_name)) {}

    // Parses the file. Returns the first syntax error.
    Errors parse() {
        const std::size_t first = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // byte order mark
        for (std::size_t begin = first; begin < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', begin), text_.size());
            if (auto error = parse_line(begin, std::string_view(text_).substr(begin, end - begin)))
                return {*std::move(error)};
            begin = end + 1;
        }
        return {};
    }

    Errors apply(const ConfiguredResource& resource, Configurable& target) const {
        const auto found = section_of(resource);
        if (!found.ok()) return found.errors();
        Options options;
        for (const char* general : {"global", "default_options"}) {
            for (const Section& section : sections_) {
                if (section.header != general) continue;
                for (const auto& [name, option] : section.options)
                    options.insert_or_assign(name, option);
            }
        }
        for (const auto& [name, option] : found.value()->options)
            options.insert_or_assign(name, option);
        Json object = Json::object();
        for (const auto& [name, option] : options) {
            // Skip credentials, and options of older versions that Dynamic DynamoDB no longer
            // reads.
            if (name.starts_with("aws-") || name.starts_with("disable-")) continue;
            // Dynamic DynamoDB does not support these options for indexes and ignores them.
            if (!resource.index.empty() && name.starts_with(index_drops)) continue;
            object[name] = typed(option.value);
        }
        return placed(apply_json_settings(object, file_name_, "", ExitCode::bad_scenario, target),
                      options);
    }

private:
    Error wrong(std::size_t offset, std::string what, std::string fix) const {
        return {ExitCode::bad_scenario, ErrorNumber::bad_dynamic_dynamodb_file,
                place_of_byte(text_, file_name_, offset), std::move(what), std::move(fix)};
    }

    std::optional<Error> parse_line(std::size_t begin, std::string_view line) {
        const std::string_view plain = trimmed(line);
        if (plain.empty() || plain.front() == '#' || plain.front() == ';') return std::nullopt;
        const std::size_t at = begin + static_cast<std::size_t>(plain.data() - line.data());
        if (plain.front() == '[') {
            const std::size_t close = plain.rfind(']');
            if (close == plain.npos) {
                return wrong(at, "the section header has no closing ]", "write [table: ^name$]");
            }
            sections_.push_back({std::string(trimmed(plain.substr(1, close - 1))), at, {}});
            return std::nullopt;
        }
        if (sections_.empty()) {
            return wrong(at, "an option before the first section", "write [table: ^name$] above");
        }
        const std::size_t separator = plain.find_first_of(":=");
        if (separator == plain.npos || separator == 0) {
            return wrong(at, "neither \"name: value\" nor \"name = value\"",
                         "write reads-upper-threshold: 90");
        }
        std::string_view value = plain.substr(separator + 1);
        // A semicolon after a space starts a comment; a number sign (#) does not.
        if (const std::size_t comment = value.find(" ;"); comment != value.npos)
            value = value.substr(0, comment);
        sections_.back().options.insert_or_assign(std::string(trimmed(plain.substr(0, separator))),
                                                  Option{std::string(trimmed(value)), at});
        return std::nullopt;
    }

    // Returns "^x$" for "table: ^x$", and "" for other sections.
    static std::string table_expression(const Section& section) {
        const std::size_t colon = section.header.rfind(':');
        if (colon == std::string::npos || trimmed(section.header.substr(0, colon)) != "table")
            return "";
        return std::string(trimmed(std::string_view(section.header).substr(colon + 1)));
    }

    // Matches at the beginning of the name, like Python's re.match. RE2 takes linear time for any
    // expression.
    Result<bool> matches(const Section& section, const std::string& expression,
                         const std::string& name) const {
        const RE2 compiled(expression, RE2::Quiet);
        if (compiled.ok())
            return compiled.Match(name, 0, name.size(), RE2::ANCHOR_START, nullptr, 0);
        return wrong(section.offset,
                     fmt::format("\"{}\" is not a usable regular expression: {}",
                                 printable(expression), printable(compiled.error())),
                     "write ^name$; the syntax is RE2's: no look-around, no back-references");
    }

    Result<const Section*> section_of(const ConfiguredResource& resource) const {
        for (const Section& section : sections_) {
            const std::string expression = table_expression(section);
            if (expression.empty()) continue;
            if (!resource.table.empty()) {
                const auto match = matches(section, expression, resource.table);
                if (!match.ok()) return match.errors();
                if (!match.value()) continue;
            }
            return resource.index.empty() ? Result<const Section*>(&section)
                                          : index_section(expression, resource.index);
        }
        return Error{ExitCode::bad_scenario,
                     ErrorNumber::bad_dynamic_dynamodb_file,
                     {.file = file_name_},
                     resource.table.empty() ? "there is no [table: …] section"
                                            : fmt::format("no [table: …] section matches \"{}\"",
                                                          printable(resource.table)),
                     "add [table: ^name$]"};
    }

    // Finds "[gsi: ^index$ table: ^table$]"; the table expression must be the same as in the
    // table's section.
    Result<const Section*> index_section(const std::string& table, const std::string& index) const {
        const std::string end = " table: " + table;
        for (const Section& section : sections_) {
            if (!section.header.starts_with("gsi: ") || !section.header.ends_with(end)) continue;
            const std::string expression =
                section.header.substr(5, section.header.size() - 5 - end.size());
            const auto match = matches(section, expression, index);
            if (!match.ok()) return match.errors();
            if (match.value()) return &section;
        }
        return Error{
            ExitCode::bad_scenario,
            ErrorNumber::bad_dynamic_dynamodb_file,
            {.file = file_name_},
            fmt::format("no [gsi: … table: {}] section matches \"{}\"", table, printable(index)),
            fmt::format("add [gsi: ^{}$ table: {}]", printable(index), table)};
    }

    // Adds the position in the file to errors. The names differ: settings have underscores where
    // options have hyphens.
    Errors placed(Errors errors, const Options& options) const {
        for (Error& error : errors) {
            for (const auto& [name, option] : options) {
                std::string known = name;
                for (char& c : known) c = c == '-' ? '_' : c;
                if (known != error.place.path) continue;
                const std::string path = error.place.path;
                error.place = place_of_byte(text_, file_name_, option.offset);
                error.place.path = path;
            }
        }
        return errors;
    }

    const std::string& text_;
    std::string file_name_;
    std::vector<Section> sections_;
};

}  // namespace

Errors apply_dynamic_dynamodb_file(const std::string& text, const std::string& file_name,
                                   const ConfiguredResource& resource, Configurable& target) {
    if (auto error = find_encoding_error(text, file_name)) return {*std::move(error)};
    ConfigurationFile file(text, file_name);
    if (Errors errors = file.parse(); !errors.empty()) return errors;
    return file.apply(resource, target);
}

}  // namespace isotherm
