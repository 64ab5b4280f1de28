// SPDX-License-Identifier: Apache-2.0
#pragma once
// The commands of this program and their options as values, read from the command line's own
// declarations, so that the manual page, the completions and the reference cannot differ from them.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace isotherm {

struct OptionText {
    // With dashes, the short one first; empty for a positional argument.
    std::vector<std::string> names;
    // What follows the option, such as FILE; empty for a flag. The name of a positional argument.
    std::string value;
    std::string help;
    std::vector<std::string> choices;  // all values that are allowed, if they can be listed
    bool required = false;
    bool repeated = false;
};

struct CommandText {
    std::string name;  // words as typed, such as "trace convert"
    std::string purpose;
    std::string examples;
    std::vector<OptionText> options;  // positional arguments first
};

// All commands that do something, in the order of --help. Groups such as "trace" are left out.
std::vector<CommandText> command_texts(const CLI::App& program);

// The options of a command without --help, which every command has.
std::vector<OptionText> told_options(const CommandText& command);

// The texts below are printed by `isotherm list --commands`.
// A page in Markdown with a section for each command.
std::string command_reference(const std::vector<CommandText>& commands);
// The manual page isotherm(1) in the man macros of groff.
std::string manual_page(const std::vector<CommandText>& commands, const std::string& version);
// Completion scripts for bash and zsh.
std::string bash_completion(const std::vector<CommandText>& commands);
std::string zsh_completion(const std::vector<CommandText>& commands);

}  // namespace isotherm
