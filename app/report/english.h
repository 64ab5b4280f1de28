// SPDX-License-Identifier: Apache-2.0
#pragma once
// The engine's messages in English, for the console and for files.

#include <string>

#include "engine/vocabulary/message.h"

namespace isotherm {

// Returns "" for an empty message. The text contains names as users gave them, so print it through
// printable.
std::string english(const Message& message);

}  // namespace isotherm
