// SPDX-License-Identifier: Apache-2.0
#pragma once
// Causes of throttling and their remedies in the language of a page.

#include "app/report/run_directory/page.h"
#include "engine/insight/remedy.h"

namespace isotherm {

// "A hot key".
Markup cause_name(const Page& page, ThrottleCause cause);
// What the cause means, in a sentence or two.
Markup cause_meaning(const Page& page, ThrottleCause cause);
// "write shards".
Markup remedy_name(const Page& page, RemedyKind kind);

}  // namespace isotherm
