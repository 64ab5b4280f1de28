// SPDX-License-Identifier: Apache-2.0
#pragma once
// The actions of a workload in report.json.

#include <nlohmann/json_fwd.hpp>

#include "engine/recording/recording.h"

namespace isotherm {

// `workload`: index in Recording::workload_names, of a workload that runs as a flow.
nlohmann::ordered_json actions_json(const Recording& recording, std::size_t workload);

}  // namespace isotherm
