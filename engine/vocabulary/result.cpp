// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/result.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace isotherm {
namespace {

// Returns the part of the line before `column`, which counts characters from 1.
std::string_view before_column(std::string_view line, std::int64_t column) {
    std::size_t bytes = 0;
    for (std::int64_t left = column - 1; bytes < line.size(); ++bytes) {
        if (!continues_character(line[bytes]) && left-- == 0) break;
    }
    return line.substr(0, bytes);
}

}  // namespace

std::string Error::where() const {
    if (place.file.empty()) return printable(place.path);
    std::string text = printable(place.file);
    if (place.line > 0) text += fmt::format(":{}", place.line);
    if (place.line > 0 && place.column > 0) text += fmt::format(":{}", place.column);
    return text;
}

// All parts are escaped here, because they may contain names from users' files.
std::string Error::text() const {
    const std::string at = where();
    std::string out = fmt::format("{}{}error[E{:04}]: {}\n", at, at.empty() ? "" : ": ",
                                  digits_of(number), printable(what));
    if (!place.source_line.empty() && place.column > 0) {
        // A very long line (a minified scenario, a damaged trace) is cut, or not shown if the
        // column is far to the right.
        constexpr std::size_t widest = 100;
        const bool cut = place.source_line.size() > widest && place.column > 80;
        if (!cut) {
            const std::string line = printable(place.source_line.substr(0, widest));
            const auto before =
                characters_in(printable(before_column(place.source_line, place.column)));
            // If the fault is at the end of the line, such as a missing last quote, the caret is
            // placed after the line's last character.
            const std::int64_t behind =
                std::max<std::int64_t>(0, place.column - 1 - characters_in(place.source_line));
            out += fmt::format("  {}\n  {:>{}}\n", line, "^", before + behind + 1);
        }
    }
    if (!fix.empty()) out += fmt::format("  help: {}\n", printable(fix));
    return out;
}

}  // namespace isotherm
