// SPDX-License-Identifier: Apache-2.0
#pragma once
// Messages in files: {"code": "used", "arguments": ["write", 71.5]}.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/message.h"

namespace isotherm {

// Times are microseconds, sizes bytes, sides "read" and "write".
nlohmann::ordered_json message_json(const Message& message);
// On one line.
std::string message_text(const Message& message);
// nullopt for what is no message of this version.
std::optional<Message> parse_message(std::string_view text);
std::optional<Message> message_of(const nlohmann::ordered_json& json);

}  // namespace isotherm
