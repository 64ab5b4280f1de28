// SPDX-License-Identifier: Apache-2.0
#pragma once
// JSON form of messages in files: {"code": "used", "arguments": ["write", 71.5]}.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/message.h"

namespace isotherm {

// Writes times in microseconds, sizes in bytes, and sides as "read" and "write".
nlohmann::ordered_json message_json(const Message& message);
// Returns the message's JSON as one line of text.
std::string message_text(const Message& message);
// Parse a message; nullopt if the text or JSON is not a message of this version.
std::optional<Message> parse_message(std::string_view text);
std::optional<Message> message_of(const nlohmann::ordered_json& json);

}  // namespace isotherm
