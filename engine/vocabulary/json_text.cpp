// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/json_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "engine/vocabulary/text_file.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest = 64;

// Why the text is no JSON, judged by the byte at which reading it ended.
std::string broken_at(std::string_view text, std::size_t byte) {
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    if (last == text.npos || byte > last) return "the JSON ends inside an object, a list or a text";
    const auto c = static_cast<unsigned char>(text[byte]);
    if (c < 0x20)
        return "a text in the JSON has a line break or a control character; JSON writes \\n";
    constexpr std::size_t shown_most = 20;
    const std::string_view rest = text.substr(byte, std::min(shown_most, text.size() - byte));
    const std::string_view shown = rest.substr(0, rest.find_first_of("\r\n"));
    return fmt::format(
        "the JSON is broken at \"{}\": a name, a value, or one of , : ] }} is "
        "expected here",
        printable(shown));
}

}  // namespace

Result<Json> parse_json_text(const std::string& text, const std::string& file_name,
                             ExitCode exit_code, ErrorNumber number) {
    if (auto error = find_encoding_error(text, file_name)) {
        error->exit_code = exit_code;
        return *std::move(error);
    }
    const auto wrong = [&](Place place, std::string what, std::string fix) {
        return Error{exit_code, number, std::move(place), std::move(what), std::move(fix)};
    };
    std::vector<std::set<std::string>> names;  // names so far in each open object
    std::optional<std::string> twice;
    bool too_deep = false;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
        too_deep = too_deep || depth > deepest;
        if (event == Json::parse_event_t::object_start) names.emplace_back();
        if (event == Json::parse_event_t::object_end) names.pop_back();
        if (event == Json::parse_event_t::key) {
            const auto& name = value.get_ref<const std::string&>();
            if (!names.back().insert(name).second && !twice) twice = name;
        }
        return true;
    };
    try {
        Json json = Json::parse(text, watch);
        if (too_deep) {
            return wrong({.file = file_name}, fmt::format("nested deeper than {}", deepest),
                         "this is not a file of the kind expected here");
        }
        if (twice) {
            return wrong(
                {.file = file_name},
                fmt::format("the name \"{}\" occurs twice in one object", printable(*twice)),
                "remove one of them");
        }
        return json;
    } catch (const Json::parse_error& error) {
        const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
        return wrong(place_of_byte(text, file_name, byte), broken_at(text, byte),
                     "correct the JSON");
    } catch (const Json::exception&) {
        return wrong({.file = file_name}, "the JSON has a number that no program can hold",
                     "correct the JSON");
    }
}

std::string written_json(const nlohmann::ordered_json& json) {
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace isotherm
