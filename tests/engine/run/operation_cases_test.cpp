// SPDX-License-Identifier: Apache-2.0
// Grouped calls and special outcomes in request streams: cases V-M1 to V-M4.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

// A run with one call at 1.0 s, when the table's bucket holds one second of `units` and no burst.
FinishedRun one_call(const std::string& calls, std::int64_t units, const char* item_size = "1 KB",
                     const char* client = R"({ retry = "fire_and_forget" })") {
    return FinishedRun(fmt::format(R"(
era = "2016"
duration = "60s"
[model]
initial_burst = 0
burst_window = "0s"
[tables.tab]
item_size = "{}"
capacity = {{ read = {}, write = {} }}
[workloads.caller]
table = "tab"
{}
arrivals = {{ shape = "constant", rate = "1/s", count = 1 }}
keys = {{ distribution = "sequential", distinct = 1000 }}
client = {}
)",
                                   item_size, units, units, calls, client));
}

const std::string get_ten =
    "operation = \"BatchGetItem\"\nconsistency = \"strong\"\nbatch_items = 10";

CallCounts calls_at(const FinishedRun& run, Side side, std::size_t second) {
    return run.table().seconds[side].at(second).calls;
}

TEST(OperationCases, v_m1_three_of_ten_throttled_are_three_events_and_no_throttled_request) {
    const FinishedRun run = one_call(get_ten, 7);
    EXPECT_EQ(run.admitted_in(Side::read, 1), 7u);
    EXPECT_EQ(run.throttled_in(Side::read, 1), 3u);
    EXPECT_EQ(calls_at(run, Side::read, 1).throttled_requests, 0u);
    EXPECT_EQ(run.totals().calls.throttled_requests, 0u);
}

// 25 puts to one partition key on a partition with room for 15 more: 10 items are unprocessed,
// which is not a throttled request (V-N3).
TEST(OperationCases, v_n3_unprocessed_items_of_a_batch_are_events_and_no_throttled_request) {
    const FinishedRun run(R"(
era = "2026"
duration = "2s"
[model]
partition_write_maximum = 15
initial_maximum = 1
[tables.tab]
sort_key = "sk"
capacity = { read = 1, write = 15 }
[workloads.caller]
table = "tab"
operation = "BatchWriteItem"
batch_items = 25
arrivals = { shape = "constant", rate = "1/s", count = 1 }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_EQ(run.totals().admitted, 15u);
    EXPECT_EQ(tries_of(run.table(), Side::write, Outcome::partition_maximum), 10u);
    EXPECT_EQ(run.totals().calls.throttled_requests, 0u);
    EXPECT_EQ(run.report().json()["throttled_by_reason"]["TableWriteKeyRangeThroughputExceeded"],
              10u);
}

TEST(OperationCases, v_m2_ten_of_ten_throttled_are_ten_events_and_one_throttled_request) {
    // 8 KB cost 8 units, more than the table's bucket can hold.
    const FinishedRun run = one_call("operation = \"BatchWriteItem\"\nbatch_items = 10", 7, "8 KB");
    EXPECT_EQ(run.throttled_in(Side::write, 1), 10u);
    EXPECT_EQ(calls_at(run, Side::write, 1).throttled_requests, 1u);
    EXPECT_EQ(run.report().json()["totals"]["throttled_requests"], 1u);
}

// One of three indexes has no room: back-pressure refuses the put, which counts as an event of that
// index and as one throttled request of the table.
TEST(OperationCases, v_m3_a_put_refused_by_one_of_three_indexes_is_one_throttled_request) {
    const FinishedRun run(R"(
era = "2024"
duration = "60s"
model.initial_burst = 0
[tables.tab]
capacity = { read = 1, write = 1000 }
[tables.tab.indexes.narrow]
capacity = { read = 1, write = 1 }
lag = "1s"
[tables.tab.indexes.wide]
capacity = { read = 1, write = 1000 }
[tables.tab.indexes.wider]
capacity = { read = 1, write = 2000 }
)" + workload_text({.name = "writers", .rate = "20/s"}));
    const TableRecording& table = run.table("tab");
    const std::uint64_t refused = tries_of(table, Side::write, Outcome::index_throughput);
    ASSERT_GT(refused, 100u);
    EXPECT_EQ(table.totals.calls.throttled_requests, table.totals.throttled);
    EXPECT_EQ(table.totals.calls.refused_base_writes, 0u);
    EXPECT_EQ(run.table("tab", "narrow").totals.calls.refused_base_writes, refused);
    EXPECT_EQ(run.table("tab", "wide").totals.calls.refused_base_writes, 0u);
    EXPECT_EQ(run.table("tab", "wider").totals.calls.refused_base_writes, 0u);
    // The index's own writes that are delayed do not count as throttled requests.
    EXPECT_GT(run.table("tab", "narrow").totals.throttled, 0u);
    EXPECT_EQ(run.table("tab", "narrow").totals.calls.throttled_requests, 0u);
}

TEST(OperationCases, v_m3_a_put_refused_by_two_full_indexes_is_an_event_of_each) {
    const FinishedRun run(R"(
era = "2024"
duration = "60s"
model.initial_burst = 0
[tables.tab]
capacity = { read = 1, write = 1000 }
[tables.tab.indexes.one]
capacity = { read = 1, write = 1 }
lag = "1s"
[tables.tab.indexes.two]
capacity = { read = 1, write = 1 }
lag = "1s"
)" + workload_text({.name = "writers", .rate = "20/s"}));
    const std::uint64_t one = run.table("tab", "one").totals.calls.refused_base_writes;
    EXPECT_GT(one, 100u);
    EXPECT_EQ(run.table("tab", "two").totals.calls.refused_base_writes, one);
    EXPECT_EQ(run.table("tab").totals.calls.throttled_requests, run.table("tab").totals.throttled);
}

// Ten writes at once on a table of one unit per second: all succeed after retries.
TEST(OperationCases, v_m4_legacy_retries_hide_throttles) {
    const FinishedRun run(R"(
era = "2016"
duration = "60s"
model.initial_burst = 0
[tables.tab]
capacity = { read = 1, write = 1 }
)" + std::string(R"([workloads.caller]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "2/s", count = 20 }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "sdk_legacy" }
)"));
    EXPECT_EQ(run.totals().admitted, 20u);
    EXPECT_EQ(run.totals().given_up, 0u);
    EXPECT_GE(run.totals().throttled, 1u);
    EXPECT_EQ(run.totals().calls.throttled_requests, run.totals().throttled);
}

