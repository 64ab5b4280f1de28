// SPDX-License-Identifier: Apache-2.0
#include "app/report/record_lines.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t line_most = 400;  // characters, without the indentation
constexpr std::size_t level_indent = 2;

std::string scalar_text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}
std::string name_text(const std::string& name) { return scalar_text(Json(name)) + ": "; }

// Returns what is left of `room` characters after the JSON on one line; nullopt if it does not fit.
// It looks no further than the room reaches.
std::optional<std::size_t> room_after(const Json& json, std::size_t room) {
    constexpr std::size_t around = 2;  // brackets, or a comma and a space
    const auto take = [&room](std::size_t characters) {
        if (characters > room) return false;
        room -= characters;
        return true;
    };
    if (!json.is_structured())
        return take(scalar_text(json).size()) ? std::optional(room) : std::nullopt;
    if (!take(around)) return std::nullopt;
    for (const auto& [name, part] : json.items()) {
        if (json.is_object() && !take(name_text(name).size())) return std::nullopt;
        const auto left = room_after(part, room);
        if (!left || *left < around) return std::nullopt;
        room = *left - around;
    }
    return room;
}

void write(const Json& json, std::size_t indent, std::string& text) {
    if (!json.is_structured()) {
        text += scalar_text(json);
        return;
    }
    const bool one_line = room_after(json, line_most).has_value();
    const auto break_line = [&](std::size_t spaces) {
        if (!one_line) text.append(1, '\n').append(spaces, ' ');
    };
    text += json.is_object() ? '{' : '[';
    bool first = true;
    for (const auto& [name, part] : json.items()) {
        if (!first) text += one_line ? ", " : ",";
        first = false;
        break_line(indent + level_indent);
        if (json.is_object()) text += name_text(name);
        write(part, indent + level_indent, text);
    }
    break_line(indent);
    text += json.is_object() ? '}' : ']';
}

}  // namespace

std::string record_lines(const Json& json) {
    std::string text;
    write(json, 0, text);
    return text;
}

}  // namespace isotherm
