// SPDX-License-Identifier: Apache-2.0
#include "engine/backtest/backtest.h"

#include <algorithm>
#include <utility>
#include <cassert>
#include <cmath>

#include "engine/scaling/capacity_bounds.h"

namespace isotherm {
namespace {

constexpr SimDuration one_minute = 60s;

// Time in which an empty, unused bucket fills (300 seconds of unused capacity, Developer Guide).
SimDuration saved_window(const Era& era) {
    return std::max(era.allocated_window, era.burst_window);
}

// The bucket of one side, updated at whole minutes and when its rate changes. Levels are 128-bit
// nano-units, so that 300 s of the highest rate fit and nothing is rounded.
class BurstBucket {
public:
    BurstBucket() = default;
    BurstBucket(std::int64_t rate, SimDuration window, double filled)
        : rate_(rate),
          window_(window),
          burst_(static_cast<__int128>(static_cast<double>(capacity(window)) * filled)) {}

    // Serves `demand` that is spread over `time`. Returns the admitted part.
    std::int64_t serve(std::int64_t demand, SimDuration time) {
        const __int128 available = burst_ + capacity(time);
        const std::int64_t consumed =
            available < demand ? static_cast<std::int64_t>(available) : demand;
        burst_ = std::min(available - consumed, capacity(window_));
        return consumed;
    }
    void set_rate(std::int64_t rate) {
        rate_ = rate;
        burst_ = std::min(burst_, capacity(window_));
    }
    // Returns the capacity of `time` in nano-units: 1 unit per second = 1,000 nano-units per
    // microsecond.
    __int128 capacity(SimDuration time) const { return __int128{rate_} * 1'000 * time.count(); }
    std::int64_t rate() const { return rate_; }
    __int128 burst() const { return burst_; }

private:
    std::int64_t rate_ = 0;
    SimDuration window_{};
    __int128 burst_ = 0;
};

// Returns the part of a minute's demand that falls before `offset`, rounded down. Parts of the
// minute are differences of these values, so they add up to the exact demand.
std::int64_t demand_until(std::int64_t demand, SimDuration offset) {
    if (offset == one_minute) return demand;  // the most frequent case
    if (offset == 0s) return 0;
    return static_cast<std::int64_t>(static_cast<__int128>(demand) * offset.count() /
                                     one_minute.count());
}

class BacktestRun {
public:
    BacktestRun(const BacktestSeries& series, const BacktestOptions& options,
                const ScalingPolicyKind& policy, const BacktestObserver& observer)
        : series_(series),
          options_(options),
          observer_(observer),
          operator_(policy.start({.era = options_.era, .is_index = options.is_index})),
          ledger_(DecreaseLimits::of(options_.era)),
          provisioned_(start_of(series, options)),
          peak_(provisioned_),
          partitions_(partitions_at_creation(options_.era, provisioned_, Bytes{0})) {
        interval_ = options.check_interval.value_or(operator_.check_interval());
        result_.start = provisioned_;
        for (const Side side : both_sides) {
            const std::int64_t rate = provisioned_.of(side);
            buckets_[side] =
                BurstBucket(rate, saved_window(options_.era), options_.era.initial_burst);
            BacktestSide& summary = result_.sides[side];
            summary.lowest = summary.highest = rate;
        }
        next_check_ = series.first;
    }

    BacktestResult run() {
        for (std::size_t i = 0; i < series_.minutes(); ++i) run_minute(i);
        for (const Side side : both_sides) {
            result_.sides[side].last = provisioned_.of(side);
        }
        charge_hour();
        return std::move(result_);
    }

private:
    void run_minute(std::size_t i) {
        const WallTime begin = series_.first + std::chrono::minutes(i);
        const WallTime end = begin + one_minute;
        const std::size_t first_request = result_.requests.size();
        BySide<BacktestMinute> minute;
        for (WallTime now = begin; now < end;) {
            control(now);
            if (now == begin) open(minute, i);
            const WallTime upto = std::min({end, next_check_, pending_ ? effective_ : end});
            for (const Side s : both_sides) {
                const std::int64_t demand = demand_until(minute[s].demand, upto - begin) -
                                            demand_until(minute[s].demand, now - begin);
                minute[s].consumed += buckets_[s].serve(demand, upto - now);
                result_.sides[s].provisioned += buckets_[s].capacity(upto - now);
            }
            now = upto;
        }
        close(minute, series_.first + std::chrono::minutes(i));
        if (observer_) {
            observer_(i, minute, std::span(result_.requests).subspan(first_request));
        }
    }

