// SPDX-License-Identifier: Apache-2.0
#pragma once
// A scenario file as parsed TOML, with the text of its lines for messages. Resolves includes and
// applies --set overrides; does not know the meaning of the keys.

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

// Used in place of a file name for values from --set.
inline constexpr std::string_view set_source = "--set";

class TomlDocument {
public:
    // Read a document. Refuse text that is not valid UTF-8 and TOML, or that is too large or too
    // deeply nested.
    static Result<TomlDocument> from_file(const std::string& path);
    static Result<TomlDocument> from_text(const std::string& text, const std::string& file_name);

    // Applies overrides. Returns an error for each one that is not `path=value` with a path through
    // tables.
    Errors apply(const std::vector<Override>& overrides);

    // Adds what the table at `path` lacks: `settings` is TOML, `source` says in messages whence it
    // is. Tables are completed, other values stay as they are.
    void complete(const std::vector<std::string>& path, const std::string& settings,
                  std::string_view source);

    const toml::table& root() const { return root_; }
    const std::string& text() const { return text_; }
    // Returns the file itself and the files that it includes.
    std::vector<std::string> files() const;
    // Returns file, line and column of a value or key; only the path for values from --set.
    Place place(const toml::source_region& source, const std::string& path) const;

private:
    using Lines = std::vector<std::string>;

    Result<toml::table> parse(const std::string& text, const std::string& file_name);
    Errors include_into(toml::table& table, const std::string& file_name,
                        std::vector<std::string> chain);

    toml::table root_;
    std::string text_;
    std::map<std::string, Lines> lines_;  // by file name
};

// Finds each setting in the document and reports up to 20 errors at once; `path` is the document's
// file.
void read_settings(const TomlDocument& document, const std::string& path, Configurable& target,
                   Errors& errors);

// Returns the type of a node for messages, such as "a whole number".
std::string_view kind_of(const toml::node& node);
// Returns the value for messages: as the user wrote it if that is short, or else its type.
std::string found_text(const toml::node& node);

// Converts the node for take_value; dates and times become ISO 8601 text.
GivenValue given_value(const toml::node& node);

// Returns the node as text. On a command line a whole number may be meant as text: --set era=2016.
std::optional<std::string> text_of_node(const toml::node& node);

// Returns the position for errors about something that the whole file lacks.
toml::source_region beginning_of(const std::string& path);

}  // namespace isotherm
