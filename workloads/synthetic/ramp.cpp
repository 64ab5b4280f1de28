// SPDX-License-Identifier: Apache-2.0
// A rate that grows or shrinks linearly and then stays constant: a launch, a migration, a load
// test.

#include "workloads/synthetic/course_times.h"
#include "workloads/synthetic/linear_rate.h"

namespace isotherm {
namespace {

class Ramp final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field(
            {.name = "from", .help = "mean request rate at the start", .highest = rate_highest},
            from_);
        visit.field({.name = "to",
                     .help = "mean request rate at the end of the ramp and after it",
                     .highest = rate_highest,
                     .required = true},
                    to_);
        ramp_length(visit, over_);
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        return std::make_unique<LinearRateTimes>(pieces(), context);
    }
    RateCurve rate_curve(SimDuration duration, const RunPlace&) const override {
        return curve_of(pieces(), duration);
    }

private:
    std::vector<RatePiece> pieces() const {
        return {{over_, from_.per_second(), to_.per_second()}};
    }

    RequestRate from_{0, 1s};
    RequestRate to_{1'000'000, 1s};
    SimDuration over_ = 10min;
};

const Registered<ArrivalShape, Ramp> ramp_entry(
    "ramp", "the rate rises or falls linearly, then stays constant",
    {R"(from = "10/s", to = "900/s", over = "9s")"});

}  // namespace
}  // namespace isotherm
