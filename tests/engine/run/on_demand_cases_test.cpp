// SPDX-License-Identifier: Apache-2.0
// Tables in on-demand mode: published cases and published measurements. The measurements are
// [inferred]: their tests check the direction or the stated range.

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

std::string on_demand_table(std::string_view duration, std::string_view capacity = "",
                            std::string_view more = "") {
    return fmt::format(R"(
era = "2024"
duration = "{}"
[tables.tab]
{}
capacity = {{ mode = "on_demand"{} }}
)",
                       duration, more, capacity);
}

// Settings for one partition key whose items can be divided by a split, on a table of four
// partitions like a new on-demand table.
constexpr std::string_view one_collection = "sort_key = \"sk\"\npartitions = 4";

TEST(OnDemandCases, v_o1_a_new_table_takes_4000_writes_a_second) {
    const FinishedRun run(on_demand_table("120s") +
                          on_every_slice({.name = "writers", .rate = "1000/s"}, 4));
    EXPECT_NEAR(static_cast<double>(run.totals().attempts), 480'000,
                8);  // the last ones arrive after the end
    EXPECT_EQ(run.totals().throttled, 0u);
}

TEST(OnDemandCases, v_o2_a_new_table_takes_2000_writes_and_6000_reads_a_second) {
    const FinishedRun run(
        on_demand_table("60s") + on_every_slice({.name = "writers", .rate = "500/s"}, 4) +
        on_every_slice({.name = "readers", .operation = "GetItem", .rate = "1500/s"}, 4));
    EXPECT_NEAR(static_cast<double>(run.totals().attempts), 480'000,
                8);  // the last ones arrive after the end
    EXPECT_EQ(run.totals().throttled, 0u);
}

// A write of 100 KB costs 100 units. So 200 keys, one in each slice, with 5 writes/s each need
// 100,000 units/s.
std::string doubling(const char* second_step, const char* duration) {
    return on_demand_table(duration, ", previous_peak_write = 50000", "item_size = \"100 KB\"") +
           on_every_slice({.name = "steady", .rate = "5/s"}, 200) +
           on_every_slice({.name = "more", .rate = "5/s", .start_after = second_step}, 200);
}

