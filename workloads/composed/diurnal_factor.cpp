// SPDX-License-Identifier: Apache-2.0
// Day and night as a factor: 1 + amplitude x cos(2 pi (t - peak_at) / period), followed by 96
// straight lines a period (one for each quarter of an hour of a day), which deviate from the cosine
// by at most 0.0006 x amplitude.

#include <algorithm>

#include "engine/vocabulary/exact_math.h"
#include "workloads/composed/rate_factor.h"

namespace isotherm {
namespace {

class DiurnalFactor final : public RateFactor {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "amplitude",
                     .help = "how far the factor swings above and below 1",
                     .highest = 1},
                    amplitude_);
        visit.field({.name = "period",
                     .help = "time from peak to peak",
                     .lowest = 1,
                     .highest = in_seconds(longest_run)},
                    period_);
        visit.field({.name = "peak_at",
                     .help = "when a peak comes, after the start of the run",
                     .highest = in_seconds(longest_run)},
                    peak_at_);
    }

    LinearCourse course(const RunPlace&) const override {
        constexpr std::int64_t lines = 96;  // even, so that peak and trough are at borders
        const auto value = [&](std::int64_t point) {
            const double turns = static_cast<double>(point) / static_cast<double>(lines) + 0.25;
            return std::max(0.0, 1 + amplitude_.value * exact::sin_turns(turns));
        };
        std::vector<CoursePiece> pieces;
        for (std::int64_t i = 0; i < lines; ++i) {
            const SimDuration length = period_ * (i + 1) / lines - period_ * i / lines;
            pieces.push_back({length, value(i), value(i + 1)});
        }
        return {pieces, LinearCourse::Then::repeat, period_ - peak_at_ % period_};
    }

private:
    Share amplitude_{0.5};
    SimDuration period_ = 24h;
    SimDuration peak_at_ = 12h;
};

const Registered<RateFactor, DiurnalFactor> diurnal_factor_entry(
    "diurnal", "day and night: follows a cosine", {R"(amplitude = 0.9, period = "7s")"});

}  // namespace
}  // namespace isotherm
