// SPDX-License-Identifier: Apache-2.0
#pragma once
// Many runs of one scenario: every combination of the varied settings, each with several seeds. All
// settings use the same seeds (common random numbers), so that differences between settings contain
// little random variation.
//
// Runs are numbered from 0: all seeds of the first setting, then all of the second. What is
// reported depends only on the plan, never on threads, parts, or the order in which runs end.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/shared_inputs.h"
#include "engine/run/sweep_axis.h"
#include "engine/scenario/figure.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Plans with more runs need the user's consent.
inline constexpr std::uint64_t sweep_runs_most = 100'000;

// A number that is taken from the report of each run.
struct SweepNumber {
    std::string name;
    std::string text;  // of the figure
    Figure figure;
};

class SweepPlan {
public:
    std::string file;                 // the scenario
    std::vector<Override> overrides;  // of every run
    std::vector<SweepAxis> axes;
    bool zipped = false;      // vary all settings together, instead of all combinations
    std::uint64_t seeds = 1;  // runs of each setting
    std::vector<SweepNumber> numbers;
    std::int64_t first_seed = 1;  // set by check()
    std::string identity;         // set by check(): hash of all that decides the results

    // Checks the plan and every setting, and reads the scenario. Returns all errors, up to 20.
    Errors check();

    std::uint64_t settings() const;
    std::uint64_t runs() const { return settings() * seeds; }
    std::uint64_t setting_of(std::uint64_t run) const { return run / seeds; }
    std::int64_t seed_of(std::uint64_t run) const {
        return first_seed + static_cast<std::int64_t>(run % seeds);
    }
    // The values of the varied settings, in the order of `axes`.
    std::vector<std::string> values_of(std::uint64_t setting) const;
    Result<Scenario> scenario_of(std::uint64_t setting) const;

private:
    Errors check_axes() const;
    Errors check_numbers(const Scenario& scenario) const;
};

// Throttled share and number, requests given up, consumed units, and cost per month, which is
// absent if a price is missing.
std::vector<SweepNumber> usual_sweep_numbers();

struct SweepRun {
    std::uint64_t number = 0;
    std::string fingerprint;                     // 16 hexadecimal digits; empty if the run failed
    std::vector<std::optional<double>> numbers;  // in the order of the plan; nullopt: absent
    std::string failure;                         // why the run failed; empty: it did not
};

// Does single runs of a plan, which must outlive it. Keeps the scenario for the next run of the
// same setting, and what all runs of the process can share: decoded streams, tables of keys.
class SweepRunner {
public:
    explicit SweepRunner(const SweepPlan& plan) : plan_(plan) {}

    // nullopt if `stopping`, which is called often, said to stop.
    std::optional<SweepRun> run(std::uint64_t number, const std::function<bool()>& stopping);

private:
    const SweepPlan& plan_;
    std::shared_ptr<SharedInputs> inputs_ = SharedInputs::hold();
    std::optional<Scenario> scenario_;
    std::uint64_t setting_ = 0;
};

struct SweepExecution {
    std::size_t threads = 1;
    std::uint64_t part = 0, parts = 1;  // run only the numbers with number % parts == part
    std::function<bool(std::uint64_t run)> finished = [](std::uint64_t) { return false; };
    std::function<bool()> stopping = [] { return false; };  // called often; true: stop
    // Called after each run, by one thread at a time. false: stop.
    std::function<bool(const SweepRun&)> done = [](const SweepRun&) { return true; };
};

// Runs what is not finished yet. A run that is stopped half-way is not reported.
void run_sweep(const SweepPlan& plan, const SweepExecution& how);

// Mean of a number over the seeds of a setting, with its 95 % confidence interval by Student's t.
struct SweepMean {
    std::uint64_t seeds = 0;                // runs that have the number
    std::optional<double> mean, low, high;  // no interval for fewer than two seeds
};
SweepMean mean_over_seeds(const std::vector<std::optional<double>>& values);

}  // namespace isotherm