    void open(BySide<BacktestMinute>& minute, std::size_t i) const {
        for (const Side s : both_sides) {
            minute[s].demand = series_.demand[s][i];
            minute[s].provisioned = buckets_[s].rate();
        }
    }

    // The highest throughput within an hour is charged for the whole hour.
    void meter(const BySide<BacktestMinute>& minute, UtcMinute time) {
        const auto hour = std::chrono::floor<std::chrono::hours>(time);
        if (hour != hour_) charge_hour();
        hour_ = hour;
        for (const Side side : both_sides) {
            hour_most_[side] =
                std::max({hour_most_[side], minute[side].provisioned, provisioned_.of(side)});
        }
    }

    void charge_hour() {
        result_.charged_hours += hour_most_[Side::read] > 0;
        for (const Side s : both_sides)
            result_.sides[s].charged_unit_hours += std::exchange(hour_most_[s], 0);
    }

    void close(BySide<BacktestMinute>& minute, UtcMinute time) {
        meter(minute, time);
        for (const Side side : both_sides) {
            BacktestMinute& one = minute[side];
            one.throttled = one.demand - one.consumed;
            one.burst_left = buckets_[side].burst();
            BacktestSide& summary = result_.sides[side];
            summary.demand += one.demand;
            summary.consumed += one.consumed;
            summary.throttled += one.throttled;
            summary.throttled_minutes += one.throttled > 0 ? 1 : 0;
            const auto units = [](std::int64_t nano) {
                return static_cast<double>(nano) / static_cast<double>(nano_units_per_unit);
            };
            // The series does not say how many units a request takes, so each throttled unit counts
            // as one event.
            history_.record(time, side, units(one.consumed),
                            divided_up(one.throttled, nano_units_per_unit), units(one.demand));
        }
    }

    // Handles what is due at `now`: applies accepted throughput, then runs the policy's checks.
    void control(WallTime now) {
        if (pending_ && effective_ <= now) apply();
        while (next_check_ <= now) {
            check(now);
            next_check_ += interval_;
            if (pending_ && effective_ <= now) apply();
        }
    }

    void check(WallTime now) {
        ++result_.checks;
        const ScalingView view{.now = now,
                               .metrics = MetricView(history_, now, options_.metric_delay),
                               .provisioned = provisioned_,
                               .active = !pending_,
                               .decreases_left = ledger_.left(now)};
        for (ScalingRequest& request : operator_.check(
                 view, [&](const ScalingDecision& decision) { return ask(decision, now); })) {
            if (request.answer.accepted)
                start(request);
            else
                ++result_.refusals[request.answer.exception];
            result_.requests.push_back(std::move(request));
        }
    }

    UpdateTableAnswer ask(const ScalingDecision& decision, WallTime now) {
        const std::int64_t partitions =
            partitions_after_change(options_.era, partitions_, decision.wanted);
        const ThroughputChange change{.resource = "the table",
                                      .present = provisioned_,
                                      .wanted = decision.wanted,
                                      .earlier_peak = peak_,
                                      .partitions_to_split = partitions - partitions_,
                                      .active = !pending_,
                                      .decreases = &ledger_};
        UpdateTableAnswer answer =
            update_table(options_.era, options_.durations, {.changes = {&change, 1}}, now);
        if (answer.accepted && options_.scaling_delay) answer.lasts = *options_.scaling_delay;
        return answer;
    }

