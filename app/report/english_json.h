// SPDX-License-Identifier: Apache-2.0
#pragma once
// report.json for people: the sentences beside the codes.

#include <nlohmann/json_fwd.hpp>

namespace isotherm {

// `text` of events, `reason` and `refusal` of capacity changes, in English.
nlohmann::ordered_json in_english(nlohmann::ordered_json report);

}  // namespace isotherm
