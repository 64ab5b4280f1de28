// SPDX-License-Identifier: Apache-2.0
#include "tests/answers/peers/recorded_weeks.h"

namespace isotherm {
namespace {

constexpr std::int64_t day = 1'440;
constexpr std::int64_t week = 7 * day;

// The generator of C's example implementation of rand().
class Lcg {
public:
    explicit Lcg(std::int64_t seed) : state_(seed) {}
    std::int64_t below(std::int64_t bound) {
        state_ = (state_ * 1'103'515'245 + 12'345) % (std::int64_t{1} << 31);
        return (state_ >> 16) % bound;
    }

private:
    std::int64_t state_;
};

// A triangle from 0 over 1,000 in the middle of the period back to 0.
std::int64_t triangle(std::int64_t minute, std::int64_t period) {
    const std::int64_t x = minute % period, half = period / 2;
    return (x <= half ? x : period - x) * 1'000 / half;
}

std::int64_t noisy(std::int64_t units, Lcg& random, std::int64_t per_mille) {
    return units * (1'000 + random.below(2 * per_mille + 1) - per_mille) / 1'000;
}

std::int64_t office_rate(std::int64_t minute) {
    const std::int64_t m = minute % day;
    if (minute / day >= 5) return 60;
    if (m >= 480 && m < 540) return 60 + (m - 480) * 740 / 60;
    if (m >= 540 && m < 1'080) return 800;
    if (m >= 1'080 && m < 1'140) return 800 - (m - 1'080) * 740 / 60;
    return 60;
}

std::int64_t units_of(std::size_t which, std::int64_t minute, Lcg& random) {
    const std::int64_t m = minute % day, t = triangle(minute, day);
    switch (which) {
        case 0:
            return noisy(60 * (100 + 400 * t * t / 1'000'000), random, 50);
        case 1:
            return noisy(60 * office_rate(minute), random, 100);
        case 2:
            return noisy(60 * (minute % 317 < 12 ? 900 : 50), random, 80);
        case 3: {
            const std::int64_t base = 50 + 450 * minute / week;
            return noisy(60 * (base * (700 + 600 * t / 1'000) / 1'000), random, 60);
        }
        default:
            return noisy(60 * (m >= 120 && m < 210 ? 1'500 : 120), random, 200);
    }
}

}  // namespace

std::vector<RecordedWeek> recorded_weeks() {
    std::vector<RecordedWeek> weeks;
    for (const char* name : {"day", "office", "spikes", "growth", "night"}) {
        const std::size_t which = weeks.size();
        Lcg random(static_cast<std::int64_t>(which) + 1);
        RecordedWeek& one = weeks.emplace_back(RecordedWeek{name, {}});
        for (std::int64_t minute = 0; minute < week; ++minute)
            one.units.push_back(units_of(which, minute, random));
    }
    return weeks;
}

BacktestSeries series_of_week(const RecordedWeek& week) {
    BacktestSeries series;
    series.first = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::minutes(0);
    for (const std::int64_t units : week.units) {
        series.demand[Side::read].push_back(0);
        series.demand[Side::write].push_back(units * nano_units_per_unit);
    }
    return series;
}

}  // namespace isotherm
