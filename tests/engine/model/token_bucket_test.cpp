// SPDX-License-Identifier: Apache-2.0
// The token bucket against the micro trace, the deterministic and stochastic rows of `isotherm
// selftest`, a step-by-step model of all short sequences, and the token envelope.

#include "engine/model/token_bucket.h"

#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

bool try_take(TokenBucket& bucket, CapacityUnits cost, SimTime now, BucketWindows windows) {
    const bool taken = bucket.holds(cost, now, windows);
    if (taken) bucket.take(cost);
    return taken;
}

constexpr BucketWindows five_minutes{1s, 300s};

TEST(TokenBucket, follows_the_micro_trace) {
    // Validation 4, strict policy: a bucket of 4 tokens with 2 per second, full at the start.
    // Tested as one level and split in two: admission depends only on the sum.
    struct Row {
        std::int64_t time_us;
        std::int64_t cost_half_units;
        bool accepted;
        std::int64_t millionths_after;
    };
    const std::vector<Row> rows{
        {0, 2, true, 3'000'000},
        {0, 6, true, 0},
        {0, 2, false, 0},
        {500'000, 2, true, 0},
        {750'000, 1, true, 0},
        {999'999, 1, false, 499'998},
        {1'000'000, 1, true, 0},
        {3'500'000, 8, true, 0},
        {3'500'000, 10, false, 0},
        {10'000'000, 0, true, 4'000'000},
        {10'000'000, 9, false, 4'000'000},
        {10'000'000, 5, true, 1'500'000},
        {10'250'000, 4, true, 0},
        {10'250'000, 1, false, 0},
        {12'000'000, 6, true, 500'000},
    };
    for (const BucketWindows windows :
         {BucketWindows{2s, 0s}, BucketWindows{1s, 2s}, BucketWindows{1ms, 2s}}) {
        TokenBucket bucket(CapacityRate::units_per_second(2), windows, 1);
        for (const Row& row : rows) {
            const SimTime now = sim_start + SimDuration(row.time_us);
            ASSERT_EQ(try_take(bucket, HalfUnits(row.cost_half_units), now, windows), row.accepted)
                << row.time_us;
            ASSERT_EQ(bucket.level().in_nano_units(), row.millionths_after * 1'000) << row.time_us;
        }
    }
}

struct Overload {
    std::int64_t accepted = 0;
    std::int64_t throttled = 0;
    SimTime first_throttle = never;
};

// Sends `count` requests of one unit; request k arrives at start + k x gap, k = 1, 2, …
Overload run(TokenBucket& bucket, BucketWindows windows, SimDuration start, SimDuration gap,
             std::int64_t count) {
    Overload seen;
    for (std::int64_t k = 1; k <= count; ++k) {
        const SimTime now = sim_start + start + k * gap;
        if (try_take(bucket, HalfUnits::units(1), now, windows)) {
            ++seen.accepted;
        } else {
            if (seen.throttled++ == 0) seen.first_throttle = now;
        }
    }
    return seen;
}

TEST(TokenBucket, spends_a_full_burst_under_constant_overload_T12) {
    TokenBucket bucket(CapacityRate::units_per_second(100), five_minutes, 1);
    const Overload seen = run(bucket, five_minutes, 0s, 4ms, 150'000);
    EXPECT_EQ(seen.accepted, 89'999);
    EXPECT_EQ(seen.throttled, 60'001);
    EXPECT_EQ(seen.first_throttle, sim_start + 200s);
    EXPECT_EQ(bucket.level(), CapacityUnits::nano_units(600'000'000));
}

TEST(TokenBucket, fills_while_idle_T13) {
    TokenBucket bucket(CapacityRate::units_per_second(100), five_minutes, 0);
    const Overload seen = run(bucket, five_minutes, 100s, 4ms, 75'000);
    EXPECT_EQ(seen.accepted, 40'000);
    EXPECT_EQ(seen.throttled, 35'000);
    EXPECT_EQ(seen.first_throttle, sim_start + 166'668ms);
    EXPECT_EQ(bucket.level(), CapacityUnits{});
}

TEST(TokenBucket, without_burst_lasts_less_than_a_second_T14) {
    constexpr BucketWindows one_second{1s, 0s};
    TokenBucket bucket(CapacityRate::units_per_second(100), one_second, 1);
    const Overload seen = run(bucket, one_second, 0s, 4ms, 150'000);
    EXPECT_EQ(seen.accepted, 60'099);
    EXPECT_EQ(seen.throttled, 89'901);
    EXPECT_EQ(seen.first_throttle, sim_start + 668ms);
    EXPECT_EQ(bucket.level(), CapacityUnits::nano_units(600'000'000));
}

TEST(TokenBucket, saves_what_a_light_load_does_not_use_T15) {
    TokenBucket bucket(CapacityRate::units_per_second(100), five_minutes, 0);
    const Overload seen = run(bucket, five_minutes, 0s, 12'500us, 48'000);
    EXPECT_EQ(seen.accepted, 48'000);
    EXPECT_EQ(seen.throttled, 0);
    EXPECT_EQ(bucket.level(), CapacityUnits::units(12'000));
}

TEST(TokenBucket, of_150_units_lasts_900_seconds_at_200_VB1) {
    // After 300 s without requests it holds 45,000 units; 200 per second drain it at a net 50 per
    // second: 45,000 / 50 = 900 s (AWS re:Post, "DynamoDB spiky workloads in short intervals").
    // After that, 50 per second are refused.
    TokenBucket bucket(CapacityRate::units_per_second(150), five_minutes, 0);
    const Overload burst = run(bucket, five_minutes, 300s, 5ms, 200 * 900);
    // The full bucket cannot save the 0.75 units of the first 5 ms, so request k needs 45,000 -
    // 0.75 - 0.25 k >= 0: the first refused is k = 179,998, 10 ms before the 900 s end.
    EXPECT_EQ(burst.throttled, 1);
    EXPECT_EQ(burst.first_throttle, sim_start + 300s + 179'998 * 5ms);
    const Overload after = run(bucket, five_minutes, 1'200s, 5ms, 200 * 100);
    EXPECT_NEAR(static_cast<double>(after.throttled), 50 * 100, 1);
}

TEST(TokenBucket, refuses_as_many_as_the_queueing_formula_says_T1_to_T5) {
    // Poisson arrivals, unit cost, one level of B tokens: an M/D/1/K queue (Brun and Garcia 2000).
    struct Row {
        int arrivals_per_second;
        int size;
        int requests;
        double throttled;
        double tolerance;
    };
    for (const Row& row :
         {Row{50, 1, 1'000'000, 0.3333333, 0.0021}, Row{90, 5, 1'000'000, 0.0643619, 0.0020},
          Row{100, 10, 1'000'000, 0.05084746, 0.0026}, Row{120, 20, 1'000'000, 0.1667627, 0.0036},
          Row{95, 20, 2'000'000, 0.00806865, 0.0012}}) {
        RandomStream random(42, "tables.test.arrivals");
        const BucketWindows windows{SimDuration(row.size * 10'000), 0s};
        TokenBucket bucket(CapacityRate::units_per_second(100), windows, 1);
        double clock_us = 0;
        int throttled = 0;
        for (int i = -10'000; i < row.requests; ++i) {
            clock_us += random.exponential() * 1e6 / row.arrivals_per_second;
            const SimTime now = sim_start + SimDuration(static_cast<std::int64_t>(clock_us));
            if (!try_take(bucket, HalfUnits::units(1), now, windows) && i >= 0) ++throttled;
        }
        EXPECT_NEAR(static_cast<double>(throttled) / row.requests, row.throttled, row.tolerance)
            << row.arrivals_per_second << "/s, B = " << row.size;
    }
}

// A bucket in whole tokens that is simulated step by step, without code of the engine.
struct SteppedBucket {
    int tokens;
    bool accepts(int gap, int cost, int rate, int size) {
        for (int step = 0; step < gap; ++step) {
            tokens += rate;
            if (tokens > size) tokens = size;
        }
        if (cost > tokens) return false;
        tokens -= cost;
        return true;
    }
};

// A token is six units and a step is six seconds. So the bucket's window, steps x size / rate, is a
// whole number of seconds for rates of 1, 2 and 3 tokens per step.
constexpr std::int64_t units_per_token = 6;
constexpr SimDuration step_length = 6s;

struct AllSequences {
    std::vector<int> gaps;
    std::vector<int> costs;
    int rate;
    int size;
    BucketWindows windows;
    std::int64_t visited = 0;
    std::int64_t different = 0;

    void visit(TokenBucket engine, SteppedBucket stepped, SimTime now, int left) {
        if (left == 0) return;
        for (const int gap : gaps) {
            for (const int cost : costs) {
                TokenBucket bucket = engine;
                SteppedBucket oracle = stepped;
                const SimTime then = now + gap * step_length;
                const bool accepted =
                    try_take(bucket, HalfUnits::units(cost * units_per_token), then, windows);
                const bool agreed =
                    accepted == oracle.accepts(gap, cost, rate, size) &&
                    bucket.level() == CapacityUnits::units(oracle.tokens * units_per_token);
                ++visited;
                different += agreed ? 0 : 1;
                visit(bucket, oracle, then, left - 1);
            }
        }
    }
};

TEST(TokenBucket, agrees_with_a_step_by_step_model_on_every_short_sequence) {
    // Validation 8, item 10: all sequences of four requests with every gap and cost, and of five
    // with fewer, for 1 to 3 tokens per step and sizes 1, 4 and 8, starting full and empty.
    std::int64_t visited = 0;
    for (int rate = 1; rate <= 3; ++rate) {
        for (const int size : {1, 4, 8}) {
            const SimDuration window = step_length * size / rate;
            for (const SimDuration allocated : {window, SimDuration(1s)}) {
                for (const int filled : {0, 1}) {
                    const BucketWindows windows{allocated, window};
                    const TokenBucket bucket(CapacityRate::units_per_second(rate), windows, filled);
                    const SteppedBucket stepped{filled * size};
                    AllSequences four{{0, 1, 2, 3, 7}, {0, 1, 2, 4, 5, 9}, rate, size, windows};
                    four.visit(bucket, stepped, sim_start, 4);
                    AllSequences five{{0, 1, 3}, {1, 2, 5}, rate, size, windows};
                    five.visit(bucket, stepped, sim_start, 5);
                    ASSERT_EQ(four.different + five.different, 0)
                        << "rate " << rate << " size " << size;
                    visited += four.visited + five.visited;
                }
            }
        }
    }
    EXPECT_EQ(visited, 36 * ((30 + 900 + 27'000 + 810'000) + (9 + 81 + 729 + 6'561 + 59'049)));
}

TEST(TokenBucket, never_gives_more_than_it_had_plus_what_it_earned) {
    EXPECT_TRUE(rc::check("token envelope", [] {
        const auto rate =
            CapacityRate::milli_units_per_second(*rc::gen::inRange<std::int64_t>(1, 5'000'000));
        const BucketWindows windows{SimDuration(*rc::gen::inRange(1'000, 5'000'000)),
                                    SimDuration(*rc::gen::inRange<std::int64_t>(0, 300'000'000))};
        const auto most = rate.earned_in<CapacityUnits>(windows.whole());
        TokenBucket bucket(rate, windows, *rc::gen::inRange(0, 101) * 0.01);
        const auto gaps = *rc::gen::container<std::vector<std::int64_t>>(
            60, rc::gen::weightedOneOf<std::int64_t>(
                    {{3, rc::gen::just<std::int64_t>(0)},
                     {6, rc::gen::inRange<std::int64_t>(0, 2'000'000)},
                     {1, rc::gen::inRange<std::int64_t>(0, 900'000'000)}}));
        std::vector<SimTime> times;
        std::vector<std::int64_t> accepted{0};  // prefix sums, nano-units
        SimTime now = sim_start;
        for (const std::int64_t gap : gaps) {
            now += SimDuration(gap);
            const HalfUnits cost(*rc::gen::inRange<std::int64_t>(0, 4'000));
            const bool taken = try_take(bucket, cost, now, windows);
            times.push_back(now);
            accepted.push_back(accepted.back() + (taken ? CapacityUnits(cost).in_nano_units() : 0));
            RC_ASSERT(bucket.level() >= CapacityUnits{});
            RC_ASSERT(bucket.level() <= most);
        }
        for (std::size_t i = 0; i < times.size(); ++i) {
            for (std::size_t j = i; j < times.size(); ++j) {
                const auto earned = (rate * (times[j] - times[i])).in_nano_units();
                RC_ASSERT(accepted[j + 1] - accepted[i] <= most.in_nano_units() + earned);
            }
        }
    }));
}

TEST(TokenBucket, holds_the_longer_of_its_two_windows) {
    const auto rate = CapacityRate::units_per_second(100);
    EXPECT_EQ(TokenBucket(rate, {1s, 300s}, 1).level(), CapacityUnits::units(30'000));
    EXPECT_EQ(TokenBucket(rate, {1s, 0s}, 1).level(), CapacityUnits::units(100));
    EXPECT_EQ(TokenBucket(rate, {5s, 2s}, 1).level(), CapacityUnits::units(500));
    // The amount above the allocated window counts as saved burst.
    EXPECT_EQ(TokenBucket(rate, {1s, 300s}, 1).burst_at(sim_start, {1s, 300s}),
              CapacityUnits::units(29'900));
}

// With 0.25 units per second, a read of 256 units is admitted when the bucket holds one unit. The
// other 255 units are paid for 1,020 s later, which is longer than the window of the bucket.
TEST(TokenBucket, goes_below_zero_by_the_cost_of_a_read_beyond_its_level) {
    constexpr BucketWindows windows{1s, 300s};
    TokenBucket bucket(CapacityRate::milli_units_per_second(250), windows, 0);
    EXPECT_FALSE(bucket.holds(HalfUnits::units(1), sim_start + 3'999ms, windows));
    ASSERT_TRUE(bucket.holds(HalfUnits::units(1), sim_start + 4s, windows));
    bucket.take(HalfUnits::units(256));
    EXPECT_EQ(bucket.level(), CapacityUnits::nano_units(-255'000'000'000));
    EXPECT_FALSE(bucket.holds(HalfUnits(0), sim_start + 1'023'999ms, windows));
    EXPECT_TRUE(bucket.holds(HalfUnits(0), sim_start + 1'024s, windows));
    EXPECT_EQ(bucket.level(), CapacityUnits{});
    EXPECT_TRUE(bucket.holds(HalfUnits::units(75), sim_start + 1'324s, windows));
    EXPECT_EQ(bucket.level_at(sim_start + 9'999s, windows), CapacityUnits::units(75));
}

TEST(TokenBucket, loses_what_a_lower_rate_cannot_hold) {
    constexpr BucketWindows windows{1s, 300s};
    TokenBucket bucket(CapacityRate::units_per_second(100), windows, 1);
    bucket.set_rate(CapacityRate::units_per_second(10), sim_start + 5s, windows);
    EXPECT_EQ(bucket.level(), CapacityUnits::units(3'000));
    // A higher rate adds nothing at once, but the bucket fills faster from then on.
    bucket.set_rate(CapacityRate::units_per_second(1'000), sim_start + 5s, windows);
    EXPECT_EQ(bucket.level(), CapacityUnits::units(3'000));
    EXPECT_EQ(bucket.burst_at(sim_start + 7s, windows),
              CapacityUnits::units(3'000 + 2'000 - 1'000));
}

TEST(TokenBucket, sleeps_for_ten_years_at_the_highest_rate_without_overflow) {
    constexpr BucketWindows windows{1s, 300s};
    TokenBucket bucket(CapacityRate::highest_of_partition, windows, 0);
    EXPECT_TRUE(try_take(bucket, HalfUnits::units(1), sim_start + longest_run, windows));
    EXPECT_EQ(bucket.level(), CapacityUnits::units(300 * 10'000'000LL - 1));
}

TEST(TokenBucket, of_a_table_holds_300_seconds_of_the_highest_rate) {
    constexpr BucketWindows windows{1s, 300s};
    TableTokenBucket bucket(CapacityRate::highest, windows, 0);
    // Empty at the start; a third of a second earns a third of 10^9 units, to the nano-unit.
    EXPECT_EQ(bucket.level_at(sim_start + SimDuration(333'333), windows),
              WideCapacityUnits::nano_units(__int128{333'333} * 1'000'000'000'000));
    EXPECT_TRUE(bucket.holds(CapacityUnits::units(1), sim_start + longest_run, windows));
    EXPECT_EQ(bucket.level(), WideCapacityUnits::units(300'000'000'000));
    bucket.take(CapacityUnits::nano_units(1));
    EXPECT_EQ(bucket.level().in_nano_units(), __int128{300'000'000'000} * 1'000'000'000 - 1);
    EXPECT_EQ(bucket.burst_at(sim_start + longest_run, windows).in_nano_units(),
              __int128{299'000'000'000} * 1'000'000'000 - 1);
}

TEST(TokenBucket, earns_a_year_of_a_milli_unit_a_second_exactly) {
    constexpr BucketWindows windows{1s, 365 * 24h};
    TokenBucket bucket(CapacityRate::milli_units_per_second(1), windows, 0);
    EXPECT_TRUE(bucket.holds(HalfUnits::units(31'536), sim_start + 365 * 24h, windows));
    bucket.take(HalfUnits::units(31'536));
    EXPECT_EQ(bucket.level(), CapacityUnits{});
    EXPECT_FALSE(bucket.holds(HalfUnits(1), sim_start + 365 * 24h, windows));
}

}  // namespace
}  // namespace isotherm
