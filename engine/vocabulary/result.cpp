#include "engine/vocabulary/result.h"

#include <fmt/format.h>

#include <string_view>

namespace isotherm {
namespace {

// Length in bytes of the well-formed UTF-8 sequence at the front, or 0.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length = byte(0) < 0x80                       ? 1
                               : byte(0) >= 0xC2 && byte(0) <= 0xDF ? 2
                               : byte(0) >= 0xE0 && byte(0) <= 0xEF ? 3
                               : byte(0) >= 0xF0 && byte(0) <= 0xF4 ? 4
                                                                    : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
    }
    return length;
}

// Bidirectional controls could make a terminal show a name as another one.
bool reorders_text(std::string_view sequence) {
    return sequence == "\xE2\x80\x8E" || sequence == "\xE2\x80\x8F" ||
           (sequence >= "\xE2\x80\xAA" && sequence <= "\xE2\x80\xAE" && sequence.size() == 3) ||
           (sequence >= "\xE2\x81\xA6" && sequence <= "\xE2\x81\xA9" && sequence.size() == 3);
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_length(text.substr(i));
        const std::string_view sequence = text.substr(i, length == 0 ? 1 : length);
        const auto byte = static_cast<unsigned char>(sequence[0]);
        const bool c1_control =
            sequence.size() == 2 && byte == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
        if (length == 0 || byte < 0x20 || byte == 0x7F || c1_control || reorders_text(sequence)) {
            for (const char c : sequence) {
                out += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
            }
        } else {
            out += sequence;
        }
        i += sequence.size();
    }
    return out;
}

std::string Error::where() const {
    if (place.file.empty()) return place.path;
    std::string text = printable(place.file);
    if (place.line > 0) text += fmt::format(":{}", place.line);
    if (place.line > 0 && place.column > 0) text += fmt::format(":{}", place.column);
    return text;
}

std::string Error::text() const {
    const std::string at = where();
    std::string out =
        fmt::format("{}{}error[E{:04}]: {}\n", at, at.empty() ? "" : ": ", number, what);
    if (!place.source_line.empty() && place.column > 0) {
        // Very long lines (a minified scenario, a damaged trace) are cut around the column.
        constexpr std::size_t widest = 100;
        const bool cut = place.source_line.size() > widest && place.column > 80;
        const std::string line = cut ? "" : printable(place.source_line.substr(0, widest));
        if (!cut) {
            out += fmt::format("  {}\n  {:>{}}\n", line, "^", place.column);
        }
    }
    if (!fix.empty()) out += fmt::format("  help: {}\n", fix);
    return out;
}

}  // namespace isotherm
