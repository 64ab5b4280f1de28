// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the engine has to say, in the user's language.

#include <QString>

#include "engine/vocabulary/message.h"

namespace isotherm {

// Empty for a message that says nothing.
QString engine_words(const Message& message);
// Who asked for a change of capacity: a policy by its name, or the operator of a time series.
QString asked_by_words(const std::string& asked_by);

}  // namespace isotherm
