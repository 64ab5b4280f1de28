// SPDX-License-Identifier: Apache-2.0
// Products and sums of arrivals against closed forms; tolerances are five standard deviations, or
// chi-square and Kolmogorov-Smirnov limits with a probability of 10^-6.

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/laws/run_of.h"
#include "tests/workloads/composed/shape_text.h"
#include "tests/workloads/synthetic/chi_square.h"

namespace isotherm {
namespace {

using namespace std::chrono_literals;

RunPlace from_day(int year, unsigned month, unsigned day, SimDuration at = {}) {
    return {std::chrono::sys_days{std::chrono::year{year} / month / day} + at, ""};
}

double in_hours(SimDuration time) { return in_seconds(time) / 3'600; }

// The integral of 1 + amplitude x cos(2 pi (t - peak) / period) from a to b, in seconds.
double cosine_area(double amplitude, SimDuration period, SimDuration peak, SimDuration a,
                   SimDuration b) {
    const double turn = 2 * std::numbers::pi / in_seconds(period);
    return in_seconds(b - a) +
           amplitude / turn *
               (std::sin(turn * in_seconds(b - peak)) - std::sin(turn * in_seconds(a - peak)));
}

// 2024-03-01 is a Friday. Six-hour windows of ten days.
TEST(ProductArrivals, of_day_and_weekday_have_the_product_of_their_rates) {
    const auto times = arrivals_of(
        R"(shape = "product", rate = "5/s", of = [{ factor = "diurnal", amplitude = 0.6, )"
        R"(peak_at = "20h" }, { factor = "weekday", saturday = 0.5, sunday = 0.25 }])",
        10 * 24h, from_day(2024, 3, 1));
    const std::vector<double> days{1, 0.5, 0.25, 1, 1, 1, 1, 1, 0.5, 0.25};
    std::vector<double> expected;
    for (int window = 0; window < 40; ++window) {
        const double area = cosine_area(0.6, 24h, 20h, 6h * window, 6h * (window + 1));
        expected.push_back(5 * area * days[static_cast<std::size_t>(window / 4)]);
    }
    EXPECT_LT(chi_square(counts_in_windows(times, 6h, 10 * 24h), expected), chi_square_limit(40));
}

// A run that starts on a Saturday at 18:00 meets Sunday after 6 hours.
TEST(ProductArrivals, know_the_weekday_in_the_middle_of_a_day) {
    const auto times =
        arrivals_of(R"(shape = "product", rate = "2/s", of = [{ factor = "weekday", saturday = 3, )"
                    R"(sunday = 0, monday = 1 }])",
                    48h, from_day(2024, 3, 2, 18h));
    EXPECT_NEAR(static_cast<double>(arrivals_between(times, 0h, 6h)), 2 * 3 * 6 * 3'600,
                5 * std::sqrt(2 * 3 * 6 * 3'600));
    EXPECT_EQ(arrivals_between(times, 6h, 30h), 0);
    EXPECT_NEAR(static_cast<double>(arrivals_between(times, 30h, 48h)), 2 * 18 * 3'600,
                5 * std::sqrt(2 * 18 * 3'600));
}

// Where two factors rise at once their product is a parabola, (1 + t/h)(1 + 2t/h), not a line.
TEST(ProductArrivals, of_two_ramps_follow_the_parabola) {
    const std::string text =
        R"(shape = "product", rate = "100/s", of = [{ factor = "ramp", to = 2, over = "1h" }, )"
        R"({ factor = "ramp", to = 3, over = "1h" }])";
    const auto area = [](double a, double b) {  // in hours
        const auto until = [](double t) { return t + 1.5 * t * t + 2 * t * t * t / 3; };
        return 100 * 3'600 * (until(b) - until(a));
    };
    const RateCurve curve = shape_of_text(text)->rate_curve(2h, {});
    std::vector<double> expected;
    for (int part = 0; part < 20; ++part) {
        expected.push_back(area(part / 20.0, (part + 1) / 20.0));
        EXPECT_NEAR(expected_by(curve, 3min * part, 3min * (part + 1)), expected.back(),
                    1e-3 * expected.back());
    }
    EXPECT_LT(chi_square(counts_in_windows(arrivals_of(text, 1h), 3min, 1h), expected),
              chi_square_limit(20));
    EXPECT_NEAR(expected_by(curve, 1h, 2h), 600 * 3'600, 1);  // 6 times the rate afterwards
}

// The area under the rate between two arrivals is exponentially distributed with mean 1.
TEST(ProductArrivals, are_a_poisson_process) {
    const auto times = arrivals_of(
        R"(shape = "product", rate = "20/s", of = [{ factor = "diurnal", amplitude = 0.9, )"
        R"(period = "10m", peak_at = "0s" }])",
        2h);
    std::vector<double> areas;
    for (std::size_t i = 1; i < times.size(); ++i) {
        areas.push_back(20 * cosine_area(0.9, 10min, 0s, times[i - 1].time_since_epoch(),
                                         times[i].time_since_epoch()));
    }
    std::sort(areas.begin(), areas.end());
    const auto count = static_cast<double>(areas.size());
    double distance = 0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const double below = 1 - std::exp(-areas[i]);
        distance = std::max({distance, std::abs(below - static_cast<double>(i) / count),
                             std::abs(below - static_cast<double>(i + 1) / count)});
    }
    EXPECT_GT(count, 140'000);
    EXPECT_LT(distance, 2.7 / std::sqrt(count));  // 2 exp(-2 x 2.7^2) = 10^-6
}

// Before: 1; rising for a minute to 10; then an excess of 9 that halves every 5 minutes.
TEST(FlashCrowd, rises_and_fades_as_its_closed_form) {
    const auto times =
        arrivals_of(R"(shape = "flash_crowd", rate = "50/s", times = 10, at = "10m", rise = "1m", )"
                    R"(half_life = "5m")",
                    41min);
    std::vector<double> expected{50 * 600, 50 * (60 + 9 * 30)};
    for (int five = 0; five < 6; ++five)
        expected.push_back(
            50 * (300 + 9 * 300 / std::numbers::ln2 * (std::exp2(-five) - std::exp2(-five - 1))));
    std::vector<std::int64_t> counts{arrivals_between(times, 0min, 10min),
                                     arrivals_between(times, 10min, 11min)};
    for (int five = 0; five < 6; ++five)
        counts.push_back(arrivals_between(times, 11min + 5min * five, 11min + 5min * (five + 1)));
    EXPECT_LT(chi_square(counts, expected), chi_square_limit(8));
}

TEST(Schedule, holds_each_factor_until_the_next_time_of_the_week) {
    const std::string text =
        R"(shape = "schedule", rate = "3/s", times = [{ days = ["mon", "tue", "wed", "thu", "fri"], )"
        R"(at = "9h", factor = 4 }, { days = ["mon", "tue", "wed", "thu", "fri"], at = "18h", )"
        R"(factor = 1 }, { days = ["sat"], at = "0s", factor = 0 }])";
    // From Friday 2024-03-01 06:00, where the factor of Thursday evening holds, to Tuesday.
    const auto times = arrivals_of(text, 96h, from_day(2024, 3, 1, 6h));
    const struct {
        SimDuration from, to;
        double factor;
    } spans[] = {{0h, 3h, 1}, {3h, 12h, 4}, {12h, 18h, 1}, {75h, 84h, 4}, {84h, 96h, 1}};
    EXPECT_EQ(arrivals_between(times, 18h, 75h), 0);  // Saturday 00:00 to Monday 09:00
    for (const auto& span : spans) {
        const double expected = 3 * span.factor * in_seconds(span.to - span.from);
        EXPECT_NEAR(static_cast<double>(arrivals_between(times, span.from, span.to)), expected,
                    5 * std::sqrt(expected))
            << in_hours(span.from);
    }
}

// A constant stream adds to the mean, but not to the variance.
TEST(SumArrivals, add_means_and_variances) {
    const auto times = arrivals_of(
        R"(shape = "sum", of = [{ shape = "poisson", rate = "60/s" }, )"
        R"({ shape = "constant", rate = "40/s" }, { shape = "poisson", rate = "20/s" }])",
        10'000s);
    ASSERT_TRUE(std::is_sorted(times.begin(), times.end()));
    double mean = 0;
    double square = 0;
    const auto counts = counts_in_windows(times, 1s, 10'000s);
    for (const std::int64_t count : counts) {
        mean += static_cast<double>(count) / 10'000;
        square += static_cast<double>(count * count) / 10'000;
    }
    EXPECT_NEAR(mean, 120, 5 * std::sqrt(80.0 / 10'000));
    // The variance of a sample variance of Poisson counts: (2 m^2 + m) / n.
    EXPECT_NEAR(square - mean * mean, 80, 5 * std::sqrt((2 * 80 * 80 + 80) / 1e4));
}

// Adding a shape leaves the arrivals of those before it as they are.
TEST(SumArrivals, keep_their_summands_when_one_is_added) {
    const std::string one = R"({ shape = "poisson", rate = "30/s" })";
    const auto alone = arrivals_of(R"(shape = "sum", of = [)" + one + "]", 1min);
    const auto both = arrivals_of(
        R"(shape = "sum", of = [)" + one + R"(, { shape = "constant", rate = "10/s" }])", 1min);
    EXPECT_EQ(both.size(), alone.size() + 599);  // the last of 600 would come at the end
    EXPECT_TRUE(std::includes(both.begin(), both.end(), alone.begin(), alone.end()));
}

TEST(SumArrivals, have_the_sum_of_the_curves) {
    const auto shape = shape_of_text(
        R"(shape = "sum", of = [{ shape = "ramp", from = "0/s", to = "100/s", over = "100s" }, )"
        R"({ shape = "spike", rate = "10/s", peak = "50/s", at = "50s", lasting = "20s" }, )"
        R"({ shape = "product", rate = "7/s", of = [{ factor = "ramp", to = 0, over = "70s" }] }])");
    const RateCurve curve = shape->rate_curve(200s, {});
    EXPECT_NEAR(expected_by(curve, 0s, 50s), 1'250 + 500 + 7 * (70 + 20) / 140.0 * 50, 1e-6);
    EXPECT_NEAR(expected_by(curve, 50s, 70s), (50 + 70) * 10 + 1'000 + 7 * 20 / 140.0 * 20, 1e-6);
    EXPECT_NEAR(expected_by(curve, 100s, 200s), 10'000 + 1'000, 1e-6);
    EXPECT_TRUE(shape->follows_curve());
    EXPECT_FALSE(shape_of_text(R"(shape = "sum", of = [{ shape = "constant", rate = "1/s" }])")
                     ->follows_curve());
}

TEST(ComposedArrivals, of_rate_0_never_come) {
    for (
        const std::string text :
        {R"(shape = "product", rate = "0/s", of = [{ factor = "ramp", to = 3, over = "1h" }])",
         R"(shape = "product", rate = "9/s", of = [{ factor = "weekday", monday = 0 }])",
         R"(shape = "schedule", rate = "9/s", times = [{ at = "0s", factor = 0 }])",
         R"(shape = "series", rate = "1/s", values = [0, 0, 0], every = "1s", afterwards = "repeat")",
         R"(shape = "mmpp", states = [{ rate = "0/s", mean = "1s" }, { rate = "0/s", mean = "1s" }])"}) {
        EXPECT_TRUE(arrivals_of(text, 20h).empty()) << text;  // 2024-01-01 is a Monday
        EXPECT_EQ(expected_by(shape_of_text(text)->rate_curve(20h, {}), 0h, 20h), 0) << text;
    }
}

// A year of lines: the limit of the curve keeps its mean.
TEST(ComposedArrivals, have_a_curve_of_limited_length) {
    const auto shape = shape_of_text(
        R"(shape = "product", rate = "10/s", of = [{ factor = "diurnal", period = "10m" }])");
    const RateCurve curve = shape->rate_curve(365 * 24h, {});
    EXPECT_LE(curve.stretches.size(), 50'001u);
    EXPECT_NEAR(expected_by(curve, 0h, 365 * 24h), 10.0 * 365 * 86'400, 1e-3 * 10 * 365 * 86'400);
}

TEST(ComposedArrivals, go_on_from_a_saved_state) {
    for (const std::string name :
         {"product", "sum", "flash_crowd", "schedule", "series", "mmpp", "self_similar"}) {
        const std::string text(Catalog<ArrivalShape>::instance().example(name).settings);
        const auto shape = shape_of_text("shape = \"" + name + "\", " + text);
        const ShapeContext context{RandomStream(1, "workloads.test.arrivals"), 1min};
        const auto first = shape->start(context);
        const auto second = shape->start(context);
        std::vector<SimTime> times(5'000);
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

TEST(ComposedArrivals, refuse_what_cannot_be) {
    const struct {
        std::string text, what;
    } cases[] = {
        {R"(shape = "product", rate = "1/s")", "arrivals.of is missing"},
        {R"(shape = "product", rate = "1/s", of = [])", "expected a list of tables"},
        {R"(shape = "product", rate = "1/s", of = [{ times = 3 }])", "of[0].factor is missing"},
        {R"(shape = "product", rate = "1/s", of = [{ factor = "spik", times = 3 }])",
         "unknown factor \"spik\""},
        {R"(shape = "product", rate = "1/s", of = [{ factor = "ramp", to = 3, over = "1h", at = "1s" }])",
         "unknown key \"at\" in arrivals.of[0]"},
        {R"(shape = "product", rate = "1/s", of = [{ factor = "ramp", to = -1, over = "1h" }])",
         "arrivals.of[0].to"},
        {R"(shape = "sum", of = [{ shape = "sum", of = [{ shape = "poisson", rate = "1/s" }] }])",
         "unknown shape \"sum\""},
        {R"(shape = "flash_crowd", rate = "1/s", times = 0.5, at = "1s", half_life = "1s")",
         "arrivals.times"},
        {R"(shape = "schedule", rate = "1/s", times = [{ days = ["monday"], at = "1h", factor = 1 }])",
         "\"monday\" is not a day"},
        {R"(shape = "schedule", rate = "1/s", times = [{ at = "25h", factor = 1 }])",
         "arrivals.times[0].at"},
        {R"(shape = "schedule", rate = "1/s", times = [{ at = "1h", factor = 1 }, { days = ["tue"], at = "1h", factor = 2 }])",
         "two factors begin on tue at 1h"},
        {R"(shape = "series", rate = "1/s")", "a series needs values"},
        {R"(shape = "series", rate = "1/s", values = [1, 2], file = "a.csv")",
         "both a file and values"},
        {R"(shape = "series", rate = "1/s", values = [1], every = "1s")", "there is one value"},
        {R"(shape = "series", rate = "1/s", values = [1, -2], every = "1s")", "values"},
        {R"(shape = "mmpp", states = [{ rate = "1/s", mean = "1s" }])", "there are 1 states"},
        {R"(shape = "mmpp", states = [{ rate = "1/s", mean = "1s", next = [1] }, { rate = "1/s", mean = "1s" }])",
         "weights in next"},
        {R"(shape = "mmpp", states = [{ rate = "1/s", mean = "1s", next = [0, 0] }, { rate = "1/s", mean = "1s" }])",
         "cannot be reached"},
        {R"(shape = "self_similar", rate = "1/s", hurst = 0.5)", "arrivals.hurst"},
    };
    for (const auto& one : cases) {
        const Errors errors = errors_of_shape(one.text);
        ASSERT_FALSE(errors.empty()) << one.text;
        EXPECT_NE(errors[0].text().find(one.what), std::string::npos) << one.text << "\n"
                                                                      << errors[0].text();
        EXPECT_EQ(errors[0].exit_code, ExitCode::bad_scenario);
        EXPECT_GT(errors[0].place.column, 0) << one.text;
    }
}

// Such a run would never come to its end.
TEST(ComposedArrivals, refuse_rates_that_nothing_can_follow) {
    const auto refusal = [](const char* arrivals) {
        const auto scenario = scenario_of(fmt::format(R"(
duration = "1m"
[tables.tab]
capacity = {{ read = 1, write = 1 }}
[workloads.w]
table = "tab"
operation = "GetItem"
keys = {{ distribution = "uniform", distinct = 9 }}
arrivals = {{ {} }}
)",
                                                      arrivals));
        const auto run = Simulation::create(scenario.value(), {});
        return run.ok() ? std::string() : run.errors().front().text();
    };
    EXPECT_EQ(refusal(R"(shape = "series", rate = "1/s", values = [1, 1e9], every = "1s")"), "");
    for (const char* arrivals :
         {R"(shape = "series", rate = "1/s", values = [1, 1e22], every = "1s")",
          R"(shape = "product", rate = "1k/s", of = [{ factor = "ramp", to = 1e5, over = "1m" },
           { factor = "ramp", to = 1e5, over = "1m" }])"}) {
        const std::string said = refusal(arrivals);
        EXPECT_NE(said.find("requests per second; at most 1e+10"), said.npos) << said;
        EXPECT_NE(said.find("workloads.w.arrivals"), said.npos) << said;
    }
}

}  // namespace
}  // namespace isotherm
