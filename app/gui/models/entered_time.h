// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Parsing of times that users type.

#include <QString>
#include <optional>

#include "engine/vocabulary/time.h"

namespace isotherm {

// Parses "90", "1:30", "01:02:03", "1d 02:03:04", "90s" or "5m" as time since the start; nullopt:
// any other text.
std::optional<SimDuration> entered_time(const QString& text);

}  // namespace isotherm
