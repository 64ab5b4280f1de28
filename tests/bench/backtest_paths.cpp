// SPDX-License-Identifier: Apache-2.0
// A scaling policy over a year of minutes, and plans of recorded weeks.

#include <algorithm>
#include <stdexcept>

#include "engine/backtest/backtest.h"
#include "engine/plans/series_plan.h"
#include "engine/vocabulary/random_stream.h"
#include "tests/answers/peers/recorded_weeks.h"
#include "tests/bench/bare_kernels.h"
#include "tests/bench/bench_path.h"

namespace isotherm::bench {
namespace {

constexpr std::int64_t minutes_of_year = 525'600;

// A daily wave between 10 and 82 units per second with a tenth of noise, reads and writes.
BacktestSeries wave(std::int64_t minutes) {
    BacktestSeries made;
    made.first = UtcMinute{std::chrono::sys_days{std::chrono::year{2018} / 1 / 1}};
    RandomStream random(1, "bench");
    for (std::int64_t i = 0; i < minutes; ++i) {
        const std::int64_t of_day = i % 1'440;
        const std::int64_t base = 100 + std::min(of_day, 1'440 - of_day);
        for (auto& side : made.demand) {
            const auto noise =
                static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(base / 10)));
            side.push_back((base + noise) * 6 * nano_units_per_unit);
        }
    }
    return made;
}

std::int64_t minutes_of(double share) {
    return std::max<std::int64_t>(1'440, static_cast<std::int64_t>(share * minutes_of_year));
}

Done backtest(const char* policy, double share) {
    const std::int64_t minutes = minutes_of(share);
    const auto kind = Catalog<ScalingPolicyKind>::instance().create(policy);
    const BacktestResult result = run_backtest(wave(minutes), {}, *kind);
    return {static_cast<std::uint64_t>(minutes), std::to_string(result.requests.size())};
}

// The cheapest settings without throttling of the five weeks that are kept with the answers of
// peers. The fingerprint is what they charge.
Done plans_of_weeks(double) {
    BillingSettings billing;
    const PriceBook book = billing.chosen_book();
    BacktestOptions options;
    options.find_best_fixed = false;
    Done done;
    for (const RecordedWeek& week : recorded_weeks()) {
        const BacktestSeries series = series_of_week(week);
        const SeriesPlan plan = plan_series({.series = series,
                                             .options = options,
                                             .book = book,
                                             .billing = billing,
                                             .payments = {false, false, false},
                                             .on_demand = false});
        if (!plan.chosen) throw std::runtime_error("no plan of " + week.name);
        done.requests += week.units.size();
        done.fingerprint +=
            std::to_string(plan.chosen->result->of(Side::write).charged_unit_hours) + "/";
    }
    return done;
}

}  // namespace

std::vector<BenchPath> backtest_paths() {
    // The peer has no console program. Whoever measures writes a script of this name, which feeds
    // the peer's ddb-sim.ts with a year of minutes.
    const Anchor peer{"dynamodb-scaling-simulator",
                      Peer{"dynamodb-scaling-simulator", [] { return std::vector<std::string>(); }},
                      0.05, true};
    // Both make the series first, which takes 15 ns a minute or so.
    const Anchor bare{"bare loop",
                      [](double share) { return bare_backtest(wave(minutes_of(share))); }};
    // Likewise a script that gives the same weeks (tests/golden/peers/README.md) to the optimiser
    // of the peer, `optimize` of its pricing.ts, one after the other.
    const Anchor optimizer{
        "dynamodb-scaling-simulator's optimiser",
        Peer{"dynamodb-scaling-simulator-optimizer", [] { return std::vector<std::string>(); }}, 0,
        true};
    return {
        {"plan, five recorded weeks", plans_of_weeks, {optimizer}},
        {"backtest, target tracking, a year",
         [](double share) { return backtest("target_tracking", share); },
         {bare, peer}},
        {"backtest, Dynamic DynamoDB, a year",
         [](double share) { return backtest("dynamic_dynamodb", share); },
         {bare}},
    };
}

}  // namespace isotherm::bench
