// SPDX-License-Identifier: Apache-2.0
// Published cases that a scenario can express, named by their id. Times and counts follow from the
// stated rates; each test states the calculation.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

struct Load {
    std::string name;
    std::string table;
    std::string operation;  // reads are strongly consistent
    std::string rate;
    std::string keys = R"({ distribution = "sequential", distinct = 1 })";
    std::string start_after = "0s";
    std::int64_t count = 0;
};

std::string workload(const Load& load) {
    return fmt::format(R"([workloads.{}]
table = "{}"
operation = "{}"
consistency = "strong"
arrivals = {{ shape = "constant", rate = "{}", start_after = "{}", count = {} }}
keys = {}
client = {{ retry = "fire_and_forget" }}
)",
                       load.name, load.table, load.operation, load.rate, load.start_after,
                       load.count, load.keys);
}

// Keys on one slice of the hash space, which is one partition.
std::string only_slice(int slice, int slices) {
    std::string weights;
    for (int i = 0; i < slices; ++i) weights += i == slice ? "1," : "0,";
    return fmt::format(R"({{ distribution = "hash_slices", weights = [{}], keys_per_slice = 1 }})",
                       weights);
}

std::uint64_t throttled_between(const FinishedRun& run, Side side, std::size_t first,
                                std::size_t end) {
    std::uint64_t sum = 0;
    for (std::size_t second = first; second < end; ++second) sum += run.throttled_in(side, second);
    return sum;
}
std::uint64_t admitted_between(const FinishedRun& run, Side side, std::size_t first,
                               std::size_t end) {
    std::uint64_t sum = 0;
    for (std::size_t second = first; second < end; ++second) sum += run.admitted_in(side, second);
    return sum;
}

// 150 RCU save 45,000 units in 300 idle seconds; 200/s drain them at 50/s: 45,000 / 50 = 900 s.
// Read k finds 45,000 - (k - 1) / 4 units: at least one unit up to read 179,997, 15 ms before 300 +
// 900 s.
TEST(PublishedCases, v_b1_a_burst_of_45000_units_lasts_900_seconds) {
    const std::string text = R"(
era = "2016"
duration = "1300s"
model.initial_burst = 0
[tables.tab]
capacity = { read = 150, write = 1 }
partitions = 1
)" + workload({.name = "readers",
               .table = "tab",
               .operation = "GetItem",
               .rate = "200/s",
               .start_after = "300s"});
    const FinishedRun until_then(text, {{"duration", "1199985001us"}});
    EXPECT_EQ(until_then.totals().attempts, 179'997u);
    EXPECT_EQ(until_then.totals().throttled, 0u);
    EXPECT_EQ(FinishedRun(text, {{"duration", "1199990001us"}}).totals().throttled, 1u);
    const FinishedRun run(text);
    for (std::size_t second = 1'201; second < 1'300; ++second)
        EXPECT_EQ(run.throttled_in(Side::read, second), 50u);
}

