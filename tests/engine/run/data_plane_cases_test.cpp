// SPDX-License-Identifier: Apache-2.0
// Published cases for provisioned tables: adaptive capacity, replicas, many partitions, and what
// must not affect a run.

#include <gtest/gtest.h>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

// Throttled writes to one key of a table that was loaded fast at 11,000 WCU and lowered to 200: it
// keeps 11 partitions of 18.18 WCU.
std::uint64_t throttled_of_one_key_at(const char* rate) {
    return FinishedRun(R"(
era = "2016"
duration = "300s"
model.initial_burst = 0
[tables.tab]
capacity = { read = 1, write = 200 }
partitions = 11
)" + workload_text({.name = "writers", .rate = rate}))
        .totals()
        .throttled;
}

TEST(DataPlaneCases, v_p10_a_key_above_18_18_writes_a_second_throttles) {
    EXPECT_EQ(throttled_of_one_key_at("18.1/s"), 0u);
    // 1.82 writes per second exceed the share, and no burst was saved.
    EXPECT_NEAR(static_cast<double>(throttled_of_one_key_at("20/s")), (20 - 200.0 / 11) * 300, 2);
}

// AWS's example: 400 WCU on four partitions. Each gets 50 writes/s for 300 s; then the fourth gets
// 150/s, and its burst ends at 600 s.
std::string uneven_load(const char* era, int seed) {
    std::string text = fmt::format(R"(
era = "{}"
seed = {}
duration = "2900s"
model.initial_burst = 0
[tables.tab]
capacity = {{ read = 1, write = 400 }}
partitions = 4
)",
                                   era, seed);
    text += on_every_slice({.name = "part", .rate = "50/s"}, 4);
    return text +
           workload_text(
               {.name = "surge",
                .rate = "100/s",
                .keys =
                    R"({ distribution = "hash_slices", weights = [0, 0, 0, 1], keys_per_slice = 1 })",
                .start_after = "300s"});
}

// Until 300 s it saves (100 - 50) x 300 units; until 600 s it spends them at 150 - 100 = 50/s.
TEST(DataPlaneCases, v_h2_in_2018_help_comes_5_to_30_minutes_after_the_first_throttle) {
    for (const int seed : {1, 2, 3, 4, 5}) {
        const FinishedRun run(uneven_load("2018", seed));
        const TableRecording& table = run.table();
        EXPECT_EQ(counts_between(table, Side::write, 0, 600).throttled, 0u);
        // Capacity is not adapted for five minutes: 50 writes per second are refused.
        for (std::size_t second = 601; second < 900; ++second)
            ASSERT_EQ(run.throttled_in(Side::write, second), 50u);
        // Throttling begins at 600 s and ends 5 to 30 minutes later (Developer Guide 2018).
        std::size_t last = 0;
        for (std::size_t second = 601; second < 2'900; ++second) {
            if (run.throttled_in(Side::write, second) > 0) last = second;
        }
        EXPECT_GE(last, 900u) << seed;
        EXPECT_LE(last, 600u + 1'800) << seed;
        for (std::size_t second = last + 1; second < 2'900; ++second) {
            ASSERT_NEAR(static_cast<double>(run.admitted_in(Side::write, second)), 300, 1);
        }
        RecordProperty(fmt::format("seed_{}_minutes", seed),
                       fmt::format("{:.1f}", static_cast<double>(last - 600) / 60));
    }
}

// Eventually consistent queries cost half a unit; each of three replicas serves 1,500 units.
std::string eventual_queries(const char* capacity) {
    return fmt::format(R"(
era = "2024"
duration = "60s"
[model]
initial_burst = 0
splits_for_consumption = false
[tables.tab]
item_size = "1 KB"
capacity = {}
partitions = 8
)",
                       capacity) +
           workload_text({.name = "readers",
                          .operation = "Query",
                          .rate = "12000/s",
                          .consistency = "eventual"});
}

