// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/written/toml_lines.h"

#include <algorithm>

#include <fmt/format.h>

namespace isotherm {
namespace {

// Column at which comments begin.
constexpr std::size_t comment_column = 36;

// Comments must not contain line ends and control characters, which names in files may have.
std::string one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return line;
}

}  // namespace

void TomlLines::line(std::string line, std::string_view comment) {
    if (!comment.empty()) {
        if (line.size() < comment_column) line.resize(comment_column, ' ');
        line += (line.ends_with(' ') ? "# " : "  # ") + one_line(comment);
    }
    text_ += line + '\n';
}

void TomlLines::comment(std::string_view text) { text_ += "# " + one_line(text) + '\n'; }

void TomlLines::table(std::string_view path, std::string_view comment) {
    line(fmt::format("[{}]", path), comment);
}

void TomlLines::set(std::string_view name, std::string_view value, std::string_view comment) {
    line(fmt::format("{} = {}", name, value), comment);
}

void InlineTable::set(std::string_view name, std::string_view value) {
    if (!members_.empty()) members_ += ", ";
    members_ += fmt::format("{} = {}", name, value);
}

std::string percent_value(double share) {
    // One digit after the point from 1 % on, four below; a share has no exponent.
    const double percent = share * 100;
    std::string number = fmt::format("{:.{}f}", percent, percent >= 1 ? 1 : 4);
    number.resize(number.find_last_not_of('0') + 1);
    if (number.ends_with('.')) number.pop_back();
    return fmt::format("\"{} %\"", number);
}

std::string joined_remarks(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        text += (text.empty() ? "" : "; ") + part;
    }
    return text;
}

}  // namespace isotherm
