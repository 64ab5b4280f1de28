// SPDX-License-Identifier: Apache-2.0
#pragma once
// A scenario file as parsed TOML, with the text of its lines for messages. Includes are resolved
// and --set overrides applied; nothing is known here of what the keys mean.

#include <toml++/toml.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/vocabulary/given_value.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// What stands in place of a file name for values that --set gave.
inline constexpr std::string_view set_source = "--set";

class TomlDocument {
public:
    // Refuses what is not a readable UTF-8 TOML file of reasonable size and depth.
    static Result<TomlDocument> from_file(const std::string& path);
    static Result<TomlDocument> from_text(const std::string& text, const std::string& file_name);

    // Returns the errors of overrides that are not `path=value` over tables.
    Errors apply(const std::vector<Override>& overrides);

    const toml::table& root() const { return root_; }
    const std::string& text() const { return text_; }
    // The file itself and those it includes.
    std::vector<std::string> files() const;
    // Line and column where a value or key stands; only the path for what --set gave.
    Place place(const toml::source_region& source, const std::string& path) const;

private:
    using Lines = std::vector<std::string>;

    Result<toml::table> parse(const std::string& text, const std::string& file_name);
    Errors include_into(toml::table& table, const std::string& file_name,
                        std::vector<std::string> chain);

    toml::table root_;
    std::string text_;
    std::map<std::string, Lines> lines_;  // by file
};

// Finds each setting in the document and says what is wrong, up to 20 errors at once; `path` is the
// file's.
void read_settings(const TomlDocument& document, const std::string& path, Configurable& target,
                   Errors& errors);

// What kind of thing stands there, "a whole number", for messages.
std::string_view kind_of(const toml::node& node);
// What stands there, as the user wrote it where that is short.
std::string found_text(const toml::node& node);

// The node for take_value; dates and times as ISO 8601.
GivenValue given_value(const toml::node& node);

// On a command line a whole number may be meant as text: --set era=2016.
std::optional<std::string> text_of_node(const toml::node& node);

// Where what a whole file lacks is told.
toml::source_region beginning_of(const std::string& path);

}  // namespace isotherm
