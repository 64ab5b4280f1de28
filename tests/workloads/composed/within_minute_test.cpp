// SPDX-License-Identifier: Apache-2.0
// How the requests of a minute lie in it. The same rates, three courses: counts of minutes are
// those of the rates, and counts of seconds are what the setting says.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/workloads/composed/shape_text.h"
#include "tests/workloads/synthetic/chi_square.h"

namespace isotherm {
namespace {

using namespace std::chrono_literals;

// 6,000, 0 and 12,000 requests in three minutes.
std::string series_text(const std::string& within) {
    return R"(shape = "series", rate = "1/s", values = [100, 0, 200], every = "1m")" +
           (within.empty() ? std::string() : ", within_minute = \"" + within + "\"");
}

TEST(WithinMinute, even_arrivals_have_equal_distances) {
    const auto times = arrivals_of(series_text("even"), 3min);
    ASSERT_EQ(times.size(), 18'000U);
    // The first comes after half a distance, so each minute has exactly its requests.
    EXPECT_EQ(arrivals_between(times, 0s, 60s), 6'000);
    EXPECT_EQ(arrivals_between(times, 60s, 120s), 0);
    for (std::size_t i = 0; i + 1 < 6'000; ++i)
        ASSERT_NEAR(in_seconds(times[i + 1] - times[i]), 0.01, 2e-6) << i;
    for (int second = 120; second < 180; ++second)
        EXPECT_EQ(
            arrivals_between(times, std::chrono::seconds(second), std::chrono::seconds(second + 1)),
            200);
}

TEST(WithinMinute, the_first_second_has_all_requests_of_its_minute) {
    const auto times = arrivals_of(series_text("first_second"), 3min);
    EXPECT_EQ(arrivals_between(times, 1s, 120s), 0);
    EXPECT_EQ(arrivals_between(times, 121s, 180s), 0);
    const std::vector<std::int64_t> counts{arrivals_between(times, 0s, 1s),
                                           arrivals_between(times, 120s, 121s)};
    EXPECT_LT(chi_square(counts, std::vector<double>{6'000, 12'000}), chi_square_limit(2));
    // Within the second they are at random: as many in each tenth.
    std::vector<std::int64_t> tenths;
    for (int tenth = 0; tenth < 10; ++tenth)
        tenths.push_back(arrivals_between(times, 120s + tenth * 100ms, 120s + (tenth + 1) * 100ms));
    const auto expected = static_cast<double>(counts[1]) / 10;
    EXPECT_LT(chi_square(tenths, std::vector<double>(10, expected)), chi_square_limit(9));
}

TEST(WithinMinute, random_arrivals_are_the_default) {
    EXPECT_EQ(arrivals_of(series_text(""), 3min), arrivals_of(series_text("poisson"), 3min));
}

TEST(WithinMinute, lines_between_values_count_with_their_area) {
    // From 0 to 60 a second within two minutes: 15 and 45 on average.
    const std::string text =
        R"(shape = "series", rate = "1/s", values = [0, 60], every = "2m", between = "lines", )"
        R"(within_minute = "first_second")";
    const RateCurve curve = shape_of_text(text)->rate_curve(2min, {});
    EXPECT_NEAR(expected_by(curve, 0s, 1s), 15 * 60, 1e-6);
    EXPECT_NEAR(expected_by(curve, 60s, 61s), 45 * 60, 1e-6);
    EXPECT_NEAR(expected_by(curve, 0s, 2min), 60 * 60, 1e-6);
}

TEST(WithinMinute, the_curve_is_that_of_the_arrivals) {
    for (const char* within : {"even", "poisson"})
        EXPECT_NEAR(expected_by(shape_of_text(series_text(within))->rate_curve(3min, {}), 0s, 1s),
                    100, 1e-9);
    EXPECT_FALSE(shape_of_text(series_text("even"))->independent());
    EXPECT_TRUE(shape_of_text(series_text("first_second"))->independent());
}

}  // namespace
}  // namespace isotherm
