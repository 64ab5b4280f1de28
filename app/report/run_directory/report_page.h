// SPDX-License-Identifier: Apache-2.0
#pragma once
// report.html: a run as one page for people that needs nothing else, no network either. Made from
// what a run directory holds, so that stored runs give the same page.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

enum class PageLanguage : std::uint8_t { english, japanese };

struct PageSource {
    const Recording& recording;
    const nlohmann::ordered_json& report;  // as in report.json
    const Scenario* scenario = nullptr;    // nullptr: not known, so no remedies are named
    std::string scenario_text = {};        // as it was read
    std::string version = {};              // of the program that simulated
};

std::string report_page(const PageSource& source, PageLanguage language);

}  // namespace isotherm
