// SPDX-License-Identifier: Apache-2.0
#pragma once
// Findings of scenarios in which the cause is known beforehand.

#include <map>
#include <string>
#include <vector>

#include "app/report/findings_text.h"
#include "engine/insight/findings.h"
#include "tests/laws/run_of.h"

namespace isotherm {

struct Planted {
    explicit Planted(const std::string& text, const std::vector<Override>& overrides = {})
        : run(text, overrides), findings(findings_of(run.recording(), &run.report().scenario())) {}

    // The part of all throttled tries that a cause has, over all its findings.
    double share(ThrottleCause cause) const {
        double sum = 0;
        for (const ThrottleFinding& finding : findings)
            if (finding.cause == cause) sum += finding.share;
        return sum;
    }
    const ThrottleFinding& only() const { return findings.front(); }
    std::string text() const { return findings_text(run.recording(), findings); }
    // Whether each throttled try of a caller belongs to exactly one finding.
    bool books_balance() const {
        std::uint64_t sum = 0;
        for (const ThrottleFinding& finding : findings)
            if (finding.cause != ThrottleCause::collection_full) sum += finding.throttled;
        return sum == run.totals().throttled;
    }

    FinishedRun run;
    std::vector<ThrottleFinding> findings;
};

}  // namespace isotherm