    void start(const ScalingRequest& request) {
        pending_ = request.decision.wanted;
        effective_ = request.effective();
        for (const Side side : both_sides) {
            BacktestSide& summary = result_.sides[side];
            const std::int64_t wanted = request.decision.wanted.of(side);
            summary.scale_outs += wanted > request.before.of(side) ? 1 : 0;
            summary.scale_ins += wanted < request.before.of(side) ? 1 : 0;
        }
    }

    void apply() {
        partitions_ = partitions_after_change(options_.era, partitions_, *pending_);
        provisioned_ = *pending_;
        pending_.reset();
        for (const Side side : both_sides) {
            const std::int64_t rate = provisioned_.of(side);
            buckets_[side].set_rate(rate);
            BacktestSide& summary = result_.sides[side];
            summary.lowest = std::min(summary.lowest, rate);
            summary.highest = std::max(summary.highest, rate);
            side_of(peak_, side) = std::max(peak_.of(side), rate);
        }
    }

    const BacktestSeries& series_;
    BacktestOptions options_;
    const BacktestObserver& observer_;
    ResourceOperator operator_;
    DecreaseLedger ledger_;
    MetricHistory history_;
    BySide<BurstBucket> buckets_;
    Throughput provisioned_;
    Throughput peak_;
    std::int64_t partitions_;
    SimDuration interval_{};
    WallTime next_check_;
    std::optional<Throughput> pending_;
    WallTime effective_;
    std::chrono::sys_time<std::chrono::hours> hour_{};
    BySide<std::int64_t> hour_most_{};  // highest provisioned since hour_ began
    BacktestResult result_;
};

bool throttles(const std::vector<std::int64_t>& demand, std::int64_t rate, const Era& era) {
    BurstBucket bucket(rate, saved_window(era), era.initial_burst);
    return std::any_of(demand.begin(), demand.end(), [&bucket](std::int64_t asked) {
        return bucket.serve(asked, one_minute) < asked;
    });
}

}  // namespace

Throughput start_of(const BacktestSeries& series, const BacktestOptions& options) {
    Throughput start = options.start;
    for (const Side side : both_sides) {
        std::int64_t& units = side_of(start, side);
        if (units > 0 || series.minutes() == 0) continue;
        // ceil(nano-units of the first minute / (60 seconds x start_utilization (0.7) x 1e9
        // nano-units per unit)), in integers.
        const std::int64_t per_unit =
            60 * in_millionths(start_utilization) * (nano_units_per_unit / millionths);
        const auto& recorded = series.recorded_of(side).provisioned;
        units = recorded.empty() ? divided_up(series.of(side).front(), per_unit) : recorded.front();
    }
    return {std::max<std::int64_t>(start.read, 1), std::max<std::int64_t>(start.write, 1)};
}

std::int64_t BacktestResult::refused() const {
    std::int64_t count = 0;
    for (const auto& [exception, times] : refusals) count += times;
    return count;
}

BacktestResult run_backtest(const BacktestSeries& series, const BacktestOptions& options,
                            const ScalingPolicyKind& policy, const BacktestObserver& observer) {
    BacktestResult result = BacktestRun(series, options, policy, observer).run();
    for (const Side side : both_sides) {
        if (!options.find_best_fixed) break;
        result.sides[side].best_fixed = smallest_fixed(series, side, options.era);
    }
    return result;
}

std::int64_t smallest_fixed(const BacktestSeries& series, Side side, const Era& era) {
    const std::vector<std::int64_t>& demand = series.of(side);
    const std::int64_t most = demand.empty() ? 0 : *std::max_element(demand.begin(), demand.end());
    // Binary search works because a higher rate fills the bucket faster and makes it larger: if a
    // rate throttles nothing, no higher rate throttles anything.
    std::int64_t throttling = 0;
    std::int64_t enough = std::max<std::int64_t>(divided_up(most, 60 * nano_units_per_unit), 1);
    while (throttling + 1 < enough) {
        const std::int64_t middle = throttling + (enough - throttling) / 2;
        (throttles(demand, middle, era) ? throttling : enough) = middle;
    }
    return enough;
}

}  // namespace isotherm
