// SPDX-License-Identifier: Apache-2.0
#include "engine/toml/toml_writer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace isotherm {

std::string toml_quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

std::string toml_key(std::string_view name) {
    const bool bare = !name.empty() && name.find_first_not_of(
                                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                           "0123456789_-") == std::string_view::npos;
    return bare ? std::string(name) : toml_quoted(name);
}

std::string toml_key(const TomlPath& path) {
    std::string key;
    for (const std::string& name : path) key += (key.empty() ? "" : ".") + toml_key(name);
    return key;
}

std::string toml_of(double value) { return fmt::format("{}", value); }
std::string toml_of(std::int64_t value) { return fmt::format("{}", value); }
std::string toml_of(bool value) { return value ? "true" : "false"; }
std::string toml_of(const std::string& value) { return toml_quoted(value); }
std::string toml_of(SimDuration value) { return toml_quoted(text_of(value)); }
std::string toml_of(WallTime value) { return utc_text(value); }
std::string toml_of(Bytes value) { return toml_quoted(text_of(value)); }
std::string toml_of(Share value) { return toml_quoted(text_of(value)); }
std::string toml_of(RequestRate value) { return toml_quoted(text_of(value)); }

std::string toml_of(Amount value) {
    const std::string text = text_of(value);
    return value.percent && text.ends_with('%') ? toml_quoted(text) : text;
}

std::string toml_of(const std::vector<double>& values) {
    return fmt::format("[{}]", fmt::join(values, ", "));
}

std::string toml_of(const std::vector<std::string>& values) {
    std::vector<std::string> texts;
    for (const std::string& value : values) texts.push_back(toml_of(value));
    return fmt::format("[{}]", fmt::join(texts, ", "));
}

}  // namespace isotherm