// Capacity is a limit per second, CloudWatch counts per minute: 3,600 writes in one second are what
// 60 WCU could serve in a minute.
TEST(PublishedCases, v_b2_a_minute_of_writes_in_one_second_is_mostly_refused) {
    const FinishedRun run(R"(
era = "2016"
duration = "60s"
model.initial_burst = 0
[tables.tab]
capacity = { read = 1, write = 60 }
partitions = 1
)" + workload({.name = "writers",
               .table = "tab",
               .operation = "PutItem",
               .rate = "3600/s",
               .count = 3'600}));
    EXPECT_EQ(run.totals().attempts, 3'600u);
    EXPECT_NEAR(static_cast<double>(run.totals().admitted), 60, 3);  // "about 60": within 5 %
    EXPECT_NEAR(static_cast<double>(run.totals().throttled), 3'540, 3);
    // Of the 60 x 60 units provisioned in the minute, CloudWatch's metric would show this share.
    EXPECT_NEAR(run.totals().consumed[1].in_units() / 3'600, 0.017, 0.05 * 0.017);
}

// AWS's example of 400 WCU on four partitions: 50 writes/s each for 300 s, then 150/s on the
// fourth.
std::string uneven_load(const std::string& era) {
    std::string text = fmt::format(R"(
era = "{}"
duration = "900s"
model.initial_burst = 0
[tables.four]
capacity = {{ read = 1, write = 400 }}
partitions = 4
)",
                                   era);
    for (int p = 0; p < 4; ++p) {
        text += workload({.name = fmt::format("part_{}", p + 1),
                          .table = "four",
                          .operation = "PutItem",
                          .rate = "50/s",
                          .keys = only_slice(p, 4),
                          .count = p == 3 ? 15'000 : 0});
    }
    return text + workload({.name = "surge",
                            .table = "four",
                            .operation = "PutItem",
                            .rate = "150/s",
                            .keys = only_slice(3, 4),
                            .start_after = "300s"});
}

// The fourth partition saves (100 - 50) x 300 = 15,000 units and spends them at 150 - 100 = 50/s in
// 300 s.
TEST(PublishedCases, v_h1_in_2016_a_hot_partition_throttles_when_its_burst_is_spent) {
    const FinishedRun run(uneven_load("2016"));
    EXPECT_EQ(throttled_between(run, Side::write, 0, 600), 0u);
    EXPECT_EQ(admitted_between(run, Side::write, 301, 600), 300u * 299);
    for (std::size_t second = 601; second < 900; ++second) {
        EXPECT_EQ(run.throttled_in(Side::write, second), 50u) << second;
        EXPECT_EQ(run.admitted_in(Side::write, second), 250u) << second;
    }
    EXPECT_EQ(run.table().partitions[3].throttled[1], run.totals().throttled);
    EXPECT_EQ(throttle_reason(Outcome::partition_share, Side::write),
              "TableWriteProvisionedThroughputExceeded");
}

TEST(PublishedCases, v_h3_today_the_same_load_is_admitted) {
    const FinishedRun run(uneven_load("2024"));
    EXPECT_EQ(run.totals().throttled, 0u);
    EXPECT_EQ(admitted_between(run, Side::write, 301, 900), 300u * 599);
}

// One of ten partitions of 1,000 RCU gets two elevenths of the load, so it reaches its limit at a
// total of 5,500. There is no burst, so throttling starts at once. Rates are rounded to
// thousandths.
std::uint64_t throttled_at_total(double total) {
    std::string text = R"(
era = "2016"
duration = "30s"
[model]
burst_window = "0s"
initial_burst = 0
[tables.ten]
capacity = { read = 10000, write = 1 }
partitions = 10
)";
    for (int p = 0; p < 10; ++p) {
        text += workload({.name = fmt::format("part_{}", p),
                          .table = "ten",
                          .operation = "GetItem",
                          .rate = fmt::format("{:.3f}/s", total * (p == 0 ? 2 : 1) / 11),
                          .keys = only_slice(p, 10)});
    }
    return FinishedRun(text).totals().throttled;
}

TEST(PublishedCases, v_h4_a_partition_with_a_double_share_throttles_from_5500_units) {
    EXPECT_EQ(throttled_at_total(5'500), 0u);
    // The hot partition gets one request per second too many: 30 in all, the last of which arrives
    // after the end.
    EXPECT_NEAR(static_cast<double>(throttled_at_total(5'505.5)), 30, 1);
    EXPECT_EQ(throttled_at_total(5'494.5), 0u);
}

TEST(PublishedCases, v_h5_today_one_item_takes_1000_writes_a_second) {
    const FinishedRun run(R"(
era = "2024"
duration = "100s"
model.initial_burst = 0
[tables.tab]
capacity = { read = 1, write = 8000 }
)" + workload({.name = "writers", .table = "tab", .operation = "PutItem", .rate = "1500/s"}));
    for (std::size_t second = 1; second < 100; ++second)
        EXPECT_EQ(run.admitted_in(Side::write, second), 1'000u);
    const Totals totals = run.totals();
    EXPECT_NEAR(static_cast<double>(totals.throttled) / static_cast<double>(totals.attempts),
                1.0 / 3, 1e-3);
    EXPECT_EQ(totals.tries[1][static_cast<std::size_t>(Outcome::partition_maximum)],
              totals.throttled);
    EXPECT_EQ(run.report().json()["throttled_by_reason"].size(), 1u);
    EXPECT_EQ(run.report().json()["throttled_by_reason"]["TableWriteKeyRangeThroughputExceeded"],
              totals.throttled);
}

// A read of 20 KB costs 5 units: 3,000 / 5 = 600.
TEST(PublishedCases, v_h6_today_one_item_of_20_kb_takes_600_strong_reads_a_second) {
    const FinishedRun run(R"(
era = "2024"
duration = "100s"
model.initial_burst = 0
[tables.tab]
item_size = "20 KB"
capacity = { read = 24000, write = 1 }
)" + workload({.name = "readers", .table = "tab", .operation = "GetItem", .rate = "1000/s"}));
    for (std::size_t second = 1; second < 100; ++second)
        EXPECT_EQ(run.admitted_in(Side::read, second), 600u);
}

// 100,000 RCU on 50 partitions are 2,000 each, even if the other partitions are idle. As long as
// the burst of 300 x 2,000 units lasts, the partition serves its maximum of 3,000: 600,000 / 1,000
// = 600 s.
TEST(PublishedCases, v_h9_in_2016_one_product_gets_its_partitions_share) {
    const FinishedRun run(R"(
era = "2016"
duration = "700s"
[tables.products]
capacity = { read = 100000, write = 1 }
partitions = 50
)" + workload({.name = "shoppers", .table = "products", .operation = "GetItem", .rate = "5000/s"}));
    for (std::size_t second = 1; second < 599; ++second)
        EXPECT_EQ(run.admitted_in(Side::read, second), 3'000u);
    for (std::size_t second = 601; second < 700; ++second) {
        EXPECT_EQ(run.admitted_in(Side::read, second), 2'000u);
        EXPECT_EQ(run.throttled_in(Side::read, second), 3'000u);  // 60 %
    }
}

// ceil(max(5000/3000 + 500/1000, 8/10)) = 3 partitions; limits are kept in thousandths, rounded
// down.
TEST(PublishedCases, v_p6_8_gb_with_5000_reads_and_500_writes_make_three_partitions) {
    const FinishedRun run(R"(
era = "2016"
duration = "1s"
[tables.tab]
size = "8 GB"
capacity = { read = 5000, write = 500 }
)" + workload({.name = "readers", .table = "tab", .operation = "GetItem", .rate = "1/s"}));
    ASSERT_EQ(run.table().partitions.size(), 3u);
    for (const PartitionRecord& partition : run.table().partitions) {
        EXPECT_EQ(partition.limit_at(Side::read, 0).in_milli_units_per_second(), 1'666'666);
        EXPECT_EQ(partition.limit_at(Side::write, 0).in_milli_units_per_second(), 166'666);
    }
    EXPECT_EQ(run.report().json()["tables"]["tab"]["partitions"].size(), 3u);
}

// 2,000 rows of one unit on 5 WCU with a full burst: 5 x 301 are served at once and the others at 5
// per second, so the last one is admitted after (2,000 - 1,505) / 5 = 99 s. AWS's lab measured 75
// to 134 s.
TEST(PublishedCases, v_g9_a_bulk_load_lives_on_burst_and_then_crawls) {
    const FinishedRun run(R"(
era = "2016"
duration = "120s"
[tables.tab]
capacity = { mode = "provisioned", read = 5, write = 5 }
)" + workload_text({.name = "load", .rate = "100/s"}));
    EXPECT_NEAR(static_cast<double>(counts_between(run.table(), Side::write, 0, 100).admitted),
                2'000, 5);
    EXPECT_EQ(counts_between(run.table(), Side::write, 0, 15).throttled, 0u);
    EXPECT_EQ(counts_between(run.table(), Side::write, 100, 110).admitted, 50u);
}

}  // namespace
}  // namespace isotherm
