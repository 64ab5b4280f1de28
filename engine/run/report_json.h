// SPDX-License-Identifier: Apache-2.0
#pragma once
// report.json: a stable contract; keys are added and never renamed. resources/docs/report.md lists
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
    std::string text;  // "2.1 % of the tries were throttled; the scenario allows at most 0.1 %"
};

// The data from which a report is made.
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

// Builds report.json. Messages are stored as codes; the program that shows them adds sentences in
// the user's language.
nlohmann::ordered_json report_json(const ReportParts& parts);

// Returns the structure of this scenario's reports: every path that a report may have, with one
// example element in each list; see Figure::unknown_in.
nlohmann::ordered_json report_shape(const Scenario& scenario);

}  // namespace isotherm