// 7 of 10 items are served at 1 s. The other three are tried again at 1.055 s (0.385 units there:
// none is served), 1.160 s (1.12: one), 1.365 s (0.12 + 1.435: one) and 1.770 s (0.555 + 2.835: the
// last).
TEST(OperationCases, only_unprocessed_items_are_sent_again_in_one_smaller_call) {
    const FinishedRun run = one_call(get_ten, 7, "1 KB", R"({ retry = "sdk_legacy" })");
    EXPECT_EQ(run.totals().requests, 10u);
    EXPECT_EQ(run.totals().admitted, 10u);
    EXPECT_EQ(run.totals().attempts, 10u + 3 + 3 + 2 + 1);
    EXPECT_EQ(run.totals().throttled, 3u + 3 + 2 + 1);
    // Only the try at 1.055 s was refused completely.
    EXPECT_EQ(run.totals().calls.throttled_requests, 1u);
}

TEST(OperationCases, a_caller_gives_up_the_unprocessed_items_of_a_batch) {
    const FinishedRun run =
        one_call(get_ten, 1, "1 KB", R"({ retry = "sdk_legacy", attempts = 2 })");
    EXPECT_EQ(run.totals().admitted, 1u);
    EXPECT_EQ(run.totals().attempts, 19u);
    EXPECT_EQ(run.totals().given_up, 9u);
    EXPECT_EQ(run.totals().calls.throttled_requests, 1u);
}

