// SPDX-License-Identifier: Apache-2.0
#pragma once
// Caches in report.json, and what the table units that they saved would have cost.

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// The price in US dollars of the units that a cache saved: on demand the price of these units; else
// that of the same number of units provisioned, each for the second in which it would have served.
// nullopt: a price is not in the scenario's price book.
std::optional<double> saved_price(const Recording& recording, const Scenario& scenario,
                                  const CacheRecord& record);

// By the name of the cache.
nlohmann::ordered_json caches_json(const Recording& recording, const Scenario& scenario);

}  // namespace isotherm
