// SPDX-License-Identifier: Apache-2.0
// Growth: the factor goes linearly from one value to another, and stays there.

#include "workloads/composed/rate_factor.h"
#include "workloads/synthetic/course_times.h"

namespace isotherm {
namespace {

class RampFactor final : public RateFactor {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field(
            {.name = "from", .help = "factor at the start of the run", .highest = factor_highest},
            from_);
        visit.field({.name = "to",
                     .help = "factor at the end of the ramp and after it",
                     .highest = factor_highest,
                     .required = true},
                    to_);
        ramp_length(visit, over_);
    }

    LinearCourse course(const RunPlace&) const override {
        return {{{over_, from_, to_}, {1h, to_, to_}}, LinearCourse::Then::hold};
    }

private:
    double from_ = 1;
    double to_ = 2;
    SimDuration over_ = 24h;
};

const Registered<RateFactor, RampFactor> ramp_factor_entry(
    "ramp", "growth or decline along a straight line", {R"(to = 3, over = "9s")"});

}  // namespace
}  // namespace isotherm
