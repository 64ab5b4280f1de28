// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rate limiter of botocore's adaptive retry mode. It measures the rate of answers; from the
// first throttled answer on it limits the rate of sends, which falls by 30 % with each throttled
// answer and recovers along a cubic curve (as TCP CUBIC).
//
// Arithmetic in doubles, because botocore's is; only with + - x / and exact_math.h.

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/exact_math.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

class AdaptiveLimiter {
public:
    explicit AdaptiveLimiter(SimTime created = sim_start)
        : last_bucket_(std::floor(seconds_of(created))) {}

    // An answer came; `throttled`: it was a throttling error.
    void answered(SimTime when, bool throttled) {
        const double now = seconds_of(when);
        measure(now);
        double rate = 0;
        if (throttled) {
            most_ = on_ ? std::min(measured_, fill_) : measured_;
            on_ = true;
            recovers_in_ = most_ > 0 ? exact::exp(exact::log(most_ * (1 - beta) / scale) / 3) : 0;
            throttled_at_ = now;
            rate = beta * most_;
        } else {
            const double since = now - throttled_at_ - recovers_in_;
            rate = scale * since * since * since + most_;
        }
        set_rate(std::min(rate, 2 * measured_), now);
    }

    // When the next call may be sent: `now` takes a token.
    SimTime may_send(SimTime now) {
        if (!on_) return now;
        refill(seconds_of(now));
        if (tokens_ >= 1) {
            tokens_ -= 1;
            return now;
        }
        // A rate that is not damaged is at least `least_rate`: no wait is longer than 2 s.
        const double microseconds = std::min(std::ceil((1 - tokens_) / fill_ * 1e6), 2e6);
        const auto wait = static_cast<std::int64_t>(microseconds);
        return now + SimDuration(std::max<std::int64_t>(wait, 1));
    }

    bool on() const { return on_; }
    double measured() const { return measured_; }  // answers per second
    double rate() const { return fill_; }          // calls per second

    void state(StateVisitor& visit) {
        visit(on_, last_bucket_, count_, measured_, most_, recovers_in_, throttled_at_, fill_,
              capacity_, tokens_, refilled_, refilled_at_);
        constexpr double most = 1e15;  // seconds, calls or calls per second
        for (const double value : {last_bucket_, count_, measured_, most_, recovers_in_,
                                   throttled_at_, fill_, capacity_, tokens_, refilled_at_})
            visit.require(std::abs(value) <= most);
        visit.require(fill_ >= least_rate);
    }

private:
    static constexpr double beta = 0.7;
    static constexpr double scale = 0.4;
    static constexpr double smoothing = 0.8;
    static constexpr double least_rate = 0.5;  // calls per second

    static double seconds_of(SimTime time) { return in_seconds(time.time_since_epoch()); }

    // The answer that opens a new bucket of half a second is counted in the old one.
    void measure(double now) {
        const double bucket = std::floor(now * 2) / 2;
        count_ += 1;
        if (bucket <= last_bucket_) return;
        const double present = count_ / (bucket - last_bucket_);
        measured_ = present * smoothing + measured_ * (1 - smoothing);
        count_ = 0;
        last_bucket_ = bucket;
    }
    void refill(double now) {
        if (refilled_) tokens_ = std::min(capacity_, tokens_ + (now - refilled_at_) * fill_);
        refilled_ = true;
        refilled_at_ = now;
    }
    void set_rate(double rate, double now) {
        refill(now);
        fill_ = std::max(rate, least_rate);
        capacity_ = std::max(rate, 1.0);
        tokens_ = std::min(tokens_, capacity_);
    }

    bool on_ = false;
    double last_bucket_;
    double count_ = 0;
    double measured_ = 0;
    double most_ = 0;         // the rate at the last throttled answer
    double recovers_in_ = 0;  // seconds until the curve reaches it again
    double throttled_at_ = 0;
    double fill_ = 1;      // tokens per second
    double capacity_ = 1;  // tokens
    double tokens_ = 0;
    bool refilled_ = false;
    double refilled_at_ = 0;
};

}  // namespace isotherm
