// SPDX-License-Identifier: Apache-2.0
#pragma once
// Remedies and what came of trying them, in English.

#include <string>
#include <vector>

#include "engine/insight/trials.h"

namespace isotherm {

// "write shards", for headings and comments.
std::string_view remedy_text(RemedyKind kind);
// "throttled 33.3 % before, 0.0 % after …", for one remedy.
std::string trial_text(const TriedRemedy& tried, const Trials& trials);
// All findings, each with its numbered remedies.
std::string fix_text(const Recording& recording, const std::vector<ThrottleFinding>& findings,
                     const Trials& trials);
// How much the load of a run without throttling could grow.
std::string growth_text(const Recording& recording);

}  // namespace isotherm
