// SPDX-License-Identifier: Apache-2.0
// Global indexes added to a table that already has items. The backfill uses the index's write
// capacity and none of the table's. Results are compared with arithmetic.

#include <gtest/gtest.h>

#include "app/report/english.h"
#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

// 60,000 items of 1 KB, and an index with `write` WCU that is added at 60 s and allocated at 120 s.
std::string table_with_new_index(int write, std::string_view duration) {
    return fmt::format(R"(
era = "2024"
duration = "{}"
[tables.tab]
capacity = {{ mode = "provisioned", read = 100, write = 100 }}
item_size = "1 KB"
size = "60000 KB"
[tables.tab.indexes.by_date]
capacity = {{ mode = "provisioned", read = 10, write = {} }}
created = "60s"
[model]
initial_burst = 0
)",
                       duration, write);
}

std::int64_t second_of(const FinishedRun& run, EventKind kind) {
    const auto seconds = seconds_of(run, kind);
    return seconds.empty() ? -1 : seconds.back();
}

TEST(IndexBuild, backfill_lasts_as_long_as_the_index_needs_to_write_all_entries) {
    const FinishedRun run(table_with_new_index(1'000, "240s") +
                          workload_text({.name = "writers", .rate = "50/s"}));
    // 60,000 entries of 1 KB at 1,000 WCU take 60 s; live writes use 50 of the 1,000: 60,000 / 950
    // = 63.2 s.
    EXPECT_NEAR(static_cast<double>(second_of(run, EventKind::index_active)), 120 + 63.2, 1.5);
    const TableRecording& index = run.table("tab", "by_date");
    EXPECT_EQ(index.seconds[1][119].provisioned, 0) << "nothing is provisioned before";
    // The table pays only for its own writes, and none of them is refused.
    EXPECT_EQ(run.table("tab").totals.throttled, 0u);
    EXPECT_EQ(run.table("tab").totals.consumed[0], HalfUnits{});
    const Totals& filled = run.workload("backfill of tab / by_date");
    EXPECT_EQ(filled.admitted, 60'000u);
}

TEST(IndexBuild, writes_before_the_index_exists_do_not_reach_it) {
    const FinishedRun run(table_with_new_index(1'000, "100s") +
                          workload_text({.name = "writers", .rate = "50/s"}));
    EXPECT_EQ(run.workload("index writes of tab / by_date").attempts, 0u);
}

TEST(IndexBuild, a_slow_index_is_filled_slowly_and_never_stops_the_table) {
    // With 10 WCU the backfill takes 6,000 s; the table's 5 writes per second continue.
    const FinishedRun run(table_with_new_index(10, "1500s") +
                          workload_text({.name = "writers", .rate = "5/s"}));
    EXPECT_EQ(second_of(run, EventKind::index_active), -1);
    EXPECT_EQ(run.table("tab").totals.throttled, 0u);
    const double filled = static_cast<double>(run.workload("backfill of tab / by_date").admitted);
    EXPECT_NEAR(filled, 5.0 * (1'500 - 120), 30);
}

TEST(IndexBuild, the_table_takes_no_other_change_meanwhile) {
    const FinishedRun run(table_with_new_index(1'000, "240s") +
                          "[changes.a]\nat = \"100s\"\ntable = \"tab\"\nwrite = 200\n" +
                          "[changes.b]\nat = \"200s\"\ntable = \"tab\"\nwrite = 200\n" +
                          workload_text({.name = "writers", .rate = "1/s"}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_NE(english(changes[0].refusal).find("ResourceInUseException"), std::string::npos);
    EXPECT_TRUE(changes[1].refusal.empty());
}

}  // namespace
}  // namespace isotherm
