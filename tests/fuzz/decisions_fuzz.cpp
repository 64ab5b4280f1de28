// SPDX-License-Identifier: Apache-2.0
// Fuzzes prepared readings: any JSON must result in a case or in errors, and a case in at most one
// decision per check, whatever its numbers are.

#include "engine/backtest/backtest_decisions.h"
#include "engine/vocabulary/message_json.h"
#include "tests/fuzz/fuzz_target.h"

ISOTHERM_FUZZ_TARGET(decisions) {
    using namespace isotherm;
    const Era era = *era_named("2018");
    const auto decision_case = read_decision_case(std::string(input), "case.json", era);
    if (!decision_case.ok()) return must_be_told_well(decision_case.errors());
    const auto made = run_decisions(decision_case.value(), era);
    for (const MadeDecision& decision : made)
        must_hold(decision.after.read >= 0 && decision.after.write >= 0,
                  "capacity is not negative");
    for (const MadeDecision& decision : made)
        must_hold(parse_message(message_text(decision.reason)) == decision.reason,
                  "a reason can be written and read back");
}
