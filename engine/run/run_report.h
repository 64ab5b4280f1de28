// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a run says at its end: totals, limits, fingerprint; as JSON for programs. The text for
// people is in app/report.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/recording/recorder.h"
#include "engine/run/report_json.h"
#include "engine/run/run_bill.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Of all arrivals and of what became of them, in order; 16 hexadecimal digits.
std::string fingerprint_text(const Recorder& recorder);

class RunReport {
public:
    // `complete` is false for a run that was stopped early.
    RunReport(const Scenario& scenario, const Recorder& recorder, bool complete);

    // Hash of all arrivals and of what became of them, in order; 16 hexadecimal digits.
    const std::string& fingerprint() const { return fingerprint_; }
    const std::vector<BrokenLimit>& broken_limits() const { return broken_limits_; }
    // Of a whole run, those that this era is judged by.
    const std::vector<JudgedExpectation>& expectations() const { return expectations_; }
    // Neither a limit nor an expectation is broken.
    bool keeps_promises() const;
    const Recording& recording() const { return *recording_; }
    const Scenario& scenario() const { return *scenario_; }
    bool complete() const { return complete_; }

    const RunBill& bill() const { return bill_; }

    // report.json: a stable contract, keys are added and never renamed.
    nlohmann::ordered_json json() const;

private:
    const Scenario* scenario_;
    const Recording* recording_;
    bool complete_;
    std::string arrivals_fingerprint_;
    std::string outcomes_fingerprint_;
    std::string fingerprint_;
    RunBill bill_;
    std::vector<BrokenLimit> broken_limits_;
    std::vector<JudgedExpectation> expectations_;
};

}  // namespace isotherm
