// SPDX-License-Identifier: Apache-2.0
// A campaign: the factor is 1, for a while `times`, and 1 again.

#include "workloads/composed/rate_factor.h"
#include "workloads/synthetic/course_times.h"

namespace isotherm {
namespace {

class SpikeFactor final : public RateFactor {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "times",
                     .help = "factor during the spike",
                     .highest = factor_highest,
                     .required = true},
                    times_);
        when_.settings(visit);
        if (!when_.has_length() && visit.given("lasting"))
            visit.reject("lasting", "the spike has no length", "make lasting longer");
    }

    SimDuration begins_last() const override { return when_.at; }
    LinearCourse course(const RunPlace&) const override {
        // An hour more, so that also a spike without length is a course.
        return {{{when_.at, 1, 1},
                 {when_.rise, 1, times_},
                 {when_.lasting, times_, times_},
                 {when_.fall, times_, 1},
                 {1h, 1, 1}},
                LinearCourse::Then::hold};
    }

private:
    double times_ = 2;
    SpikeTimes when_;
};

const Registered<RateFactor, SpikeFactor> spike_factor_entry(
    "spike", "for a while another factor: a campaign, a sale",
    {R"(times = 3, at = "2s", lasting = "3s", rise = "1s")"});

}  // namespace
}  // namespace isotherm
