// SPDX-License-Identifier: Apache-2.0
#pragma once
// Comparison of run B with run A: how their scenarios and results differ, and whether the
// difference holds for other seeds, too.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/billing/statement.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// The key figures of a run over its first `seconds` seconds.
struct RunFigures {
    std::int64_t seconds = 0;
    std::uint64_t tries = 0;
    std::uint64_t throttled = 0;
    std::optional<double> bill;  // US dollars; nullopt when a price is not known

    double throttled_share() const {
        return tries > 0 ? static_cast<double>(throttled) / static_cast<double>(tries) : 0;
    }
};

// Returns the bill of the run's first `seconds` seconds, including storage and begun hours.
Statement bill_until(const Recording& recording, const Scenario& scenario, std::int64_t seconds);

// Returns the figures of all tables and indexes over the first `seconds` seconds, or over the
// recorded time if that is shorter.
RunFigures figures_of(const Recording& recording, const Scenario& scenario, std::int64_t seconds);

inline constexpr std::string_view without_mark = "without ";

// Lists the settings of B's scenario that differ from A's, such as "tables.votes.capacity.write =
// 2000", and the sections that only A has, such as "without changes.raise". Includes changes made
// live.
std::vector<std::string> differences(const Scenario& a, const Scenario& b);

// Mean difference B - A over pairs of runs. Both runs of a pair use the same seed (common random
// numbers), so the difference contains little random variation.
class PairedDifference {
public:
    void add(double a, double b) { differences_.push_back(b - a); }

    std::size_t pairs() const { return differences_.size(); }
    double mean() const;
    // Half the width of the 95 % confidence interval, by Student's t; infinite for fewer than two
    // pairs.
    double half_width() const;
    // Whether the confidence interval excludes zero.
    bool clear() const;

private:
    std::vector<double> differences_;
};

}  // namespace isotherm
