// SPDX-License-Identifier: Apache-2.0
// Evenly spaced arrivals: the k-th request comes exactly k intervals after the start, rounded down
// to a microsecond. Integer arithmetic, so that the times are exact at any rate and after any time.

#include <algorithm>
#include <limits>

#include "workloads/synthetic/arrival_clock.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {
namespace {

// An interval is step_ + rest_ / whole_ microseconds; fractions are carried over to the next
// interval.
class EvenTimes final : public ArrivalTimes {
public:
    EvenTimes(RequestRate rate, SimDuration start_after, std::int64_t count, SimDuration duration)
        : whole_(rate.milli_requests),
          step_(rate.per.count() * 1'000 / whole_),
          rest_(rate.per.count() * 1'000 % whole_),
          time_(start_after.count()),
          end_(duration.count()),
          left_(count) {}

    std::size_t fill(std::span<SimTime> times) override {
        const std::size_t wanted = std::min(times.size(), static_cast<std::size_t>(left_));
        std::int64_t time = time_;
        std::int64_t parts = parts_;
        std::size_t filled = 0;
        for (; filled < wanted; ++filled) {
            parts += rest_;
            const std::int64_t carried = parts >= whole_ ? 1 : 0;
            parts -= carried * whole_;
            time += step_ + carried;
            if (time >= end_) {
                left_ = 0;
                return filled;
            }
            times[filled] = SimTime(SimDuration(time));
        }
        time_ = time;
        parts_ = parts;
        left_ -= static_cast<std::int64_t>(filled);
        return filled;
    }
    void state(StateVisitor& visit) override {
        visit(parts_, time_, left_);
        visit.require(left_ >= 0);
    }

private:
    std::int64_t whole_;
    std::int64_t step_;
    std::int64_t rest_;
    std::int64_t parts_ = 0;
    std::int64_t time_;
    std::int64_t end_;
    std::int64_t left_;
};

class Constant final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "rate",
                     .help = "request rate, evenly spaced",
                     .lowest = rate_lowest,
                     .highest = rate_highest,
                     .required = true,
                     .also = "rps tps qps requests_per_second throughput"},
                    rate_);
        visit.field({.name = "start_after",
                     .help = "time before the first interval; the first request ends it",
                     .highest = in_seconds(longest_run)},
                    start_after_);
        visit.field(
            {.name = "count", .help = "number of requests after which arrivals stop; 0: no limit"},
            count_);
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        const std::int64_t count = count_ == 0 ? std::numeric_limits<std::int64_t>::max() : count_;
        return std::make_unique<EvenTimes>(rate_, start_after_, count, context.duration);
    }
    SimDuration begins_last() const override { return start_after_; }
    bool independent() const override { return false; }

    RateCurve rate_curve(SimDuration duration, const RunPlace&) const override {
        const double rate = rate_.per_second();
        SimDuration end = duration;
        const double lasts = static_cast<double>(count_) / rate;
        if (count_ > 0 && lasts < in_seconds(duration - start_after_))
            end = start_after_ + SimDuration(static_cast<std::int64_t>(lasts * 1e6));
        RateCurve curve{.stretches = {}, .even = true, .bursts = {}};
        if (start_after_ < end)
            curve.stretches.push_back({sim_start + start_after_, sim_start + end, rate, rate});
        return curve;
    }

private:
    RequestRate rate_{1'000'000, 1s};
    SimDuration start_after_{};
    std::int64_t count_ = 0;
};

const Registered<ArrivalShape, Constant> constant_entry("constant",
                                                        "evenly spaced, no randomness at all",
                                                        {R"(rate = "400/s")"});

}  // namespace
}  // namespace isotherm
