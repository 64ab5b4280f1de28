// SPDX-License-Identifier: Apache-2.0
#pragma once
// What key expressions amount to, as text for people and as JSON for programs.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/scenario/key_facts.h"

namespace isotherm {

// One line a key; empty if there is none.
std::string key_facts_text(const std::vector<KeyFacts>& facts);
nlohmann::ordered_json key_facts_json(const std::vector<KeyFacts>& facts);

}  // namespace isotherm
