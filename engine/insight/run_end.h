// SPDX-License-Identifier: Apache-2.0
#pragma once
// What would follow if a run went on.

#include <string>

#include "engine/recording/recording.h"

namespace isotherm {

// Whether, when the run ends, an index falls further behind its table, or a partition spends saved
// burst on a demand above its limit; or whether the whole run took more than was provisioned for
// it. Each of them ends in throttling, however long the run lasted without. Looks at the table of
// that name and its indexes; at all tables if it is empty.
bool debt_grows(const Recording& recording, const std::string& table);

}  // namespace isotherm
