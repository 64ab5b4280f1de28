// SPDX-License-Identifier: Apache-2.0
#pragma once
// report.json: a stable contract; keys are added and never renamed. resources/docs/report.md has
// them all.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/recording/recording.h"
#include "engine/run/run_bill.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

struct BrokenLimit {
    std::string name;  // "throttled_share"
    std::string text;  // "2.1 % of the tries were throttled; the scenario allows 0.1 %"
};

// What a report is made from.
struct ReportParts {
    const Scenario& scenario;
    const Recording& recording;
    const RunBill& bill;
    bool complete = true;
    std::string fingerprint = {};
    std::string arrivals_fingerprint = {};
    std::string outcomes_fingerprint = {};
    std::vector<BrokenLimit> broken_limits = {};
    std::vector<JudgedExpectation> expectations = {};
};

// What it has to say is in codes; sentences are added by whoever knows a language.
nlohmann::ordered_json report_json(const ReportParts& parts);

// The shape of this scenario's reports: every path one may have, with an example in each list; see
// Figure::unknown_in.
nlohmann::ordered_json report_shape(const Scenario& scenario);

}  // namespace isotherm
