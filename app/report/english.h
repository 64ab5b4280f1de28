// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the engine has to say, in English: on the console and in files.

#include <string>

#include "engine/vocabulary/message.h"

namespace isotherm {

// "" for a message that says nothing. Names are as users gave them; see printable.
std::string english(const Message& message);

}  // namespace isotherm
