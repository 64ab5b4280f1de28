// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The engine's messages in the user's language.

#include <QString>

#include "engine/vocabulary/message.h"

namespace isotherm {

// Returns an empty string for an empty message.
QString engine_words(const Message& message);
// Returns who asked for a change of capacity: a policy by its name, or "time series" in the user's
// language.
QString asked_by_words(const std::string& asked_by);

}  // namespace isotherm
