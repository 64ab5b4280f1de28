// SPDX-License-Identifier: Apache-2.0
// What `check` refuses of jobs: with the place, what was found and what to do.

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/scenario/scenario.h"

namespace isotherm {
namespace {

const std::string base = R"(era = "2026"
duration = "1h"
[tables.orders]
size = "10 GB"
capacity = { read = 100, write = 100 }
[tables.spare]
capacity = { read = 1, write = 1 }
point_in_time_recovery = true
[workloads.w]
table = "orders"
operation = "GetItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 10 }
)";
constexpr std::int64_t first_line = 14;  // of what is added

struct Refusal {
    const char* jobs;
    std::int64_t line;  // of what is added
    const char* what;
};

void PrintTo(const Refusal& one, std::ostream* out) { *out << one.jobs; }

class RefusedJob : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedJob, is_said_with_its_place) {
    const Refusal& expected = GetParam();
    const auto read = read_scenario_text(base + expected.jobs, "s.toml");
    ASSERT_FALSE(read.ok());
    const auto found = std::find_if(
        read.errors().begin(), read.errors().end(),
        [&](const Error& error) { return error.what.find(expected.what) != std::string::npos; });
    ASSERT_NE(found, read.errors().end()) << read.errors().front().what;
    EXPECT_EQ(read.errors().size(), 1u) << read.errors().back().what;
    EXPECT_EQ(found->place.file, "s.toml");
    EXPECT_EQ(found->place.line, first_line + expected.line - 1);
    EXPECT_GT(found->place.column, 0);
    EXPECT_FALSE(found->fix.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Jobs, RefusedJob,
    testing::Values(
        Refusal{"[jobs.x]\nkind = \"export\"\ntable = \"orders\"\n", 2,
                "needs point-in-time recovery"},
        Refusal{"[jobs.b]\nkind = \"backup\"\ntable = \"orderz\"\n", 3,
                "there is no table \"orderz\""},
        Refusal{"[jobs.b]\nkind = \"backup\"\ntable = \"orders\"\nat = \"1h\"\n", 4,
                "the run ends after 1h"},
        Refusal{"[jobs.b]\nkind = \"backup\"\nafter = \"jobs.c\"\n", 3, "there is no job \"c\""},
        Refusal{"[jobs.b]\nkind = \"backup\"\nafter = \"c\"\n", 3, "this is not the name of a job"},
        Refusal{"[jobs.b]\nkind = \"backup\"\ntable = \"orders\"\nafter = \"jobs.b\"\n", 4,
                "the jobs wait for each other"},
        Refusal{"[jobs]\np = { kind = \"pitr\", table = \"spare\" }\n"
                "x = { kind = \"export_incremental\", after = \"jobs.p\", window = \"14m\" }\n",
                3, "window"},
        Refusal{
            "[jobs.x]\nkind = \"export_incremental\"\ntable = \"spare\"\nat = \"10m\"\nwindow = "
            "\"15m\"\n",
            5, "begins before the run"},
        Refusal{"[jobs.d]\nkind = \"delete_table\"\ntable = \"orders\"\n", 3,
                "workload w sends requests to orders"},
        Refusal{"[jobs]\nd = { kind = \"delete_table\", table = \"spare\" }\n"
                "b = { kind = \"backup\", table = \"spare\", at = \"10m\" }\n",
                3, "job d deletes spare"},
        Refusal{"[jobs.r]\nkind = \"restore\"\ntable = \"spare\"\nto = \"orders\"\n", 4,
                "there is a table orders already"},
        Refusal{"[jobs.r]\nkind = \"restore\"\ntable = \"spare\"\n", 1,
                "the table that it makes is not named"},
        Refusal{"[jobs.b]\nkind = \"backup\"\ntable = \"spare\"\nwindow = \"1h\"\n", 4,
                "a job of the kind backup does not have it"},
        Refusal{"[jobs]\nx = { kind = \"export\", table = \"spare\" }\n"
                "r = { kind = \"restore\", after = \"jobs.x\", to = \"new\" }\n",
                3, "x is no backup"},
        Refusal{
            "[workloads.e]\ntable = \"orders\"\nlike = { kind = \"emr_export\", percent = \"160 "
            "%\" }\n",
            3, "percent"},
        Refusal{"[workloads.e]\ntable = \"orders\"\nlike = { kind = \"data_pipeline\", percent = "
                "\"110 %\" }\n",
                3, "data_pipeline takes 100 % at most"},
        Refusal{
            "[workloads.e]\ntable = \"orders\"\nlike = { kind = \"emr_export\", percent = \"5 %\" "
            "}\n",
            3, "10 % at least"},
        Refusal{"[workloads.e]\ntable = \"orders\"\nlike = \"data_pipeline\"\nlimit = { share = "
                "\"120 %\" }\n",
                4, "data_pipeline takes 100 %"}));

TEST(RefusedJob, exports_are_later_than_their_era) {
    std::string text = base;
    text.replace(text.find("2026"), 4, "2019");
    const auto read =
        read_scenario_text(text + "[jobs.x]\nkind = \"export\"\ntable = \"spare\"\n", "s.toml");
    ASSERT_FALSE(read.ok());
    EXPECT_NE(read.errors().front().what.find("November 2020"), std::string::npos)
        << read.errors().front().what;
}

TEST(RefusedJob, a_table_of_a_period_that_is_not_there) {
    const std::string series = R"(era = "2026"
start = 2026-04-10T00:00:00Z
duration = "1h"
[tables.events]
point_in_time_recovery = true
capacity = { read = 10, write = 10 }
time_series = { period = "month", history = 2, retention = 2 }
[workloads.w]
table = "events"
operation = "GetItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 10 }
[jobs.x]
kind = "export"
table = "events"
)";
    EXPECT_TRUE(read_scenario_text(series + "period = -2\n", "s.toml").ok());
    const auto early = read_scenario_text(series + "period = -3\n", "s.toml");
    ASSERT_FALSE(early.ok());
    EXPECT_NE(early.errors().front().what.find("2 earlier periods"), std::string::npos);
    EXPECT_EQ(early.errors().front().place.line, 16);
    std::string more = series;
    more.replace(more.find("history = 2"), 11, "history = 5");
    const auto dropped = read_scenario_text(more + "period = -4\n", "s.toml");
    ASSERT_FALSE(dropped.ok());
    EXPECT_NE(dropped.errors().front().what.find("gone"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
