// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Times as people type them.

#include <QString>
#include <optional>

#include "engine/vocabulary/time.h"

namespace isotherm {

// "90", "1:30", "01:02:03", "1d 02:03:04", "90s", "5m": seconds from the start; nullopt for others.
std::optional<SimDuration> entered_time(const QString& text);

}  // namespace isotherm
