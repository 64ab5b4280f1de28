// SPDX-License-Identifier: Apache-2.0
#pragma once
// Adds English sentences to report.json, next to the codes of messages.

#include <nlohmann/json_fwd.hpp>

namespace isotherm {

// Adds `text` to events, and `reason` and `refusal` to capacity changes.
nlohmann::ordered_json in_english(nlohmann::ordered_json report);

}  // namespace isotherm
