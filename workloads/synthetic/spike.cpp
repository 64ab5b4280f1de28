// SPDX-License-Identifier: Apache-2.0
// A steady rate with one burst: a sale that opens, an announcement, a batch job that starts.

#include "workloads/synthetic/course_times.h"
#include "workloads/synthetic/linear_rate.h"

namespace isotherm {
namespace {

class Spike final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "rate",
                     .help = "mean request rate before and after the spike",
                     .highest = rate_highest,
                     .required = true,
                     .also = "rps tps qps requests_per_second throughput"},
                    rate_);
        visit.field({.name = "peak",
                     .help = "mean request rate during the spike",
                     .highest = rate_highest,
                     .required = true},
                    peak_);
        times_.settings(visit);
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        return std::make_unique<LinearRateTimes>(pieces(), context);
    }
    RateCurve rate_curve(SimDuration duration, const RunPlace&) const override {
        return curve_of(pieces(), duration);
    }
    SimDuration begins_last() const override { return times_.at; }

private:
    std::vector<RatePiece> pieces() const {
        const double rate = rate_.per_second();
        const double peak = peak_.per_second();
        return {{times_.at, rate, rate},
                {times_.rise, rate, peak},
                {times_.lasting, peak, peak},
                {times_.fall, peak, rate}};
    }

    RequestRate rate_{100'000, 1s};
    RequestRate peak_{1'000'000, 1s};
    SpikeTimes times_{.at = 10min, .lasting = 5min};
};

const Registered<ArrivalShape, Spike> spike_entry(
    "spike", "a steady rate with one burst on top",
    {R"(rate = "100/s", peak = "1500/s", at = "4s", lasting = "2s", rise = "1s", fall = "2s")"});

}  // namespace
}  // namespace isotherm
