// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a plan has to keep: --keep 'throttled_share <= 0.1 %', as [limits] and [expect] of a
// scenario are written.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/expectation.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Without any --keep, and without a limit in the scenario.
inline constexpr std::string_view usual_promise = "throttled_share <= 0.1 %";

struct Keep {
    std::string text;  // as the user wrote it
    Expectation expectation;
    // The largest allowed share of throttled tries, if that is what it says.
    std::optional<double> throttled_share;
    bool about_cost = false;  // more capacity does not help to keep it
};

class Promise {
public:
    // Names of [limits] stand for their figure: throttled_share, given_up_share, cost_per_month.
    // Errors have the exit code `usage`.
    static Result<Promise> read(const std::vector<std::string>& texts);

    // An error (78) for each figure that no report of this shape has.
    Errors unknown_in(const nlohmann::ordered_json& shape) const;

    std::vector<JudgedExpectation> judge(const nlohmann::ordered_json& report) const;

    const std::vector<Keep>& keeps() const { return keeps_; }
    // The smallest share that any part allows to be throttled; 0 if none speaks of it.
    double most_throttled() const;
    // Whether each table can be judged by itself: it speaks of nothing but the share of throttled
    // tries and of cost.
    bool by_table() const;

private:
    std::vector<Keep> keeps_;
};

}  // namespace isotherm
