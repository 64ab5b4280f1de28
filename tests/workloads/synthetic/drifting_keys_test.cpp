// SPDX-License-Identifier: Apache-2.0
// Hot keys that move: where they are at a time, and what share they have, against arithmetic.

#include <gtest/gtest.h>

#include "engine/scenario/scenario.h"
#include "tests/workloads/synthetic/chi_square.h"
#include "tests/workloads/synthetic/given_settings.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

using namespace std::chrono_literals;

std::vector<Key> drawn_at(const GivenSettings::Texts& settings, SimTime time, std::size_t count) {
    const auto draws = configured<KeyDistribution>("drifting_hot_set", settings)
                           ->start(RandomStream(7, "workloads.test.keys"));
    const std::vector<SimTime> times(count, time);
    std::vector<Key> keys(count);
    draws->fill_at(times, keys);
    return keys;
}

// 10 of 100 keys take 60 %; after a quarter of the round they are the keys 25 to 34, and near its
// end 97 to 99 and 0 to 6.
TEST(DriftingHotSet, is_where_its_speed_has_brought_it) {
    const GivenSettings::Texts settings{
        {"distinct", "100"}, {"hot_share", "10 %"}, {"hot_traffic", "60 %"}, {"around", "1h"}};
    const struct {
        SimDuration time;
        std::size_t first;
    } cases[] = {{0s, 0}, {15min, 25}, {36s, 1}, {35'999ms, 0}, {97 * 36s, 97}, {75min, 25}};
    for (const auto& one : cases) {
        std::vector<std::int64_t> counts(100);
        for (const Key key : drawn_at(settings, sim_start + one.time, 100'000)) ++counts.at(key);
        std::vector<double> expected(100, 40'000.0 / 90);
        for (std::size_t i = 0; i < 10; ++i) expected[(one.first + i) % 100] = 6'000;
        EXPECT_LT(chi_square(counts, expected), chi_square_limit(99)) << one.first;
    }
}

TEST(DriftingHotSet, works_at_the_borders) {
    for (const Key key : drawn_at({{"distinct", "1"}, {"hot_share", "1"}, {"around", "1s"}},
                                  sim_start + 10h, 1'000))
        ASSERT_EQ(key, 0u);
    for (const Key key :
         drawn_at({{"distinct", "5"}, {"hot_share", "0"}, {"hot_traffic", "1"}, {"around", "10 s"}},
                  sim_start + 9'999ms, 1'000))
        ASSERT_EQ(key, 4u);
    // The most keys and the longest round: the product of both does not overflow.
    for (const Key key : drawn_at({{"distinct", "100000000000000"},
                                   {"hot_share", "0"},
                                   {"hot_traffic", "1"},
                                   {"around", "3660 d"}},
                                  sim_start + 1830 * 24h, 10))
        ASSERT_EQ(key, 50'000'000'000'000u);
}

Errors errors_of(const std::string& lines) {
    const auto scenario = read_scenario_text(R"(duration = "1h"
[tables.news]
capacity = { read = 9, write = 9 }
[workloads.readers]
table = "news"
operation = "GetItem"
keys = { distribution = "drifting_hot_set", distinct = 100, around = "1h" }
)" + lines,
                                             "news.toml");
    return scenario.ok() ? Errors{} : scenario.errors();
}

TEST(DriftingHotSet, needs_the_times_of_arrivals) {
    const std::string arrivals = "arrivals = { shape = \"poisson\", rate = \"1/s\" }\n";
    EXPECT_TRUE(errors_of(arrivals).empty());
    const Errors errors = errors_of("callers = { kind = \"workers\", count = 1 }\n");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_NE(errors[0].what.find("move with the times of arrivals"), std::string::npos);
}

TEST(DriftingHotSet, is_unknown_to_cells) {
    const auto scenario = read_scenario_text(R"(duration = "1h"
fidelity = "cells"
[tables.news]
capacity = { read = 9, write = 9 }
[workloads.readers]
table = "news"
operation = "GetItem"
keys = { distribution = "drifting_hot_set", distinct = 100, around = "1h" }
arrivals = { shape = "poisson", rate = "1/s" }
)",
                                             "news.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(scenario.errors()[0].place.path, "workloads.readers.keys");
    EXPECT_EQ(scenario.errors()[0].exit_code, ExitCode::bad_scenario);
}

}  // namespace
}  // namespace isotherm
