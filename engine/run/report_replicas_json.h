// SPDX-License-Identifier: Apache-2.0
#pragma once
// The parts of report.json about global tables: replication between Regions, and Regions that fail.

#include <nlohmann/json_fwd.hpp>

#include "engine/recording/recording.h"

namespace isotherm {

// By the table that is written to, such as "orders@eu".
nlohmann::ordered_json replicas_json(const Recording& recording);
// By the name of the outage.
nlohmann::ordered_json outages_json(const Recording& recording);

}  // namespace isotherm
