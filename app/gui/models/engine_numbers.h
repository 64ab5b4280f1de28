// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Numbers in the engine's messages, in the user's language.

#include <QString>

#include "engine/vocabulary/message.h"
#include "engine/vocabulary/says.h"

namespace isotherm {

QString engine_number(double number, Meaning meaning);

}  // namespace isotherm
