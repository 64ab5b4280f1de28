// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of report.json about workloads that read streams.

#include <nlohmann/json_fwd.hpp>

#include "engine/recording/recording.h"

namespace isotherm {

// By workload.
nlohmann::ordered_json consumers_json(const Recording& recording);

}  // namespace isotherm
