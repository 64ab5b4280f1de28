// SPDX-License-Identifier: Apache-2.0
// A source that alternates between independent arrivals (on) and silence (off), each lasting an
// exponentially distributed time (an interrupted Poisson process). Its bursts do not average out
// within seconds, which makes it hard to choose limits for a table. The initial state is drawn as
// if the source had been running for a long time.

#include "workloads/synthetic/arrival_clock.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {
namespace {

struct OnOffSettings {
    RequestRate rate{1'000'000, 1s};
    SimDuration on_mean = 10s;
    SimDuration off_mean = 50s;
};

class OnOffTimes final : public ArrivalTimes {
public:
    OnOffTimes(const OnOffSettings& settings, const ShapeContext& context)
        : random_(context.random),
          mean_gap_(1 / requests_per_tick(settings.rate)),
          rounded_(mean_gap_),
          on_mean_(static_cast<double>(ticks_of(settings.on_mean))),
          off_mean_(static_cast<double>(ticks_of(settings.off_mean))),
          end_(ticks_of(context.duration)) {
        on_ = random_.unit() * (on_mean_ + off_mean_) < on_mean_;
        state_end_ = next_state_end();
    }

    std::size_t fill(std::span<SimTime> times) override {
        std::size_t filled = 0;
        while (filled < times.size() && clock_ < end_) {
            const Ticks gap = on_ ? rounded_(random_.exponential() * mean_gap_) : end_;
            if (gap >= state_end_ - clock_) {
                clock_ = state_end_;
                on_ = !on_;
                state_end_ = next_state_end();
                continue;
            }
            clock_ += gap;
            times[filled++] = time_at(clock_);
        }
        return filled;
    }
    void state(StateVisitor& visit) override { visit(random_, rounded_, on_, clock_, state_end_); }

private:
    Ticks next_state_end() {
        const Ticks lasts = nearest_tick(random_.exponential() * (on_ ? on_mean_ : off_mean_));
        return lasts < end_ - clock_ ? clock_ + lasts : end_;
    }

    RandomStream random_;
    double mean_gap_;
    GapRounding rounded_;
    double on_mean_;
    double off_mean_;
    bool on_ = false;
    Ticks clock_ = 0;
    Ticks state_end_ = 0;
    Ticks end_;
};

class OnOff final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "rate",
                     .help = "mean request rate while on",
                     .lowest = rate_lowest,
                     .highest = rate_highest,
                     .required = true,
                     .also = "rps tps qps requests_per_second throughput"},
                    settings_.rate);
        visit.field({.name = "on_mean",
                     .help = "mean time on",
                     .lowest = 0.001,
                     .highest = in_seconds(longest_run),
                     .required = true},
                    settings_.on_mean);
        visit.field({.name = "off_mean",
                     .help = "mean time off",
                     .lowest = 0.001,
                     .highest = in_seconds(longest_run),
                     .required = true},
                    settings_.off_mean);
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        return std::make_unique<OnOffTimes>(settings_, context);
    }

    bool independent() const override { return false; }
    RateCurve rate_curve(SimDuration duration, const RunPlace&) const override {
        const double rate = settings_.rate.per_second();
        const double on = in_seconds(settings_.on_mean);
        const double mean = rate * on / (on + in_seconds(settings_.off_mean));
        return {.stretches = {{sim_start, sim_start + duration, mean, mean}},
                .bursts = RandomBursts{rate, settings_.on_mean, settings_.off_mean}};
    }

private:
    OnOffSettings settings_;
};

const Registered<ArrivalShape, OnOff> on_off_entry(
    "on_off", "bursts of random length with random pauses",
    {R"(rate = "900/s", on_mean = "2s", off_mean = "2s")"});

}  // namespace
}  // namespace isotherm
