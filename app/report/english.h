// SPDX-License-Identifier: Apache-2.0
#pragma once
// The engine's messages in English, for the console and for files.

#include <functional>
#include <string>
#include <string_view>

#include "engine/vocabulary/message.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// Returns "" for an empty message. The text contains names as users gave them, so print it through
// printable.
std::string english(const Message& message);

// Returns the given English form in another language. {0} to {5} stand for the arguments.
using Wording = std::function<std::string(std::string_view)>;
// The message in the language of `wording`.
std::string worded(const Message& message, const Wording& wording);

// For example "90s" or "60.1 s": from a second on, durations that are not whole seconds are rounded
// to tenths.
std::string duration_text(SimDuration duration);

}  // namespace isotherm
