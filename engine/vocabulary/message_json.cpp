// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/message_json.h"

#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Messages of the engine are nested at most three levels deep, but a file can nest them deeper.
constexpr int deepest_message = 16;

Json value_json(const MessageValue& value, Meaning meaning) {
    if (meaning == Meaning::side || meaning == Meaning::unit)
        return std::get<std::int64_t>(value) == 0 ? "read" : "write";
    if (meaning == Meaning::message) return message_json(std::get<MessageList>(value).front());
    if (meaning == Meaning::messages) {
        Json list = Json::array();
        for (const Message& one : std::get<MessageList>(value)) list.push_back(message_json(one));
        return list;
    }
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return std::get<std::int64_t>(value);
}

std::optional<Message> message_of(const Json& json, int depth);

std::optional<MessageValue> messages_of(const Json& json, int depth) {
    std::vector<Message> list;
    for (const Json& one : json) {
        auto message = message_of(one, depth + 1);
        if (!message) return std::nullopt;
        list.push_back(*std::move(message));
    }
    return list;
}

std::optional<MessageValue> value_of(const Json& json, Meaning meaning, int depth) {
    switch (meaning) {
        case Meaning::name:
        case Meaning::asker:
            if (!json.is_string()) return std::nullopt;
            return json.get<std::string>();
        case Meaning::side:
        case Meaning::unit:
            if (json != "read" && json != "write") return std::nullopt;
            return std::int64_t{json == "write"};
        case Meaning::message:
            return messages_of(Json::array({json}), depth);
        case Meaning::messages:
            if (!json.is_array()) return std::nullopt;
            return messages_of(json, depth);
        case Meaning::amount:
        case Meaning::tenths:
        case Meaning::hundredths:
        case Meaning::whole:
        case Meaning::percent:
        case Meaning::rounded:
        case Meaning::points:
        case Meaning::dollars:
        case Meaning::quantity:
            if (!json.is_number()) return std::nullopt;
            return json.get<double>();
        case Meaning::count:
        case Meaning::large:
        case Meaning::duration:
        case Meaning::moment:
        case Meaning::utc:
        case Meaning::size:
        case Meaning::outcome:
            if (!json.is_number_integer()) return std::nullopt;
            return json.get<std::int64_t>();
    }
    return std::nullopt;
}

std::optional<Message> message_of(const Json& json, int depth) {
    if (depth > deepest_message || !json.is_object() || !json.contains("code") ||
        !json["code"].is_string())
        return std::nullopt;
    const auto says = says_named(json["code"].get_ref<const std::string&>());
    if (!says) return std::nullopt;
    const std::string_view meanings = form_of(*says).meanings;
    const Json arguments = json.value("arguments", Json::array());
    if (!arguments.is_array() || arguments.size() != meanings.size()) return std::nullopt;
    Message message{*says, {}};
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        auto value = value_of(arguments[i], static_cast<Meaning>(meanings[i]), depth);
        if (!value) return std::nullopt;
        message.arguments.push_back(*std::move(value));
    }
    return message;
}

}  // namespace

Json message_json(const Message& message) {
    const MessageForm& form = form_of(message.says);
    Json arguments = Json::array();
    for (std::size_t i = 0; i < message.arguments.size(); ++i)
        arguments.push_back(
            value_json(message.arguments[i], static_cast<Meaning>(form.meanings[i])));
    return {{"code", form.name}, {"arguments", std::move(arguments)}};
}

std::string message_text(const Message& message) {
    return message_json(message).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Message> message_of(const Json& json) { return message_of(json, 0); }

std::optional<Message> parse_message(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? std::nullopt : message_of(json, 0);
}

}  // namespace isotherm
