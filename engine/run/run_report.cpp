// SPDX-License-Identifier: Apache-2.0
#include "engine/run/run_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/run/report_json.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<BrokenLimit> find_broken_limits(const Limits& limits, const Totals& totals,
                                            const Statement& month) {
    std::vector<BrokenLimit> broken;
    if (limits.cost_per_month > 0 && month.total.in_dollars() > limits.cost_per_month) {
        broken.push_back(
            {"cost_per_month",
             fmt::format("a month with this load costs ${}{}; the scenario allows at most ${:.2f}",
                         month.total.text(), month.complete() ? "" : " or more",
                         limits.cost_per_month)});
    }
    const double throttled = share(totals.throttled, totals.attempts);
    const double given_up = share(totals.given_up, totals.requests);
    if (throttled > limits.throttled_share.value) {
        broken.push_back(
            {"throttled_share",
             fmt::format("{} of the tries were throttled; the scenario allows at most {}",
                         percent(throttled, 2), text_of(limits.throttled_share))});
    }
    if (throttled < limits.throttled_share_least.value) {
        broken.push_back(
            {"throttled_share_least",
             fmt::format("only {} of the tries were throttled; the scenario expects at least {}",
                         percent(throttled, 2), text_of(limits.throttled_share_least))});
    }
    if (given_up > limits.given_up_share.value) {
        broken.push_back(
            {"given_up_share",
             fmt::format("{} of the requests failed for good; the scenario allows at most {}",
                         percent(given_up, 2), text_of(limits.given_up_share))});
    }
    return broken;
}

}  // namespace

std::string fingerprint_text(const Recorder& recorder) {
    Fingerprint both;
    both.add(recorder.arrivals_fingerprint());
    both.add(recorder.outcomes_fingerprint());
    return fmt::format("{:016x}", both.value());
}

RunReport::RunReport(const Scenario& scenario, const Recorder& recorder, bool complete)
    : scenario_(&scenario),
      recording_(&recorder.recording()),
      complete_(complete),
      arrivals_fingerprint_(fmt::format("{:016x}", recorder.arrivals_fingerprint())),
      outcomes_fingerprint_(fmt::format("{:016x}", recorder.outcomes_fingerprint())) {
    fingerprint_ = fingerprint_text(recorder);
    bill_ = run_bill(*recording_, scenario);
    // Limits apply to complete runs only.
    if (!complete_) return;
    broken_limits_ = find_broken_limits(scenario.limits, recording_->totals(), bill_.bill.month);
    Json report;  // made at the first use
    for (const auto& [name, expectation] : scenario.expectations) {
        if (!scenario.judges(expectation)) continue;
        if (report.is_null()) report = json();
        expectations_.push_back(judged(name, expectation, report));
    }
}

bool RunReport::keeps_promises() const {
    return broken_limits_.empty() &&
           std::all_of(expectations_.begin(), expectations_.end(),
                       [](const JudgedExpectation& one) { return one.holds; });
}

Json RunReport::json() const {
    return report_json({.scenario = *scenario_,
                        .recording = *recording_,
                        .bill = bill_,
                        .complete = complete_,
                        .fingerprint = fingerprint_,
                        .arrivals_fingerprint = arrivals_fingerprint_,
                        .outcomes_fingerprint = outcomes_fingerprint_,
                        .broken_limits = broken_limits_,
                        .expectations = expectations_});
}

}  // namespace isotherm