TEST(DataPlaneCases, v_h7_today_one_partition_serves_9000_eventual_queries_a_second) {
    const FinishedRun run(eventual_queries("{ read = 20000, write = 1 }"));
    for (std::size_t second = 1; second < 60; ++second) {
        ASSERT_NEAR(static_cast<double>(run.admitted_in(Side::read, second)), 9'000, 1) << second;
    }
    EXPECT_EQ(tries_of(run.table(), Side::read, Outcome::partition_maximum),
              run.totals().throttled);
}

// The published measurement was made on an on-demand table, whose partitions are of the same kind.
TEST(DataPlaneCases, v_h7_on_demand_one_partition_serves_9000_eventual_queries_a_second) {
    const FinishedRun run(eventual_queries("{ mode = \"on_demand\" }"));
    // The initial bucket of one second, 9,000 queries, lasts 9,000 / 3,000 = 3 s.
    for (std::size_t second = 4; second < 60; ++second) {
        ASSERT_NEAR(static_cast<double>(run.admitted_in(Side::read, second)), 9'000, 1) << second;
    }
}

std::string votes(const char* duration) {
    return fmt::format(R"(
era = "2016"
duration = "{}"
[model]
initial_burst = 0
burst_window = "0s"
[tables.tab]
capacity = {{ read = 1, write = 11000 }}
partitions = 11
)",
                       duration);
}

// One partition takes 1,000 votes per second and eleven take 11,000; the demand is above both.
TEST(DataPlaneCases, v_h8_eleven_suffixes_raise_the_ceiling_to_11000_votes_a_second) {
    const FinishedRun one(votes("30s") + workload_text({.name = "voters", .rate = "12100/s"}));
    const FinishedRun eleven(votes("30s") +
                             on_every_slice({.name = "voters", .rate = "1100/s"}, 11));
    for (std::size_t second = 1; second < 30; ++second) {
        EXPECT_EQ(one.admitted_in(Side::write, second), 1'000u) << second;
        EXPECT_EQ(eleven.admitted_in(Side::write, second), 11'000u) << second;
    }
}

// 2.5 million / 11 = 227,273 votes for each suffix.
TEST(DataPlaneCases, v_h8_2_5_million_votes_take_227_seconds_on_eleven_suffixes) {
    const FinishedRun run(
        votes("230s") + on_every_slice({.name = "voters", .rate = "1000/s", .count = 227'273}, 11));
    EXPECT_GE(run.totals().attempts, 2'500'000u);
    EXPECT_EQ(run.totals().throttled, 0u);
    EXPECT_EQ(counts_between(run.table(), Side::write, 0, 227).admitted + 11,
              227u * 11'000);  // votes that arrive at 227.0 s
    EXPECT_EQ(counts_between(run.table(), Side::write, 228, 230).admitted, 0u);
}

// Scenarios that together use every part of the data plane.
std::vector<std::string> demanding_scenarios() {
    const std::string zipf = R"({ distribution = "zipf", distinct = 200 })";
    const std::string load =
        workload_text(
            {.name = "writers", .operation = "UpdateItem", .rate = "150/s", .keys = zipf}) +
        workload_text({.name = "readers", .operation = "GetItem", .rate = "250/s", .keys = zipf});
    const std::string quick = R"(duration = "400s"
[model]
partition_read_maximum = 150
partition_write_maximum = 50
split_after = "60s"
split_lasts_least = "5s"
split_lasts_most = "20s"
initial_burst = 0.1
)";
    return {
        "era = \"2024\"\n" + quick + R"([tables.tab]
sort_key = "sk"
capacity = { read = 400, write = 150 }
)" + load,
        R"(era = "2018"
duration = "900s"
model.initial_burst = 0.01
[tables.tab]
capacity = { read = 240, write = 140 }
partitions = 6
)" + load,
        "era = \"2024\"\n" + quick + R"([tables.tab]
sort_key = "sk"
capacity = { mode = "on_demand", maximum_write = 140 }
)" + load,
        "era = \"2024\"\n" + quick + R"([tables.tab]
capacity = { read = 400, write = 200 }
[tables.tab.indexes.by_date]
capacity = { read = 1, write = 60 }
keys = "time"
period = "60s"
suffixes = 3
in_index = 0.7
key_changes = 0.3
lag = "20s"
[tables.tab.indexes.by_name]
capacity = { read = 1, write = 400 }
projected_changes = 0.5
)" + load,
    };
}

TEST(DataPlane, gives_the_same_run_in_batches_of_any_size) {
    for (const std::string& text : demanding_scenarios()) {
        const auto scenario = scenario_of(text);
        ASSERT_TRUE(scenario);
        const FinishedRun many(*scenario, {.batch_rows = 4'096});
        EXPECT_GT(many.totals().throttled, 0u) << text;
        for (const std::size_t rows : {std::size_t{1}, std::size_t{7}}) {
            EXPECT_EQ(FinishedRun(*scenario, {.batch_rows = rows}).fingerprint(),
                      many.fingerprint())
                << rows << text;
        }
        EXPECT_EQ(FinishedRun(*scenario, {.slice = 333ms}).fingerprint(), many.fingerprint())
            << text;
    }
}

TEST(DataPlane, splits_lends_and_grows_in_those_runs) {
    const auto texts = demanding_scenarios();
    EXPECT_FALSE(seconds_of(FinishedRun(texts[0]), EventKind::split_done).empty());
    bool lent = false;
    const FinishedRun adaptive(texts[1]);
    for (const PartitionRecord& partition : adaptive.table().partitions)
        lent |= partition.limits[1].size() > 1;
    EXPECT_TRUE(lent);
    const FinishedRun on_demand(texts[2]);
    EXPECT_GT(tries_of(on_demand.table(), Side::write, Outcome::on_demand_maximum), 0u);
    const FinishedRun indexed(texts[3]);
    EXPECT_GT(indexed.table("tab", "by_date").totals.admitted, 0u);
    EXPECT_GT(indexed.table("tab", "by_name").totals.admitted, 0u);
}

// A scenario of one era with all parameters of another era written out behaves like a scenario of
// the other era.
TEST(Eras, differ_through_their_parameters_only) {
    const std::string body =
        demanding_scenarios()[1].substr(std::string_view("era = \"2018\"\n").size());
    for (const std::string& from : era_names()) {
        for (const std::string& to : era_names()) {
            const FinishedRun expected("era = \"" + to + "\"\n" + body);
            std::string written = resolved_text(expected.report().scenario());
            const std::string old_era = "era = \"" + to + "\"";
            const std::size_t at = written.find(old_era);
            ASSERT_NE(at, std::string::npos);
            written.replace(at, old_era.size(), "era = \"" + from + "\"");
            EXPECT_EQ(FinishedRun(written).fingerprint(), expected.fingerprint())
                << from << " as " << to;
        }
    }
}

TEST(Eras, decide_differently) {
    const std::string body =
        demanding_scenarios()[1].substr(std::string_view("era = \"2018\"\n").size());
    const FinishedRun in_2016("era = \"2016\"\n" + body), in_2018("era = \"2018\"\n" + body),
        in_2024("era = \"2024\"\n" + body);
    EXPECT_GT(in_2016.totals().throttled, in_2018.totals().throttled);
    EXPECT_GT(in_2018.totals().throttled, in_2024.totals().throttled);
}

// An item collection of 10 GB minus two items of 1 KB. With its local index entry each item takes 2
// x (1024 + 100) bytes, so two more fit, and every later insert gets
// ItemCollectionSizeLimitExceededException.
TEST(DataPlaneCases, v_p13_a_full_item_collection_takes_no_item_but_deletes_succeed) {
    const auto run = [](const char* operation) {
        return FinishedRun(fmt::format(R"(
era = "2016"
duration = "11s"
[tables.tab]
sort_key = "sk"
item_size = "1 KB"
collection_size = "{} B"
new_items = "100 %"
capacity = {{ mode = "provisioned", read = 100, write = 100 }}
[tables.tab.indexes.by_date]
kind = "local"
)",
                                       (10ULL << 30) - 2 * 2 * 1124) +
                           workload_text({.name = "load", .operation = operation, .rate = "1/s"}));
    };
    const FinishedRun inserts = run("PutItem");
    EXPECT_EQ(inserts.totals().calls.collection_full, inserts.totals().attempts - 2);
    EXPECT_EQ(inserts.totals().throttled, 0u);
    const FinishedRun deletes = run("DeleteItem");
    EXPECT_EQ(deletes.totals().calls.collection_full, 0u);
    EXPECT_EQ(deletes.totals().admitted, deletes.totals().attempts);
}

}  // namespace
}  // namespace isotherm
