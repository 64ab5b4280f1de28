// SPDX-License-Identifier: Apache-2.0
// A flash crowd: a link spreads, and interest fades. The factor rises from 1 to `times`, may stay
// there, and its excess over 1 then halves every `half_life`: the three phases of Ari, Hong,
// Miller, Brandt and Long, "Managing Flash Crowds on the Internet" (MASCOTS 2003), with an
// exponential decay. The decay is followed by 16 straight lines a half-life, which deviate from it
// by at most 0.03 % of it, for 12 half-lives; the last 1/4096 of the excess is dropped.

#include "engine/vocabulary/exact_math.h"
#include "workloads/composed/factor_shape.h"

namespace isotherm {
namespace {

class FlashCrowd final : public RateFactor {
public:
    void settings(SettingsVisitor& visit) override {
        const double longest = in_seconds(longest_run);
        visit.field({.name = "times",
                     .help = "factor at the peak",
                     .lowest = 1,
                     .highest = factor_highest,
                     .required = true},
                    times_);
        visit.field({.name = "at",
                     .help = "when the crowd begins to come",
                     .highest = longest,
                     .required = true},
                    at_);
        visit.field({.name = "rise", .help = "time to the peak", .highest = longest}, rise_);
        visit.field({.name = "lasting", .help = "how long the peak lasts", .highest = longest},
                    lasting_);
        visit.field({.name = "half_life",
                     .help = "time in which the excess over 1 halves after the peak",
                     .lowest = 0.001,
                     .highest = longest,
                     .required = true},
                    half_life_);
    }

    SimDuration begins_last() const override { return at_; }
    LinearCourse course(const RunPlace&) const override {
        constexpr std::int64_t lines = 16;  // a half-life
        constexpr std::int64_t half_lives = 12;
        std::vector<CoursePiece> pieces{
            {at_, 1, 1}, {rise_, 1, times_}, {lasting_, times_, times_}};
        const auto value = [&](std::int64_t point) {
            const double halved = static_cast<double>(point) / static_cast<double>(lines);
            return 1 + (times_ - 1) * exact::exp(-halved * (exact::ln2_high + exact::ln2_low));
        };
        for (std::int64_t i = 0; i < lines * half_lives; ++i) {
            pieces.push_back(
                {half_life_ * (i + 1) / lines - half_life_ * i / lines, value(i), value(i + 1)});
        }
        pieces.push_back({1h, 1, 1});
        return {pieces, LinearCourse::Then::hold};
    }

private:
    double times_ = 20;
    SimDuration at_{};
    SimDuration rise_ = 1min;
    SimDuration lasting_{};
    SimDuration half_life_ = 20min;
};

constexpr std::string_view flash_crowd_help = "a crowd comes quickly and fades exponentially";

const Registered<RateFactor, FlashCrowd> flash_crowd_factor_entry(
    "flash_crowd", flash_crowd_help, {R"(times = 5, at = "2s", rise = "1s", half_life = "2s")"});
const Registered<ArrivalShape, FactorShape<FlashCrowd>> flash_crowd_entry(
    "flash_crowd", flash_crowd_help,
    {R"(rate = "200/s", times = 8, at = "2s", rise = "1s", half_life = "2s")"});

}  // namespace
}  // namespace isotherm
