// SPDX-License-Identifier: Apache-2.0
// Series of rates as arrivals, and what the reader of their files refuses.

#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/temporary_folder.h"
#include "tests/workloads/composed/shape_text.h"
#include "tests/workloads/synthetic/chi_square.h"
#include "workloads/composed/rate_table.h"

namespace isotherm {
namespace {

using namespace std::chrono_literals;

double expected_in(const std::string& text, SimDuration from, SimDuration to) {
    return expected_by(shape_of_text(text)->rate_curve(to, {}), from, to);
}

TEST(Series, holds_each_value_until_the_next) {
    const auto times = arrivals_of(
        R"(shape = "series", rate = "1/s", values = [300, 0, 900, 100], every = "10s")", 1min);
    EXPECT_EQ(arrivals_between(times, 10s, 20s), 0);
    EXPECT_EQ(arrivals_between(times, 40s, 60s), 0);  // afterwards nothing
    const std::vector<std::int64_t> counts{arrivals_between(times, 0s, 10s),
                                           arrivals_between(times, 20s, 30s),
                                           arrivals_between(times, 30s, 40s)};
    EXPECT_LT(chi_square(counts, std::vector<double>{3'000, 9'000, 1'000}), chi_square_limit(3));
}

TEST(Series, has_lines_between_values_holds_or_repeats) {
    const std::string values =
        R"(shape = "series", rate = "60/m", values = [10, 30], every = "10s")";
    EXPECT_NEAR(expected_in(values, 0s, 40s), 100 + 300, 1e-9);
    EXPECT_NEAR(expected_in(values + R"(, between = "lines")", 0s, 40s), 200 + 300, 1e-9);
    EXPECT_NEAR(expected_in(values + R"(, afterwards = "hold")", 20s, 40s), 600, 1e-9);
    EXPECT_NEAR(expected_in(values + R"(, afterwards = "repeat")", 20s, 40s), 400, 1e-9);
    // Back to 10 along a line.
    EXPECT_NEAR(expected_in(values + R"(, between = "lines", afterwards = "repeat")", 10s, 20s),
                200, 1e-9);
}

// A metric a minute apart with a hole of two minutes: the value before it holds.
TEST(Series, of_a_file_has_the_counts_of_its_rows) {
    const TemporaryFolder folder;
    std::ofstream(folder.path("puts.csv")) << "timestamp,errors,puts\n"
                                              "2024-03-01T10:00:00Z,1,600\n"
                                              "2024-03-01T10:01:00Z,2,0\n"
                                              "2024-03-01T10:02:00Z,3,1200\n"
                                              "2024-03-01T10:05:00Z,4,60\n";
    const std::string text =
        R"(shape = "series", rate = "1/m", file = "puts.csv", column = "puts")";
    const auto shape = shape_of_text(text);
    const RunPlace place{{}, folder.path().string()};
    EXPECT_TRUE(shape->check_files(place.folder).empty());
    EXPECT_EQ(shape->files(), std::vector<std::string>{"puts.csv"});
    const RateCurve curve = shape->rate_curve(10min, place);
    EXPECT_NEAR(expected_by(curve, 0min, 1min), 600, 1e-6);
    EXPECT_EQ(expected_by(curve, 1min, 2min), 0);
    EXPECT_NEAR(expected_by(curve, 2min, 5min), 3'600, 1e-6);
    EXPECT_NEAR(expected_by(curve, 5min, 10min), 180, 1e-6);  // as long as the step before it
    const auto times = arrivals_of(text, 10min, place);
    const std::vector<std::int64_t> counts{arrivals_between(times, 0min, 1min),
                                           arrivals_between(times, 2min, 5min),
                                           arrivals_between(times, 5min, 8min)};
    EXPECT_LT(chi_square(counts, std::vector<double>{600, 3'600, 180}), chi_square_limit(3));
    EXPECT_EQ(static_cast<std::int64_t>(times.size()), counts[0] + counts[1] + counts[2]);
}

TEST(Series, of_a_file_can_be_a_factor) {
    const TemporaryFolder folder;
    std::ofstream(folder.path("week.csv")) << "time,rate\n0,5\n60,7\n";
    const std::string text =
        R"(shape = "product", rate = "1/s", of = [{ factor = "series", file = "week.csv" }, )"
        R"({ factor = "spike", times = 3, at = "30s", lasting = "30s" }])";
    const RateCurve curve = shape_of_text(text)->rate_curve(2min, {{}, folder.path().string()});
    EXPECT_NEAR(expected_by(curve, 0s, 120s), 150 + 450 + 420, 1e-6);
}

TEST(Series, says_where_a_file_is_wrong) {
    const struct {
        std::string text, where, what;
    } cases[] = {
        {"", "f.csv:1:1", "0 rows"},
        {"time,rate\n", "f.csv:1:1", "0 rows"},
        {"time,rate\n0,1\n", "f.csv:1:1", "1 rows"},
        {"time\n0\n1\n", "f.csv:1:1", "one column"},
        {"time,count\n0,1\n1,2\n", "f.csv:1:1", "no column \"rate\""},
        {"time,rate\n0,1\nnoon,2\n", "f.csv:3:1", "noon"},
        {"time,rate\n0,1\n5,2\n5,3\n", "f.csv:4:1", "not after"},
        {"time,rate\n9,1\n5,2\n", "f.csv:3:1", "not after"},
        {"time,rate\n0,1\n1,many\n", "f.csv:3:3", "\"many\" is not a number"},
        {"time,rate\n0,1\n1,\n", "f.csv:3:3", "is not a number"},
        {"time,rate\n0,1\n1,-2\n", "f.csv:3:3", "not between 0"},
        {"time,rate\n0,1\n1,nan\n", "f.csv:3:3", "not a number"},
        {"time,rate\n0,1,2\n", "f.csv:2:5", "has 3 values"},
        {"time,rate\n0,\"1\n", "f.csv:2:3", "quotation"},
        {"time,rate\n0,1\n999999999,2\n", "f.csv:3:1", "ten years"},
        {std::string("time,rate\n0,1\0\n", 15), "f.csv:2:4", "NUL"},
    };
    for (const auto& one : cases) {
        const auto read = read_rate_table(one.text, {"f.csv", "", "rate"});
        ASSERT_FALSE(read.ok()) << one.text;
        EXPECT_EQ(read.errors()[0].where(), one.where) << one.text << read.errors()[0].text();
        EXPECT_NE(read.errors()[0].what.find(one.what), std::string::npos)
            << read.errors()[0].text();
        EXPECT_FALSE(read.errors()[0].fix.empty());
    }
    const auto same = read_rate_table("a,b\n0,1\n1,2\n", {"f.csv", "b", "b"});
    ASSERT_FALSE(same.ok());
    EXPECT_NE(same.errors()[0].what.find("both the times and the values"), std::string::npos);
}

// The run is refused with the place in the file.
TEST(Series, is_refused_when_its_file_cannot_be_read) {
    const std::string text = R"(duration = "1h"
[tables.rides]
capacity = { read = 9, write = 9 }
[workloads.puts]
table = "rides"
operation = "PutItem"
arrivals = { shape = "series", rate = "1/s", file = "no such file.csv" }
keys = { distribution = "uniform", distinct = 10 }
)";
    const auto scenario = read_scenario_text(text, "rides.toml");
    ASSERT_TRUE(scenario.ok());
    const WorkloadSpec& workload = scenario.value().workloads.at("puts");
    const WorkloadContext context = workload_context(scenario.value(), workload);
    EXPECT_FALSE(workload.workload->demand(context));
    const auto stream = workload.workload->open(context);
    ASSERT_FALSE(stream.ok());
    EXPECT_EQ(stream.errors()[0].where(), "no such file.csv");
    EXPECT_EQ(stream.errors()[0].exit_code, ExitCode::input_missing);
}

}  // namespace
}  // namespace isotherm
