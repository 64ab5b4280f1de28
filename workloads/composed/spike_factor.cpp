// SPDX-License-Identifier: Apache-2.0
// A campaign: the factor is 1, for a while `times`, and 1 again.

#include "workloads/composed/rate_factor.h"

namespace isotherm {
namespace {

class SpikeFactor final : public RateFactor {
public:
    void settings(SettingsVisitor& visit) override {
        const double longest = in_seconds(longest_run);
        visit.field({.name = "times",
                     .help = "factor during the spike",
                     .highest = factor_highest,
                     .required = true},
                    times_);
        visit.field({.name = "at",
                     .help = "when the factor begins to change",
                     .highest = longest,
                     .required = true},
                    at_);
        visit.field({.name = "lasting",
                     .help = "how long the peak lasts, without rise and fall",
                     .highest = longest,
                     .required = true},
                    lasting_);
        visit.field({.name = "rise", .help = "time from 1 to the peak", .highest = longest}, rise_);
        visit.field({.name = "fall", .help = "time from the peak back to 1", .highest = longest},
                    fall_);
        if (rise_ + lasting_ + fall_ == 0us && visit.given("lasting"))
            visit.reject("lasting", "the spike has no length", "make lasting longer");
    }

    SimDuration begins_last() const override { return at_; }
    LinearCourse course(const RunPlace&) const override {
        // An hour more, so that also a spike without length is a course.
        return {{{at_, 1, 1},
                 {rise_, 1, times_},
                 {lasting_, times_, times_},
                 {fall_, times_, 1},
                 {1h, 1, 1}},
                LinearCourse::Then::hold};
    }

private:
    double times_ = 2;
    SimDuration at_{};
    SimDuration lasting_{};
    SimDuration rise_{};
    SimDuration fall_{};
};

const Registered<RateFactor, SpikeFactor> spike_factor_entry(
    "spike", "for a while another factor: a campaign, a sale",
    {R"(times = 3, at = "2s", lasting = "3s", rise = "1s")"});

}  // namespace
}  // namespace isotherm
