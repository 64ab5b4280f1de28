// SPDX-License-Identifier: Apache-2.0
#pragma once
// The cheapest settings of a scenario that keep a promise. What its tables are asked for is
// recorded in a run with ample capacity; backtests on that find candidates in milliseconds; runs
// with the same seeds (common random numbers) find how much room each needs, and runs with other
// seeds prove the choice.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/insight/throttle_finding.h"
#include "engine/plans/planned_run.h"
#include "engine/run/sweep_axis.h"

namespace isotherm {

struct PlanQuestion {
    TriedText base;
    const Promise& promise;
    std::vector<SweepAxis> over;  // further settings to choose from
    PaymentChoices payments;
    std::size_t seeds = 5;  // that the choice is proved with
    std::size_t threads = 1;
    std::function<bool()> stopping = [] { return false; };
    // Called after each run, by one thread at a time.
    std::function<void(std::size_t runs)> done = [](std::size_t) {};
};

// What was chosen for a table.
struct PlannedTable {
    std::string name;
    TableSetting setting;
    std::optional<double> list_now, list_month;  // US dollars a month, without commitments
    double throttled_now = 0;                    // share of the tries; likewise the others
    double throttled = 0;                        // mean over the seeds that prove it
    std::optional<double> throttled_with_less;   // with the next smaller capacity that was tried
    std::string less;                            // that capacity
    bool lives_on_burst = false;  // with less, it would not throttle yet, but spend saved burst
    bool kept = false;
    std::size_t kept_in = 0;  // seeds
};

struct FrontierPoint {
    std::vector<std::string> settings;  // "votes: target 70 %, 20 to 400 units"
    double throttled_share = 0;
    double cost_month = 0;          // at list prices
    std::vector<RemedyEdit> edits;  // of the scenario
};

struct ScenarioPlan {
    bool kept = false;                 // the promise, in all seeds that prove it
    std::vector<PlannedTable> tables;  // the largest saving first
    std::vector<RemedyEdit> edits;     // all settings of the plan
    std::string text;                  // the scenario with them
    Payment payment;
    std::optional<double> cost_now;  // a month as the scenario pays
    TryCounts now;                   // with the first seed
    SweepMean throttled_share;       // over the seeds that prove it
    std::size_t kept_in = 0, seeds = 0;
    std::vector<std::string> broken;        // parts of the promise, where it is not kept
    std::vector<ThrottleFinding> findings;  // what throttles then
    std::vector<FrontierPoint> frontier;    // cheapest first
    std::vector<std::string> left_out;      // series of tables, whose capacity stays
    // [changes] that go, because the plan decides the throughput; with their tables.
    std::vector<std::pair<std::string, std::string>> dropped;
    // Settings of --over with which the scenario cannot run, and why.
    std::vector<std::pair<std::string, std::string>> refused;
    std::size_t tried = 0;  // settings that were run
    std::size_t runs = 0;
    bool as_cells = false;  // whether the search counted requests instead of following each
};

// nullopt if stopped; errors if an input cannot be read.
Result<std::optional<ScenarioPlan>> plan_scenario(const PlanQuestion& question);

}  // namespace isotherm
