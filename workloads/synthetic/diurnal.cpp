// SPDX-License-Identifier: Apache-2.0
// Day and night: independent arrivals with a rate that follows a cosine,
//     rate(t) = mean x (1 + amplitude x cos(2 pi (t - peak_at) / period)).
//
// Uses thinning (Lewis and Shedler 1979) slice by slice: a period has 1,024 slices. In each slice,
// candidates arrive at the slice's highest rate and are kept with probability rate / highest rate.
// A slice's lowest and highest rates differ by at most half a percent, and the cosine is computed
// only for random numbers that fall between them.

#include <array>

#include "engine/vocabulary/exact_math.h"
#include "workloads/synthetic/arrival_clock.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {
namespace {

// An even number, so that peak and trough are at borders of slices.
constexpr std::int64_t slice_count = 1'024;

struct DiurnalSettings {
    RequestRate mean{1'000'000, 1s};
    Share amplitude{0.5};
    SimDuration period = 24h;
    SimDuration peak_at = 12h;
};

class DiurnalTimes final : public ArrivalTimes {
public:
    DiurnalTimes(const DiurnalSettings& settings, const ShapeContext& context)
        : random_(context.random),
          mean_(requests_per_tick(settings.mean)),
          amplitude_(settings.amplitude.value),
          rounded_(1 / (mean_ * (1 + amplitude_))),
          period_(settings.period),
          period_start_(settings.peak_at % settings.period - settings.period),
          duration_(context.duration) {
        // Covers rounding errors of the cosine, and borders that are rounded to microseconds.
        constexpr double slack = 1e-9;
        for (std::int64_t i = 0; i < slice_count; ++i) {
            const double a = share_at(static_cast<double>(i) / slice_count);
            const double b = share_at(static_cast<double>(i + 1) / slice_count);
            slices_[static_cast<std::size_t>(i)] = {std::max(a, b) + slack, std::min(a, b) - slack};
        }
        while (slice_end() <= 0us) next_slice();
    }

    std::size_t fill(std::span<SimTime> times) override {
        std::size_t filled = 0;
        const Ticks end = ticks_of(duration_);
        while (filled < times.size() && clock_ < end) {
            const Slice slice = slices_[static_cast<std::size_t>(slice_)];
            const Ticks border = ticks_of(std::min(slice_end(), duration_));
            const Ticks gap = rounded_(random_.exponential() / (mean_ * slice.highest));
            if (gap >= border - clock_) {
                // No further arrival in this slice. Exponential gaps have no memory, so the next
                // slice draws a new one.
                clock_ = border;
                if (border < end) next_slice();
                continue;
            }
            clock_ += gap;
            const double drawn = random_.unit() * slice.highest;
            if (drawn < slice.lowest || drawn < share_now()) times[filled++] = time_at(clock_);
        }
        return filled;
    }
    void state(StateVisitor& visit) override {
        visit(random_, rounded_, period_start_, slice_, clock_);
        visit.require(slice_ >= 0 && slice_ < slice_count);
    }

private:
    struct Slice {
        double highest = 0;  // multiple of the mean rate
        double lowest = 0;
    };

    double share_at(double turns_since_peak) const {
        return 1 + amplitude_ * exact::sin_turns(turns_since_peak + 0.25);
    }
    double share_now() const {
        const double seconds = static_cast<double>(clock_) / ticks_per_second;
        return share_at((seconds - in_seconds(period_start_)) / in_seconds(period_));
    }
    SimDuration slice_end() const { return period_start_ + period_ * (slice_ + 1) / slice_count; }
    void next_slice() {
        if (++slice_ < slice_count) return;
        slice_ = 0;
        period_start_ += period_;
    }

    RandomStream random_;
    double mean_;
    double amplitude_;
    GapRounding rounded_;
    SimDuration period_;
    SimDuration period_start_;  // time of the last peak before the clock
    std::int64_t slice_ = 0;
    std::array<Slice, slice_count> slices_;
    Ticks clock_ = 0;
    SimDuration duration_;
};

class Diurnal final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "mean",
                     .help = "mean request rate over a period",
                     .lowest = rate_lowest,
                     .highest = rate_highest,
                     .required = true},
                    settings_.mean);
        visit.field({.name = "amplitude",
                     .help = "how far the rate swings above and below the mean, as a share of it",
                     .highest = 1},
                    settings_.amplitude);
        visit.field({.name = "period",
                     .help = "time from peak to peak",
                     .lowest = 1,
                     .highest = in_seconds(longest_run)},
                    settings_.period);
        visit.field({.name = "peak_at",
                     .help = "when a peak comes, after the start of the run",
                     .highest = in_seconds(longest_run)},
                    settings_.peak_at);
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        return std::make_unique<DiurnalTimes>(settings_, context);
    }

    // Straight lines between points on the cosine; the points include peak and trough.
    RateCurve rate_curve(SimDuration duration, const RunPlace&) const override {
        constexpr std::int64_t lines = 32;  // lines per period; even, as above
        constexpr std::int64_t periods_most = 400;
        const double mean = settings_.mean.per_second();
        RateCurve curve;
        SimDuration begin{};
        const SimDuration first = settings_.peak_at % settings_.period - settings_.period;
        for (std::int64_t line = 0; begin < duration && line < lines * periods_most; ++line) {
            const SimDuration from = first + settings_.period * line / lines;
            const SimDuration to = first + settings_.period * (line + 1) / lines;
            const SimDuration end = std::min(to, duration);
            if (end <= begin) continue;
            curve.stretches.push_back({sim_start + begin, sim_start + end,
                                       rate_between(line, lines, from, to, begin),
                                       rate_between(line, lines, from, to, end)});
            begin = end;
        }
        // Periods beyond the limit are approximated by the mean rate.
        if (begin < duration)
            curve.stretches.push_back({sim_start + begin, sim_start + duration, mean, mean});
        return curve;
    }

private:
    double rate_between(std::int64_t line, std::int64_t lines, SimDuration from, SimDuration to,
                        SimDuration at) const {
        const auto rate_at = [&](std::int64_t point) {
            const double turns = static_cast<double>(point) / static_cast<double>(lines);
            return settings_.mean.per_second() *
                   (1 + settings_.amplitude.value * exact::sin_turns(turns + 0.25));
        };
        const double part = in_seconds(at - from) / in_seconds(to - from);
        return rate_at(line) + (rate_at(line + 1) - rate_at(line)) * part;
    }

    DiurnalSettings settings_;
};

const Registered<ArrivalShape, Diurnal> diurnal_entry(
    "diurnal", "day and night: the rate follows a cosine",
    {R"(mean = "400/s", amplitude = 0.9, period = "7s", peak_at = "3s")"});

}  // namespace
}  // namespace isotherm
