// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tries remedies: runs the scenario with and without each of them, with the same seeds (common
// random numbers), so that what differs is what the remedy does.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/insight/remedy.h"
#include "engine/run/comparison.h"
#include "engine/run/sweep.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// A scenario as its text, with what the command line sets.
struct TriedText {
    std::string text;
    std::string file;  // for messages and relative paths
    std::vector<Override> overrides;

    Result<Scenario> scenario() const;
};

// The figures of one run.
struct TrialFigures {
    std::uint64_t throttled = 0;
    std::uint64_t attempts = 0;        // with the calls that a cache answered instead of the table
    bool debt_grows = false;           // at the end of the run; see run_end.h
    std::vector<std::string> broken;   // names of the expectations that do not hold
    std::optional<double> cost_month;  // US dollars; nullopt if a price is not known
    std::optional<double> p99_ms;      // of all actions; nullopt without flows

    double throttled_share() const {
        return attempts > 0 ? static_cast<double>(throttled) / static_cast<double>(attempts) : 0;
    }
};

enum class TrialVerdict : std::uint8_t {
    cures,      // nothing is throttled in any run, and no debt grows at the end
    helps,      // clearly fewer are throttled
    no_effect,  // the interval contains zero
    worsens
};
inline constexpr std::array<std::string_view, 4> verdict_names{"cures", "helps", "no_effect",
                                                               "worsens"};
// A search takes a number as enough if at most this share is throttled, for example because tries
// come at the same instant when a run starts, and no debt grows at the end.
inline constexpr double cured_share = 0.001;

struct TriedRemedy {
    Remedy remedy;
    std::string text;                  // the scenario with it
    std::vector<TrialFigures> after;   // by seed
    PairedDifference throttled_share;  // after - before
    TrialVerdict verdict = TrialVerdict::no_effect;
};

struct Trials {
    std::vector<TrialFigures> before;  // by seed
    // In the order of the remedies, those that make no difference last; without those that the
    // scenario's era refuses.
    std::vector<TriedRemedy> tried;
};

struct TrialExecution {
    std::size_t seeds = 5;
    std::size_t threads = 1;
    std::function<bool()> stopping = [] { return false; };  // called often; true: stop
    // Called after each run, by one thread at a time.
    std::function<void(std::size_t done, std::size_t all)> done = [](std::size_t, std::size_t) {};
};

// Runs the base scenario and each remedy with each seed. nullopt if stopped; errors if an input
// cannot be read.
Result<std::optional<Trials>> try_remedies(const TriedText& base, std::vector<Remedy> remedies,
                                           const TrialExecution& how);

// Mean over the runs that have the number.
SweepMean mean_of(const std::vector<TrialFigures>& runs,
                  const std::function<std::optional<double>(const TrialFigures&)>& number);

}  // namespace isotherm