TEST(OnDemandCases, v_o3_twice_the_peak_is_there_at_once_and_twice_that_after_half_an_hour) {
    const FinishedRun early(doubling("600s", "660s"));
    EXPECT_EQ(counts_between(early.table(), Side::write, 0, 600).admitted + 200, 1'000u * 600);
    EXPECT_EQ(counts_between(early.table(), Side::write, 0, 600).throttled, 0u);
    // 200,000 units/s come too early: half of them is refused.
    EXPECT_NEAR(counts_between(early.table(), Side::write, 600, 660).throttled_share(), 0.5, 0.01);
    // The first minute at 100,000 counts as a peak 30 minutes after it ended.
    const FinishedRun late(doubling("1870s", "1930s"));
    EXPECT_EQ(late.totals().throttled, 0u);
    EXPECT_EQ(counts_between(late.table(), Side::write, 1'870, 1'930).admitted + 200, 2'000u * 60);
}

TEST(OnDemandCases, v_o6_a_warm_table_steps_to_30000_reads_and_10000_writes) {
    const FinishedRun run(
        on_demand_table("20s", ", warm_read = 30000, warm_write = 10000") +
        on_every_slice({.name = "writers", .rate = "1000/s"}, 10) +
        on_every_slice({.name = "readers", .operation = "GetItem", .rate = "3000/s"}, 10));
    EXPECT_NEAR(static_cast<double>(run.totals().attempts), 800'000, 20);
    EXPECT_EQ(run.totals().throttled, 0u);
    // Without the warm throughput the limits are those of a new table, 4,000 and 12,000.
    const FinishedRun cold(
        on_demand_table("20s") + on_every_slice({.name = "writers", .rate = "1000/s"}, 10) +
        on_every_slice({.name = "readers", .operation = "GetItem", .rate = "3000/s"}, 10));
    EXPECT_NEAR(counts_between(cold.table(), Side::write, 1, 20).throttled_share(), 0.6, 0.01);
    EXPECT_NEAR(counts_between(cold.table(), Side::read, 1, 20).throttled_share(), 0.6, 0.01);
}

TEST(OnDemandCases, v_o7_a_maximum_of_1000_writes_halves_a_demand_of_2000) {
    const FinishedRun run(on_demand_table("60s", ", maximum_write = 1000") +
                          on_every_slice({.name = "writers", .rate = "500/s"}, 4));
    for (std::size_t second = 1; second < 60; ++second)
        EXPECT_EQ(run.admitted_in(Side::write, second), 1'000u);
    const auto reasons = run.report().json()["throttled_by_reason"];
    EXPECT_EQ(reasons.size(), 1u);
    EXPECT_EQ(reasons["TableWriteMaxOnDemandThroughputExceeded"], run.totals().throttled);
}

TEST(OnDemandCases, v_e4_1_one_key_takes_900_writes_a_second) {
    const FinishedRun run(on_demand_table("600s", "", one_collection) +
                          workload_text({.name = "writers", .rate = "900/s"}));
    EXPECT_NEAR(static_cast<double>(run.totals().admitted), 540'000, 1);
    EXPECT_EQ(run.totals().throttled, 0u);
}

// In the published measurements one run followed another, so the key had already been split once.
// Here 4,000 reads per second cause that split within 3 + 10 minutes. Afterwards each half has
// 2,000 reads, below the threshold of 2,400.
std::string after_one_split(const char* more, std::string_view duration) {
    return on_demand_table(duration, "", one_collection) +
           workload_text({.name = "before", .operation = "GetItem", .rate = "4000/s"}) +
           workload_text(
               {.name = "more", .operation = "GetItem", .rate = more, .start_after = "840s"});
}

// The cut is at the median of a sample of 1,024 requests, which has a standard error of 1.6 %; what
// exceeds 3,000 on one half is refused. The measured share was 1.4 %.
TEST(OnDemandCases, v_e4_2_6000_reads_on_one_key_throttle_a_little) {
    const FinishedRun run(after_one_split("2000/s", "960s"));
    ASSERT_EQ(seconds_of(run, EventKind::split_done).size(), 1u);
    const double share = counts_between(run.table(), Side::read, 841, 960).throttled_share();
    EXPECT_GT(share, 0);
    EXPECT_LT(share, 0.05);  // three standard errors of 1.6 %
}

TEST(OnDemandCases, v_e4_3_9900_reads_reach_6000_until_a_split_in_about_eight_minutes) {
    const FinishedRun run(after_one_split("5900/s", "1800s"));
    const auto splits = seconds_of(run, EventKind::split_done);
    ASSERT_GE(splits.size(), 3u);  // the first one, and one of each half
    for (std::size_t second = 842; second < static_cast<std::size_t>(splits[1]); ++second) {
        ASSERT_NEAR(static_cast<double>(run.admitted_in(Side::read, second)), 6'000, 10) << second;
    }
    EXPECT_GE(splits[1] - 840, 4 * 60);  // 8 minutes +- 50 %
    EXPECT_LE(splits[1] - 840, 12 * 60);
    const auto both_done = static_cast<std::size_t>(splits[2]) + 1;
    EXPECT_EQ(counts_between(run.table(), Side::read, both_done, 1'800).throttled, 0u);
}

std::string at_once(const char* duration) {
    return on_demand_table(duration, "", one_collection) +
           workload_text({.name = "writers", .rate = "2500/s"}) +
           workload_text({.name = "readers", .operation = "GetItem", .rate = "6000/s"});
}

double throttled_share(const FinishedRun& run) {
    return static_cast<double>(run.totals().throttled) / static_cast<double>(run.totals().attempts);
}

// Demand grows by 15 % every minute: 100 x 1.15^20 = 1,637 writes and 4,910 reads at the end.
TEST(OnDemandCases, v_e4_4_a_ramp_throttles_far_less_than_a_jump) {
    std::string text = on_demand_table("1200s", "", one_collection);
    for (int minute = 0; minute < 20; ++minute) {
        const double writes = 100 * std::pow(1.15, minute + 1);
        const std::string start = fmt::format("{}s", 60 * minute);
        text += workload_text({.name = fmt::format("writers_{}", minute),
                               .rate = fmt::format("{:.0f}/s", writes),
                               .start_after = start,
                               .count = std::llround(60 * std::round(writes))});
        text += workload_text({.name = fmt::format("readers_{}", minute),
                               .operation = "GetItem",
                               .rate = fmt::format("{:.0f}/s", 3 * writes),
                               .start_after = start,
                               .count = std::llround(60 * std::round(3 * writes))});
    }
    EXPECT_LT(throttled_share(FinishedRun(text)),
              throttled_share(FinishedRun(at_once("1200s"))) / 2);
}

TEST(OnDemandCases, v_e4_5_a_jump_throttles_until_splits_add_1000_writes_and_3000_reads_each) {
    const FinishedRun run(at_once("1800s"));
    const auto splits = seconds_of(run, EventKind::split_done);
    ASSERT_GE(splits.size(), 2u);
    for (std::size_t second = 2; second < static_cast<std::size_t>(splits[0]); ++second) {
        ASSERT_EQ(run.admitted_in(Side::write, second), 1'000u) << second;
        ASSERT_EQ(run.admitted_in(Side::read, second), 3'000u) << second;
    }
    // 2,500 writes fill both halves, one of them slightly earlier than the other.
    const auto first = static_cast<std::size_t>(splits[0]) + 2,
               second_split = static_cast<std::size_t>(splits[1]);
    const auto seconds = static_cast<double>(second_split - first);
    EXPECT_NEAR(static_cast<double>(
                    counts_between(run.table(), Side::write, first, second_split).admitted) /
                    seconds,
                2'000, 20);
    EXPECT_NEAR(
        static_cast<double>(counts_between(run.table(), Side::read, first, second_split).admitted) /
            seconds,
        6'000, 240);
}

// The initial peak is 6,000, so 12,000 are available at once, on four partitions of 3,000.
TEST(OnDemandCases, v_e4_6_a_new_table_throttles_what_exceeds_12000_reads) {
    const FinishedRun run(
        on_demand_table("60s") +
        on_every_slice({.name = "readers", .operation = "GetItem", .rate = "3150/s"}, 4));
    for (std::size_t second = 21; second < 60; ++second)
        EXPECT_EQ(run.admitted_in(Side::read, second), 12'000u);
    // 600 per second exceed the limit, minus the initial 60 units of each of the four partitions.
    EXPECT_NEAR(static_cast<double>(run.totals().throttled), 600.0 * 60 - 4 * 60, 12);
}

}  // namespace
}  // namespace isotherm
