// SPDX-License-Identifier: Apache-2.0
// Arrival shapes against closed forms. Rows W1, W2, W6 and W7 are those of the validation reference
// with its tolerances: five standard deviations of one run.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/workloads/synthetic/chi_square.h"
#include "tests/workloads/synthetic/given_settings.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {
namespace {

std::vector<SimTime> times_of(const ArrivalShape& shape, SimDuration duration,
                              std::size_t batch = 4'096, std::uint64_t seed = 1) {
    const auto arrivals = shape.start({RandomStream(seed, "workloads.test.arrivals"), duration});
    std::vector<SimTime> all;
    std::vector<SimTime> some(batch);
    while (true) {
        const std::size_t count = arrivals->fill(some);
        all.insert(all.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(count));
        if (count < batch) return all;
    }
}

std::vector<SimTime> times_of(std::string_view shape, const GivenSettings::Texts& settings,
                              SimDuration duration, std::size_t batch = 4'096,
                              std::uint64_t seed = 1) {
    return times_of(*configured<ArrivalShape>(shape, settings), duration, batch, seed);
}

std::int64_t count_between(const std::vector<SimTime>& times, SimDuration from, SimDuration to) {
    return std::lower_bound(times.begin(), times.end(), sim_start + to) -
           std::lower_bound(times.begin(), times.end(), sim_start + from);
}

std::vector<double> counts_per(const std::vector<SimTime>& times, SimDuration window,
                               SimDuration duration) {
    std::vector<double> counts(static_cast<std::size_t>(duration / window));
    for (const SimTime time : times) {
        counts[static_cast<std::size_t>(time.time_since_epoch() / window)] += 1;
    }
    return counts;
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance_of(const std::vector<double>& values) {
    const double mean = mean_of(values);
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(values.size() - 1);
}

TEST(ArrivalShapes, how_many_are_asked_for_at_a_time_changes_nothing) {
    for (const std::string& name : Catalog<ArrivalShape>::instance().names()) {
        const auto shape = by_example<ArrivalShape>(name);
        const auto whole = times_of(*shape, 10min, 1'000'000);
        ASSERT_GT(whole.size(), 1'000u) << name;
        for (const std::size_t batch : {1, 7, 1'024}) {
            EXPECT_EQ(times_of(*shape, 10min, batch), whole) << name << " by " << batch;
        }
    }
}

TEST(ArrivalShapes, arrivals_never_decrease_and_end_before_the_run_does) {
    for (const std::string& name : Catalog<ArrivalShape>::instance().names()) {
        const auto shape = by_example<ArrivalShape>(name);
        const auto times = times_of(*shape, 10min);
        EXPECT_TRUE(std::is_sorted(times.begin(), times.end())) << name;
        EXPECT_GE(times.front(), sim_start) << name;
        EXPECT_LT(times.back(), sim_start + 10min) << name;
        EXPECT_GT(times.back(), sim_start + 9min) << name;
    }
}

TEST(ArrivalShapes, a_longer_run_begins_like_a_shorter_one) {
    for (const std::string& name : Catalog<ArrivalShape>::instance().names()) {
        const auto shape = by_example<ArrivalShape>(name);
        const auto shorter = times_of(*shape, 3min);
        auto longer = times_of(*shape, 10min);
        ASSERT_GT(longer.size(), shorter.size()) << name;
        longer.resize(shorter.size());
        // This also holds for on/off sources, because they draw the end of a state and of a gap
        // alternately.
        EXPECT_EQ(longer, shorter) << name;
    }
}

TEST(ArrivalShapes, after_the_end_nothing_comes) {
    for (const std::string& name : Catalog<ArrivalShape>::instance().names()) {
        const auto shape = by_example<ArrivalShape>(name);
        const auto arrivals = shape->start({RandomStream(1, "workloads.test.arrivals"), 1min});
        std::vector<SimTime> times(100'000);
        EXPECT_LT(arrivals->fill(times), times.size()) << name;
        EXPECT_EQ(arrivals->fill(times), 0u) << name;
    }
}

// At this rate also the rest of each rounding is part of the state.
TEST(ArrivalShapes, go_on_from_a_saved_state_at_the_highest_rate) {
    const std::vector<std::pair<std::string_view, GivenSettings::Texts>> shapes{
        {"poisson", {{"rate", "10G/s"}}},
        {"constant", {{"rate", "7G/s"}}},
        {"ramp", {{"from", "1G/s"}, {"to", "10G/s"}, {"over", "1s"}}},
        {"spike", {{"rate", "10G/s"}, {"peak", "10G/s"}, {"at", "1h"}}},
        {"diurnal", {{"mean", "5G/s"}, {"amplitude", "100 %"}, {"peak_at", "0s"}}},
        {"on_off", {{"rate", "10G/s"}, {"on_mean", "24h"}, {"off_mean", "1us"}}}};
    for (const auto& [name, settings] : shapes) {
        const auto shape = configured<ArrivalShape>(name, settings);
        const ShapeContext context{RandomStream(1, "workloads.test.arrivals"), 1s};
        const auto first = shape->start(context);
        const auto second = shape->start(context);
        std::vector<SimTime> times(10'000);
        first->fill(times);
        std::string bytes;
        StateVisitor save(bytes);
        first->state(save);
        StateVisitor load{std::string_view(bytes)};
        second->state(load);
        EXPECT_TRUE(load.at_end()) << name;
        std::vector<SimTime> again(times.size());
        EXPECT_EQ(first->fill(times), second->fill(again)) << name;
        EXPECT_EQ(times, again) << name;
    }
}

// 10^10 per second are 10,000 in each microsecond: gaps of 1.6 ticks, whose roundings must not add
// up. Five standard deviations of a Poisson count.
TEST(ArrivalShapes, keep_their_mean_at_the_highest_rate) {
    const std::vector<std::pair<std::string_view, GivenSettings::Texts>> shapes{
        {"poisson", {{"rate", "10G/s"}}},
        {"constant", {{"rate", "10G/s"}}},
        {"spike", {{"rate", "10G/s"}, {"peak", "10G/s"}, {"at", "1h"}}},
        {"diurnal", {{"mean", "5G/s"}, {"amplitude", "100 %"}, {"peak_at", "0s"}}},
        {"on_off", {{"rate", "10G/s"}, {"on_mean", "24h"}, {"off_mean", "1us"}}}};
    for (const auto& [shape, settings] : shapes) {
        const double count = static_cast<double>(times_of(shape, settings, 1ms).size());
        EXPECT_NEAR(count, 1e7, 5 * std::sqrt(1e7)) << shape;
    }
}

TEST(ConstantArrivals, come_exactly_k_intervals_after_the_start_rounded_down) {
    // At 7 per minute, arrival k is at k x 60,000,000 / 7 microseconds for any k.
    const auto times = times_of("constant", {{"rate", "7/m"}}, 240h);
    ASSERT_EQ(times.size(), 7u * 60 * 240 - 1);  // the last one would arrive at the end of the run
    for (std::size_t i = 0; i < times.size(); ++i) {
        const std::int64_t k = static_cast<std::int64_t>(i) + 1;
        ASSERT_EQ(times[i].time_since_epoch().count(), k * 60'000'000 / 7);
    }
}

TEST(ConstantArrivals, of_a_rate_above_one_a_microsecond_share_microseconds) {
    const auto times = times_of("constant", {{"rate", "2500000/s"}}, 1ms);
    ASSERT_EQ(times.size(), 2'499u);
    for (std::size_t i = 0; i < times.size(); ++i) {
        ASSERT_EQ(times[i].time_since_epoch().count(), static_cast<std::int64_t>((i + 1) * 2 / 5));
    }
}

TEST(ConstantArrivals, start_later_and_stop_after_a_count) {
    // The arrivals of T13 in `isotherm selftest`: 100 s + k x 4000 us for k = 1..75,000.
    const auto times =
        times_of("constant", {{"rate", "250/s"}, {"start_after", "100s"}, {"count", "75000"}}, 1h);
    ASSERT_EQ(times.size(), 75'000u);
    EXPECT_EQ(times.front(), sim_start + 100s + 4ms);
    EXPECT_EQ(times.back(), sim_start + 100s + 75'000 * 4ms);
}

TEST(PoissonArrivals, have_exponential_gaps_W1) {
    auto times = times_of("poisson", {{"rate", "1/s"}}, SimDuration(1'010'000s));
    ASSERT_GT(times.size(), 1'000'000u);
    times.resize(1'000'000);
    std::vector<double> gaps;
    SimTime before = sim_start;
    for (const SimTime time : times) {
        gaps.push_back(in_seconds(time - before));
        before = time;
    }
    EXPECT_NEAR(mean_of(gaps), 1, 0.005);
    std::sort(gaps.begin(), gaps.end());
    EXPECT_NEAR(gaps[500'000], 0.6931472, 0.005);
    EXPECT_NEAR(gaps[990'000], 4.605170, 0.050);
    EXPECT_NEAR(gaps[999'000], 6.907755, 0.16);
    double distance = 0;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const double expected = 1 - std::exp(-gaps[i]);
        distance = std::max({distance, std::abs(expected - static_cast<double>(i) * 1e-6),
                             std::abs(expected - static_cast<double>(i + 1) * 1e-6)});
    }
    EXPECT_LT(distance, 0.0027);
}

TEST(PoissonArrivals, have_poisson_counts_W2) {
    const auto counts = counts_per(times_of("poisson", {{"rate", "100/s"}}, 10'000s), 1s, 10'000s);
    EXPECT_NEAR(mean_of(counts), 100, 0.5);
    EXPECT_NEAR(variance_of(counts) / mean_of(counts), 1, 0.071);
}

TEST(PoissonArrivals, lose_nothing_when_gaps_are_a_tenth_of_a_microsecond) {
    // 10^7 arrivals have a standard deviation of sqrt(10^7) = 3,162.
    const auto times = times_of("poisson", {{"rate", "10000000/s"}}, 1s);
    EXPECT_NEAR(static_cast<double>(times.size()), 1e7, 5 * 3'162.3);
}

TEST(DiurnalArrivals, follow_the_sine_W6) {
    // 100 + 60 sin(2 pi t / 86400): the cosine form with its peak at 6 h.
    const auto times = times_of(
        "diurnal", {{"mean", "100/s"}, {"amplitude", "60 %"}, {"period", "24h"}, {"peak_at", "6h"}},
        12h);
    EXPECT_NEAR(static_cast<double>(count_between(times, 6h, 12h)), 2'985'059.2, 8'640);
}

TEST(DiurnalArrivals, follow_the_sine_in_each_part_of_the_day) {
    // Ten periods of 1,000 s with amplitude 100 % and peak at 300 s; the expected counts of 50
    // parts are integrals of the rate.
    const auto times =
        times_of("diurnal",
                 {{"mean", "200/s"}, {"amplitude", "1"}, {"period", "1000s"}, {"peak_at", "1300s"}},
                 10'000s);
    std::vector<std::int64_t> counts(50);
    for (const SimTime time : times) {
        ++counts[static_cast<std::size_t>((time.time_since_epoch() % 1'000s) / 20s)];
    }
    const auto integral = [](double t) {
        const double turn = 2 * std::numbers::pi / 1'000;
        return 10 * 200 * (t + std::sin(turn * (t - 300)) / turn);
    };
    std::vector<double> expected;
    for (int i = 0; i < 50; ++i) expected.push_back(integral(20.0 * (i + 1)) - integral(20.0 * i));
    EXPECT_LT(chi_square(counts, expected), chi_square_limit(50));
}

TEST(RampArrivals, follow_the_line_and_then_stay) {
    // From 10/s to 50/s over 1,000 s the integral up to t is 10 t + 0.02 t^2; then 50/s for 500 s.
    const auto times =
        times_of("ramp", {{"from", "10/s"}, {"to", "50/s"}, {"over", "1000s"}}, 1'500s);
    std::vector<std::int64_t> counts;
    std::vector<double> expected;
    for (int i = 0; i < 15; ++i) {
        const double from = 100.0 * i;
        counts.push_back(count_between(times, i * 100s, (i + 1) * 100s));
        expected.push_back(i < 10 ? 10 * 100 + 0.02 * ((from + 100) * (from + 100) - from * from)
                                  : 5'000);
    }
    EXPECT_LT(chi_square(counts, expected), chi_square_limit(15));
}

TEST(RampArrivals, may_fall_to_nothing) {
    // From 100/s to 0 over 100 s: 5,000 arrivals, standard deviation 71, and none afterwards.
    const auto times = times_of("ramp", {{"from", "100/s"}, {"to", "0/s"}, {"over", "100s"}}, 24h);
    EXPECT_NEAR(static_cast<double>(times.size()), 5'000, 5 * 71);
    EXPECT_LE(times.back(), sim_start + 100s);
}

TEST(SpikeArrivals, rise_stay_and_fall) {
    const auto times = times_of("spike",
                                {{"rate", "20/s"},
                                 {"peak", "400/s"},
                                 {"at", "500s"},
                                 {"rise", "100s"},
                                 {"lasting", "200s"},
                                 {"fall", "400s"}},
                                2'000s);
    const std::vector<std::int64_t> counts{
        count_between(times, 0s, 500s), count_between(times, 500s, 600s),
        count_between(times, 600s, 800s), count_between(times, 800s, 1'200s),
        count_between(times, 1'200s, 2'000s)};
    const std::vector<double> expected{20 * 500, 210 * 100, 400 * 200, 210 * 400, 20 * 800};
    EXPECT_LT(chi_square(counts, expected), chi_square_limit(5));
}

TEST(OnOffArrivals, burst_as_the_two_state_chain_says_W7) {
    // On for 2 s and off for 8 s on average: the rates of the changes are a = 0.5/s (1 / 2 s) and b
    // = 0.125/s (1 / 8 s). The variance / mean of the counts per second is 132.2862.
    constexpr SimDuration duration = 200'000s;
    const auto counts = counts_per(
        times_of("on_off", {{"rate", "200/s"}, {"on_mean", "2s"}, {"off_mean", "8s"}}, duration),
        1s, duration);
    EXPECT_NEAR(mean_of(counts), 40, 1.95);
    EXPECT_NEAR(variance_of(counts) / mean_of(counts), 132.2862, 1.3);
}

}  // namespace
}  // namespace isotherm