TEST(OperationCases, batches_have_100_and_25_items_by_default) {
    EXPECT_EQ(one_call("operation = \"BatchGetItem\"", 1'000).totals().requests, 100u);
    EXPECT_EQ(one_call("operation = \"BatchWriteItem\"", 1'000).totals().requests, 25u);
}

// The cost of each item is rounded separately (V-C2, V-C6 with items of one size).
TEST(OperationCases, v_c2_items_of_a_batch_are_rounded_one_by_one) {
    EXPECT_EQ(one_call(get_ten, 1'000, "6656 B").totals().consumed[0], HalfUnits::units(10 * 2));
    EXPECT_EQ(one_call("operation = \"BatchGetItem\"\nbatch_items = 10", 1'000, "1536 B")
                  .totals()
                  .consumed[0],
              HalfUnits(10));
}

TEST(OperationCases, v_c6_writes_of_a_batch_are_rounded_one_by_one) {
    const std::string two = "operation = \"BatchWriteItem\"\nbatch_items = 2";
    EXPECT_EQ(one_call(two, 1'000, "500 B").totals().consumed[1], HalfUnits::units(2));
    EXPECT_EQ(one_call(two, 1'000, "3584 B").totals().consumed[1], HalfUnits::units(8));
}

TEST(OperationCases, v_c9_reads_of_missing_items_cost_1_strong_and_half_a_unit_eventual) {
    for (const auto& [consistency, half_units] :
         {std::pair("strong", 2), std::pair("eventual", 1)}) {
        const FinishedRun run = thousand(
            fmt::format("operation = \"GetItem\"\nmissing = 1\nconsistency = \"{}\"", consistency));
        EXPECT_EQ(run.totals().consumed[0], HalfUnits(1'000 * half_units));
    }
    // A missing item costs one unit instead of three for 12 KB, so each missing item saves two
    // units.
    const FinishedRun run = thousand(
        "operation = \"GetItem\"\nmissing = \"20 %\"\nconsistency = \"strong\"\nsizes = { "
        "distribution = \"fixed\", size = \"12 KB\" }");
    const double missing = (3'000 - run.totals().consumed[0].in_units()) / 2;
    EXPECT_NEAR(missing, 200, 6 * 12.65);  // sqrt(1000 x 0.2 x 0.8)
    EXPECT_EQ(missing, static_cast<double>(static_cast<std::int64_t>(missing)));
}

TEST(OperationCases, transactional_reads_of_missing_items_cost_two_units) {
    EXPECT_EQ(
        thousand("operation = \"TransactGetItems\"\nmissing = 1", "", "2018").totals().consumed[0],
        HalfUnits::units(2'000));
}

constexpr const char* index_of_1_kb = R"([tables.tab.indexes.by_name]
capacity = { read = 1, write = 10000 }
entry_size = "1 KB")";

double index_units(const FinishedRun& run) {
    return run.table("tab", "by_name").totals.consumed[1].in_units();
}

TEST(OperationCases, a_delete_of_a_missing_item_costs_one_unit_and_writes_no_index) {
    const FinishedRun all = thousand("operation = \"DeleteItem\"\nmissing = 1", index_of_1_kb);
    EXPECT_EQ(all.table("tab").totals.consumed[1], HalfUnits::units(1'000));
    EXPECT_EQ(index_units(all), 0);
    const FinishedRun none = thousand("operation = \"DeleteItem\"", index_of_1_kb);
    EXPECT_EQ(none.table("tab").totals.consumed[1], HalfUnits::units(3'000));
    EXPECT_EQ(index_units(none), 1'000);
}

// A new item has one index write, whatever share of the updates changes the index key.
TEST(OperationCases, an_update_of_a_missing_item_adds_the_item) {
    const std::string index = std::string(index_of_1_kb) + "\nkey_changes = 1";
    const FinishedRun all = thousand("operation = \"UpdateItem\"\nmissing = 1", index);
    EXPECT_EQ(all.table("tab").totals.consumed[1], HalfUnits::units(3'000));
    EXPECT_EQ(index_units(all), 1'000);
    EXPECT_EQ(index_units(thousand("operation = \"UpdateItem\"", index)), 2'000);
}

TEST(OperationCases, a_failed_condition_costs_the_item_and_changes_nothing) {
    for (const char* call : {"PutItem", "UpdateItem", "DeleteItem"}) {
        const FinishedRun run =
            thousand(fmt::format("operation = \"{}\"\ncondition_fails = 1", call), index_of_1_kb);
        EXPECT_EQ(run.table("tab").totals.consumed[1], HalfUnits::units(3'000)) << call;
        EXPECT_EQ(index_units(run), 0) << call;
        EXPECT_EQ(run.table("tab").totals.calls.conditional_check_failed, 1'000u) << call;
        EXPECT_EQ(run.totals().admitted, 1'000u) << call;  // charged and not resent
    }
}

TEST(OperationCases, a_failed_condition_on_a_missing_item_costs_what_the_era_says) {
    const std::string calls = "operation = \"PutItem\"\ncondition_fails = 1\nmissing = 1";
    EXPECT_EQ(thousand(calls, "", "2018").totals().consumed[1], HalfUnits::units(1'000));
    EXPECT_EQ(thousand(calls, "", "2024").totals().consumed[1], HalfUnits::units(3'000));
    EXPECT_EQ(thousand(calls, "[model]\nabsent_item_charge = \"attempted_item\"", "2018")
                  .totals()
                  .consumed[1],
              HalfUnits::units(3'000));
}

TEST(OperationCases, shares_are_drawn_for_each_request_and_failures_counted) {
    const FinishedRun run =
        thousand("mix = { GetItem = 0.5, PutItem = 0.5 }\ncondition_fails = \"10 %\"");
    // A tenth of 500 puts fails: 50 with a standard deviation below 7.
    EXPECT_NEAR(static_cast<double>(run.totals().calls.conditional_check_failed), 50, 42);
    EXPECT_EQ(run.report().json()["tables"]["tab"]["conditional_check_failed_requests"],
              run.totals().calls.conditional_check_failed);
}

}  // namespace
}  // namespace isotherm
