// SPDX-License-Identifier: Apache-2.0
// Independent arrivals at a steady rate (a Poisson process), such as the sum of many independent
// callers. Hot path: one exponential draw per request.

#include "workloads/synthetic/arrival_clock.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {
namespace {

class PoissonTimes final : public ArrivalTimes {
public:
    PoissonTimes(RequestRate rate, const ShapeContext& context)
        : random_(context.random),
          mean_gap_(1 / requests_per_tick(rate)),
          rounded_(mean_gap_),
          end_(ticks_of(context.duration)) {}

    std::size_t fill(std::span<SimTime> times) override {
        Ticks clock = clock_;
        std::size_t filled = 0;
        for (; filled < times.size(); ++filled) {
            const Ticks gap = rounded_(random_.exponential() * mean_gap_);
            if (gap >= end_ - clock) {
                clock = end_;
                break;
            }
            clock += gap;
            times[filled] = time_at(clock);
        }
        clock_ = clock;
        return filled;
    }
    void state(StateVisitor& visit) override { visit(random_, rounded_, clock_); }

private:
    RandomStream random_;
    double mean_gap_;
    GapRounding rounded_;
    Ticks clock_ = 0;
    Ticks end_;
};

class Poisson final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "rate",
                     .help = "mean request rate",
                     .lowest = rate_lowest,
                     .highest = rate_highest,
                     .required = true,
                     .also = "rps tps qps requests_per_second throughput"},
                    rate_);
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        return std::make_unique<PoissonTimes>(rate_, context);
    }

    RateCurve rate_curve(SimDuration duration, const RunPlace&) const override {
        const double rate = rate_.per_second();
        return {.stretches = {{sim_start, sim_start + duration, rate, rate}}, .bursts = {}};
    }

private:
    RequestRate rate_{1'000'000, 1s};
};

const Registered<ArrivalShape, Poisson> poisson_entry("poisson",
                                                      "independent arrivals at a steady rate",
                                                      {R"(rate = "400/s")"});

}  // namespace
}  // namespace isotherm
