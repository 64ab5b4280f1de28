// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/manual/command_texts.h"

namespace isotherm {
namespace {

constexpr const char* beginning = R"(# Commands

Every command and option, as the program declares them; `isotherm list --commands markdown` prints this page, and
`isotherm COMMAND --help` shows a part of it. All commands print text for people; with `--json` they print JSON, and errors
are JSON on standard error: `{"error": {where, what, fix, exit_code}}`.

Exit codes: 0 done, 2 wrong usage, 3 a limit or an expectation was broken or `check --strict` warned, 65 bad data (a stream,
a series, a run), 66 input missing, 70 internal error, 71 not enough memory or file handles, 73 output cannot be created, 74
it cannot be written (disk full), 75 another program writes it, 77 no permission, 78 bad scenario, 130 interrupted and 143
terminated (after saving), 141 the reader of our pipe went away. [errors.md](errors.md) explains each error by its number.
)";

// Escapes text for a cell of a table.
std::string table_cell(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::string option_row(const OptionText& option) {
    std::string name = option.names.empty()
                           ? option.value
                           : fmt::format("{}{}{}", fmt::join(option.names, ", "),
                                         option.value.empty() ? "" : " ", option.value);
    std::string help = table_cell(option.help);
    if (!option.choices.empty())
        help +=
            fmt::format(" ({})", table_cell(fmt::format("{}", fmt::join(option.choices, ", "))));
    if (option.required) help += "; *required*";
    if (option.repeated && !option.names.empty()) help += "; may be repeated";
    return fmt::format("| `{}` | {} |\n", table_cell(name), help);
}

}  // namespace

std::string command_reference(const std::vector<CommandText>& commands) {
    std::string text = beginning;
    for (const CommandText& command : commands) {
        text += fmt::format("\n## {}\n\n{}.\n\n| argument or option | what it is |\n|---|---|\n",
                            command.name, command.purpose);
        for (const OptionText& option : told_options(command)) text += option_row(option);
        if (!command.examples.empty()) text += fmt::format("\n```\n{}\n```\n", command.examples);
    }
    return text;
}

}  // namespace isotherm
