// SPDX-License-Identifier: Apache-2.0
// Time-series tables in a run against arithmetic.

#include <gtest/gtest.h>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

// One table per hour from 12:00; 100 writes/s and 40 reads/s for two and a half hours.
std::string hourly(std::string_view series, std::string_view more = "",
                   std::string_view capacity = "read = 100, write = 200") {
    return fmt::format(R"(
era = "2016"
start = 2016-01-20T12:00:00Z
duration = "150m"
[tables.tab]
capacity = {{ mode = "provisioned", {} }}
[tables.tab.time_series]
period = "hour"
ahead = "20m"
{}
{}
)",
                       capacity, series, more) +
           workload_text({.name = "writers", .rate = "100/s"}) +
           workload_text({.name = "readers", .operation = "GetItem", .rate = "40/s"});
}

std::uint64_t tries(const FinishedRun& run, std::string_view table, Side side) {
    std::uint64_t sum = 0;
    for (const auto count : run.table(table).totals.tries[side]) sum += count;
    return sum;
}

std::vector<std::string> names_of_tables(const FinishedRun& run) {
    std::vector<std::string> names;
    for (const TableRecording& table : run.recording().tables) names.push_back(table.name.label());
    return names;
}

TEST(TimeSeriesCases, each_write_goes_to_the_table_of_its_hour) {
    const FinishedRun run(hourly(""));
    EXPECT_EQ(
        names_of_tables(run),
        (std::vector<std::string>{"tab_2016-01-20-12", "tab_2016-01-20-13", "tab_2016-01-20-14"}));
    // The arrival at exactly 13:00 belongs to the next hour, the one at 14:30 is after the end.
    EXPECT_EQ(tries(run, "tab_2016-01-20-12", Side::write), 359'999u);
    EXPECT_EQ(tries(run, "tab_2016-01-20-13", Side::write), 360'000u);
    EXPECT_EQ(tries(run, "tab_2016-01-20-14", Side::write), 180'000u);
    EXPECT_EQ(run.totals().throttled, 0u);
    // The table is created twenty minutes early; before that nothing is provisioned or paid.
    const auto& second_hour = run.table("tab_2016-01-20-13").seconds[1];
    EXPECT_EQ(second_hour[2'399].provisioned, 0);
    EXPECT_EQ(second_hour[2'401].provisioned, 200'000);
}

TEST(TimeSeriesCases, one_table_gives_one_big_table_with_the_same_traffic) {
    const FinishedRun run(hourly("one_table = true"));
    EXPECT_EQ(names_of_tables(run), std::vector<std::string>{"tab"});
    EXPECT_EQ(tries(run, "tab", Side::write), 899'999u);
}

TEST(TimeSeriesCases, tables_cool_after_their_period_and_are_dropped_after_retention) {
    const FinishedRun run(
        hourly("history = 2\ncool_read = [50, 20]\ncool_write = [1]\n"
               "cool_after = \"10m\"\nretention = 2"));
    // The tables of 10:00 and 11:00 already exist. The first has cooled by two steps, the second by
    // one.
    EXPECT_EQ(run.table("tab_2016-01-20-10").seconds[0][0].provisioned, 20'000);
    EXPECT_EQ(run.table("tab_2016-01-20-11").seconds[0][0].provisioned, 50'000);
    EXPECT_EQ(run.table("tab_2016-01-20-11").seconds[1][0].provisioned, 1'000);
    // The table of 12:00 cools at 13:10; UpdateTable then takes some seconds.
    const auto& noon = run.table("tab_2016-01-20-12");
    EXPECT_EQ(noon.seconds[1][4'199].provisioned, 200'000);
    EXPECT_EQ(noon.seconds[1][4'260].provisioned, 1'000);
    EXPECT_EQ(noon.seconds[0][4'260].provisioned, 50'000);
    // The period of the table of 10:00 ended at 11:00, and the table is dropped at 13:10.
    EXPECT_EQ(run.table("tab_2016-01-20-10").seconds[0][4'199].provisioned, 20'000);
    EXPECT_EQ(run.table("tab_2016-01-20-10").seconds[0][4'201].provisioned, 0);
    EXPECT_EQ(seconds_of(run, EventKind::table_removed), (std::vector<std::int64_t>{4'200, 7'800}));
}

// The last cooling is requested at the moment when the table is dropped, and would take effect only
// seconds later.
TEST(TimeSeriesCases, a_dropped_table_stays_dropped) {
    const FinishedRun run(hourly("cool_read = [50, 20]\ncool_write = [10, 1]\nretention = 1"));
    const auto& noon = run.table("tab_2016-01-20-12").seconds[1];
    EXPECT_EQ(noon[4'300].provisioned, 10'000);  // cooled at 13:10
    EXPECT_EQ(noon[7'799].provisioned, 10'000);
    EXPECT_EQ(noon[7'801].provisioned, 0);  // dropped at 14:10
    EXPECT_EQ(noon.back().provisioned, 0);
}

// One decrease per day is allowed, and a policy has used it before midnight. So the step to 10 WCU
// at 23:10 is refused. It is tried again after the step to 1 WCU at 00:10 was accepted, and must
// not raise the capacity to 10 then.
TEST(TimeSeriesCases, cooling_never_raises) {
    const FinishedRun run(hourly("cool_read = [50, 20]\ncool_write = [10, 1]",
                                 "[tables.tab.scaling.both]\npolicy = \"dynamic_dynamodb\"\n"
                                 "[model]\ndecreases_per_day = 1\ndecrease_after_quiet = \"0s\"\n",
                                 "read = 100, write = 400"),
                          {{"start", "2016-01-20T22:00:00Z"}, {"duration", "4h"}});
    const TableRecording& table = run.table("tab_2016-01-20-22");
    std::size_t refused = 0;
    for (const CapacityChange& change : run.recording().capacity_changes) {
        refused += change.resource == table.name && change.asked_by == "time series" &&
                   !change.refusal.empty();
    }
    EXPECT_GE(refused, 1u);
    EXPECT_EQ(table.seconds[1][3'600].provisioned, 200'000) << "halved by the policy";
    EXPECT_EQ(table.seconds[1][2 * 3'600 + 660].provisioned, 1'000);
    EXPECT_EQ(table.seconds[1].back().provisioned, 1'000);
}

TEST(TimeSeriesCases, reads_of_older_items_go_to_older_tables) {
    const FinishedRun run(hourly("history = 1\nread_ages = [3, 1]"));
    // Three quarters of the reads of each hour go to the table of that hour, one quarter to the
    // previous one.
    const double an_hour = 40 * 3600;
    const auto reads = [&](std::string_view table) {
        return static_cast<double>(tries(run, table, Side::read));
    };
    const double tolerance = 5 * std::sqrt(an_hour * 0.75 * 0.25);  // five standard deviations
    EXPECT_NEAR(reads("tab_2016-01-20-11"), 0.25 * an_hour, tolerance);
    EXPECT_NEAR(reads("tab_2016-01-20-12"), an_hour, 2 * tolerance);
    EXPECT_NEAR(reads("tab_2016-01-20-14"), 0.75 * an_hour / 2, tolerance);
}

// A tenth of the writes is late, exponentially with a mean of 6 minutes. Writes to the first hour's
// table after 13:00 are 0.1 x 100/s x 360 s = 3,600, except for a share of e^-15.
TEST(TimeSeriesCases, late_writes_go_to_the_previous_table) {
    const FinishedRun run(hourly("late = \"10 %\"\nlate_by = \"6m\""));
    const double late = static_cast<double>(
        counts_between(run.table("tab_2016-01-20-12"), Side::write, 3'600, 9'000).admitted);
    EXPECT_NEAR(late, 3'600, 5 * std::sqrt(3'600.0));
}

// A table that was hot keeps its partitions, so each gets little of the cooled capacity (dilution).
TEST(TimeSeriesCases, a_cooled_table_keeps_its_partitions) {
    const FinishedRun run(hourly("history = 1\ncool_read = [1000]\ncool_write = [1]", "",
                                 "read = 10000, write = 10000"));
    // ceil(10000/3000 + 10000/1000) = 14 partitions with 71.4 RCU and 0.071 WCU each.
    const TableRecording& old = run.table("tab_2016-01-20-11");
    ASSERT_EQ(old.partitions.size(), 14u);
    EXPECT_NEAR(old.partitions[0].limit_at(Side::read, 0).in_units_per_second(), 71.4, 0.05);
    EXPECT_NEAR(old.partitions[0].limit_at(Side::write, 0).in_units_per_second(), 0.071, 0.001);
}

}  // namespace
}  // namespace isotherm
