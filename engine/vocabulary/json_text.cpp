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

// Returns the part of the library's message after "[json.exception.parse_error.101] parse error at
// line 1, column 5: ".
std::string plain_reason(std::string_view text) {
    const std::size_t colon = text.find(": ");
    return printable(colon == text.npos ? text : text.substr(colon + 2));
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
        return wrong(place_of_byte(text, file_name, byte), plain_reason(error.what()),
                     "correct the JSON");
    } catch (const Json::exception& error) {
        return wrong({.file = file_name}, plain_reason(error.what()), "correct the JSON");
    }
}

std::string written_json(const nlohmann::ordered_json& json) {
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace isotherm
