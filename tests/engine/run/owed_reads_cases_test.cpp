// SPDX-License-Identifier: Apache-2.0
// The cost of a read is known only after the read. A read is admitted if the bucket holds its
// minimum cost; the rest of its cost makes the bucket negative. No other call may do that.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

FinishedRun run_of_case(const std::string& file, const std::vector<Override>& overrides = {}) {
    const auto scenario = read_scenario_file(ISOTHERM_SOURCE_DIR "/tests/cases/" + file, overrides);
    EXPECT_TRUE(scenario.ok()) << all_texts(scenario.errors());
    return FinishedRun(scenario.value());
}

double throttled_share(const Totals& totals) {
    return static_cast<double>(totals.throttled) / static_cast<double>(totals.attempts);
}

// A table of 500 RCU gets 250 reads of one unit and 20 pages of 128 units per second. The admitted
// shares, 0.09 and 0.187, balance its rate: 250 x 0.09 + 20 x 0.187 x 128 = 501, about 500.
TEST(OwedReads, a_large_page_is_let_through_like_a_small_read) {
    const FinishedRun run = run_of_case("43-athena/min.toml");
    EXPECT_NEAR(throttled_share(run.workload("site")), 0.91, 0.02);
    EXPECT_NEAR(throttled_share(run.workload("scan")), 0.81, 0.03);
}

TEST(OwedReads, a_scan_takes_capacity_from_live_reads) {
    const FinishedRun run = run_of_case("seeds/t_scan_live.toml");
    EXPECT_NEAR(throttled_share(run.workload("live")), 0.59, 0.02);
    EXPECT_NEAR(throttled_share(run.workload("scan")), 0.009, 0.01);
}

// Each of four partitions has a quarter of 1 RCU, so a page of 128 units is paid for after 512 s
// (128 / 0.25). The next page arrives after 600 s.
TEST(OwedReads, a_cooled_table_can_be_scanned) {
    const FinishedRun run = run_of_case("seeds/t_cold_scan.toml");
    EXPECT_EQ(run.totals().throttled, 0U);
    EXPECT_GE(run.totals().admitted, 143U);
}

// 1 GB is 1,024 pages of 128 units; at 1 RCU they take 131,072 s, 36.4 hours.
TEST(OwedReads, a_table_of_1_rcu_is_read_at_its_rate) {
    const FinishedRun run(R"(
era = "2016"
duration = "40h"
model.initial_burst = 0
resolution = "minute"
[tables.log]
item_size = "1 KB"
size = "1 GB"
capacity = { read = 1, write = 1 }
[workloads.export]
table = "log"
operation = "Scan"
segments = 1
arrivals = { shape = "constant", rate = "1/s" }
client = { retry = "fire_and_forget" }
)");
    const double pages = 40 * 3'600 / 128.0;
    EXPECT_NEAR(static_cast<double>(run.totals().admitted), pages, 2);
    EXPECT_NEAR(run.totals().consumed[0].in_units(), 40 * 3'600, 129);
}

// The size of writes and transactions is known in advance: a write of 400 units is never admitted
// with 300.
TEST(OwedReads, a_write_owes_nothing) {
    const FinishedRun run(R"(
era = "2026"
duration = "60s"
model.burst_window = "0s"
[tables.tab]
item_size = "400 KB"
capacity = { read = 1, write = 300 }
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_EQ(run.totals().admitted, 0U);
}

// A bucket below zero admits nothing, so it can owe at most the cost of one call: in t seconds a
// table of 100 RCU serves 100 t units plus what its last read owes.
TEST(OwedReads, never_more_than_one_call_is_owed) {
    for (const char* admission : {"static_shares", "adaptive_capacity", "global_admission"}) {
        SCOPED_TRACE(admission);
        const FinishedRun run(fmt::format(R"(
era = "2016"
duration = "300s"
[model]
admission = "{}"
initial_burst = 0
burst_window = "0s"
[tables.tab]
item_size = "400 KB"
capacity = {{ read = 100, write = 1 }}
partitions = 1
[workloads.readers]
table = "tab"
operation = "GetItem"
consistency = "strong"
arrivals = {{ shape = "poisson", rate = "50/s" }}
keys = {{ distribution = "uniform", distinct = 1000 }}
client = {{ retry = "fire_and_forget" }}
)",
                                          admission));
        double consumed = 0;
        double elapsed = 0;
        for (const SeriesSecond& second : run.table().seconds[0]) {
            consumed += HalfUnits(second.consumed).in_units();
            EXPECT_LE(consumed, 100 * ++elapsed + 100);
        }
        EXPECT_GE(consumed, 100 * elapsed - 100);
    }
}

}  // namespace
}  // namespace isotherm
