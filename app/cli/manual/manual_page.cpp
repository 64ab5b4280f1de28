// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/manual/command_texts.h"

namespace isotherm {
namespace {

// Escapes what groff would read as a command: backslashes, hyphens that are typed, and a dot or an
// apostrophe at the start of a line.
std::string groff(const std::string& text) {
    std::string out;
    bool line_start = true;
    for (const char c : text) {
        if (line_start && (c == '.' || c == '\'')) out += "\\&";
        line_start = c == '\n';
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return out;
}

std::string option_paragraph(const OptionText& option) {
    std::string head = fmt::format("{}", fmt::join(option.names, ", "));
    if (option.names.empty())
        head = option.value;
    else if (!option.value.empty())
        head += " " + option.value;
    std::string text = fmt::format(".TP\n.B {}\n{}", groff(head), groff(option.help));
    if (!option.choices.empty())
        text += groff(fmt::format(" (one of {})", fmt::join(option.choices, ", ")));
    if (option.repeated && !option.names.empty()) text += " (may be repeated)";
    return text + ".\n";
}

std::string command_section(const CommandText& command) {
    std::string text =
        fmt::format(".SS \"isotherm {}\"\n{}.\n", command.name, groff(command.purpose));
    for (const OptionText& option : told_options(command)) text += option_paragraph(option);
    if (!command.examples.empty())
        text += fmt::format(".PP\n.nf\n{}\n.fi\n", groff(command.examples));
    return text;
}

constexpr const char* end_of_page = R"(.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 2
Wrong usage.
.TP
.B 3
A limit or an expectation was broken, or \fBcheck \-\-strict\fR warned.
.TP
.B 65
Bad data: a stream, a series or a stored run.
.TP
.B 66
An input is missing.
.TP
.B 70
An internal error.
.TP
.B 71
Not enough memory or file handles.
.TP
.B 73, 74, 75, 77
An output cannot be created, cannot be written, is being written by another program, or is not permitted.
.TP
.B 78
A bad scenario.
.TP
.B 130, 143
Interrupted or terminated, after saving.
.TP
.B 141
The reader of the output has gone.
.SH FILES
.TP
.I /usr/share/isotherm
Scenarios, lessons, samples, prices and JSON schemas.
.TP
.I /usr/share/doc/isotherm
The documents.
.SH SEE ALSO
.BR isotherm\-gui (1)
)";

}  // namespace

std::string manual_page(const std::vector<CommandText>& commands, const std::string& version) {
    std::string text = fmt::format(
        ".\\\" Printed by isotherm list --commands man.\n"
        ".TH ISOTHERM 1 \"\" \"Isotherm {}\" \"User Commands\"\n"
        ".SH NAME\nisotherm \\- simulate the throughput of DynamoDB tables\n"
        ".SH SYNOPSIS\n.B isotherm\n.I COMMAND\n[\\fIOPTION\\fR]...\n"
        ".SH DESCRIPTION\n"
        "Isotherm replays synthetic or recorded requests against partitioned tables with\n"
        "provisioned or on\\-demand capacity. It shows where and why a table throttles, what "
        "would\n"
        "end that, and what it costs.\n"
        ".SH COMMANDS\n",
        version);
    for (const CommandText& command : commands) text += command_section(command);
    return text + end_of_page;
}

}  // namespace isotherm
