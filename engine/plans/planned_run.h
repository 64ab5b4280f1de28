// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs of a scenario with other settings, for a plan: what they throttle and what they cost.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/insight/trials.h"
#include "engine/plans/payment.h"
#include "engine/plans/promise.h"
#include "engine/plans/table_setting.h"
#include "engine/requests/shared_inputs.h"
#include "engine/run/run_report.h"

namespace isotherm {

// Tries of callers.
struct TryCounts {
    std::uint64_t attempts = 0;
    std::uint64_t throttled = 0;

    double share() const {
        return attempts > 0 ? static_cast<double>(throttled) / static_cast<double>(attempts) : 0;
    }
};

struct PlannedRun {
    TryCounts all;
    std::map<std::string, TryCounts> tables;  // with their indexes
    std::map<std::string, bool> debt_grows;   // at the end of the run, by table; see run_end.h
    std::vector<JudgedExpectation> judged;    // the promise, part by part
    std::vector<bool> about_cost;             // the same parts
    BilledUse use;
    std::optional<double> list_month;  // US dollars, without commitments

    // Whether the promise is kept; that about cost is left out if `without_cost`.
    bool keeps(bool without_cost) const;
};

// A table's part of what is billed, and its month at list price.
BilledUse use_of_table(const BilledUse& use, const std::string& table);
std::optional<double> list_month_of(const BilledUse& use, const Scenario& scenario);

class PlanRuns {
public:
    // Looks at the whole run before it is forgotten.
    using Inspect = std::function<void(const RunReport&)>;

    PlanRuns(TriedText base, const Promise& promise, std::function<bool()> stopping)
        : base_(std::move(base)), promise_(promise), stopping_(std::move(stopping)) {}

    // The scenario with the edits; settings of the command line that an edit decides do not apply.
    Result<Scenario> scenario(const std::vector<RemedyEdit>& edits, bool as_cells) const;
    std::optional<std::string> text(const std::vector<RemedyEdit>& edits) const {
        return with_edits(base_.text, edits);
    }
    // nullopt if stopped.
    Result<std::optional<PlannedRun>> run(const Scenario& scenario, std::int64_t seed,
                                          const Inspect& inspect = {}) const;
    bool stopped() const { return stopping_(); }
    const TriedText& base() const { return base_; }
    const std::function<bool()>& stopping() const { return stopping_; }
    const Promise& promise() const { return promise_; }

private:
    TriedText base_;
    const Promise& promise_;
    std::function<bool()> stopping_;
    std::shared_ptr<SharedInputs> inputs_ = SharedInputs::hold();
};

}  // namespace isotherm
