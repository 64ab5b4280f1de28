// SPDX-License-Identifier: Apache-2.0
#pragma once
// The result of a run: totals, broken limits and fingerprint, as JSON for programs. app/report
// writes the text for people.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/recording/recorder.h"
#include "engine/run/report_json.h"
#include "engine/run/run_bill.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Returns the fingerprint: a hash of all arrivals and their outcomes, in order, as 16 hexadecimal
// digits.
std::string fingerprint_text(const Recorder& recorder);

class RunReport {
public:
    // `complete` is false for a run that was stopped early.
    RunReport(const Scenario& scenario, const Recorder& recorder, bool complete);

    // Hash of all arrivals and their outcomes, in order; 16 hexadecimal digits.
    const std::string& fingerprint() const { return fingerprint_; }
    const std::vector<BrokenLimit>& broken_limits() const { return broken_limits_; }
    // The expectations that apply to this era, with their results; empty for a run that was stopped
    // early.
    const std::vector<JudgedExpectation>& expectations() const { return expectations_; }
    // Whether no limit is broken and every expectation holds.
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
