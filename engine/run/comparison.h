// SPDX-License-Identifier: Apache-2.0
#pragma once
// Run B against run A: the same requests on something else, or something else on the same. What
// came out otherwise, and whether other seeds would say so, too.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/billing/statement.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// What a run is judged by, over its first seconds.
struct RunFigures {
    std::int64_t seconds = 0;
    std::uint64_t tries = 0;
    std::uint64_t throttled = 0;
    std::optional<double> bill;  // US dollars; none where a price is not known

    double throttled_share() const {
        return tries > 0 ? static_cast<double>(throttled) / static_cast<double>(tries) : 0;
    }
};

// What the first `seconds` of a run would have been billed, storage and begun hours with it.
Statement bill_until(const Recording& recording, const Scenario& scenario, std::int64_t seconds);

// Of all tables and indexes up to `seconds`, or what there is.
RunFigures figures_of(const Recording& recording, const Scenario& scenario, std::int64_t seconds);

inline constexpr std::string_view without_mark = "without ";

// What B's scenario says otherwise than A's, "tables.votes.capacity.write = 2000", and what it has
// not, "without changes.raise". Changes made live are in it.
std::vector<std::string> differences(const Scenario& a, const Scenario& b);

// B minus A, in pairs of runs with the same seed: common random numbers, so that what is left of
// chance is small.
class PairedDifference {
public:
    void add(double a, double b) { differences_.push_back(b - a); }

    std::size_t pairs() const { return differences_.size(); }
    double mean() const;
    // Half of the 95 % confidence interval, by Student's t; infinite below two pairs.
    double half_width() const;
    // Whether the interval lies on one side of zero.
    bool clear() const;

private:
    std::vector<double> differences_;
};

}  // namespace isotherm
