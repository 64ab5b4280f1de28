// SPDX-License-Identifier: Apache-2.0
// What a write costs in the other Regions, how late it is there, and who wins.

#include <gtest/gtest.h>

#include "engine/run/run_bill.h"
#include "tests/replicas/region_run.h"

namespace isotherm {
namespace {

// V-F39, first part: 100 writes a second are 100 replicated write units a second in each Region.
TEST(Replication, costs_the_same_in_each_region) {
    // With one router, none runs out of its tokens. The first write comes after 10 ms.
    const FinishedRun run(text_of({.duration = "100s",
                                   .replicas = three_regions,
                                   .rest = writer("shop", "orders", "100/s"),
                                   .model = "model.burst_window = \"0s\"\nmodel.routers = 1"}));
    constexpr std::uint64_t writes = 100 * 100 - 1;
    EXPECT_EQ(written_units(run, "orders"), writes);
    for (const char* name : {"orders to orders@eu", "orders to orders@ap"}) {
        const ConsumerRecord& record = direction(run, name);
        EXPECT_EQ(record.written, writes);
        EXPECT_EQ(record.done + record.left, record.written);
        EXPECT_NEAR(static_cast<double>(record.left), 55, 8);  // 0.5 s, in turns of 0.1 s
        EXPECT_EQ(units(record), static_cast<double>(record.done));
        EXPECT_EQ(record.age.percentile(0.5), record.age.percentile(0.99));
        EXPECT_NEAR(static_cast<double>(record.age.percentile(0.5)), 500'000, 2'000);
    }
    EXPECT_EQ(written_units(run, "orders@eu"), units(direction(run, "orders to orders@eu")));
    EXPECT_EQ(run.totals().requests, writes);  // replicated writes are no requests of callers
}

// V-F39, second part: 300 writes a second into 200. After 600 s 60,000 wait, and the oldest has
// waited for 200 s; 300 s after the last write all are applied.
TEST(Replication, of_a_replica_that_is_too_small_falls_behind) {
    const std::string until =
        "[workloads.shop.changes.over]\nat = \"600s\"\narrivals.rate = "
        "\"1/h\"\n";
    const FinishedRun run(
        text_of({.duration = "16m",
                 .replicas = "replicas.eu = { region = \"eu-west-1\", capacity = { write = 200 } }",
                 .rest = writer("shop", "orders", "300/s", until)}));
    const std::vector<BacklogSecond>& backlog = run.table("orders@eu").backlog;
    ASSERT_GT(backlog.size(), 910u);
    EXPECT_NEAR(static_cast<double>(backlog[599].entries), 60'000, 200);
    EXPECT_NEAR(static_cast<double>(backlog[599].oldest_us) * 1e-6, 200, 1);
    EXPECT_GT(backlog[895].entries, 500u);
    EXPECT_LT(backlog[903].entries, 5u);
    const ConsumerRecord& record = direction(run, "orders to orders@eu");
    EXPECT_NEAR(static_cast<double>(record.age.most()) * 1e-6, 300, 2);
    EXPECT_EQ(run.table("orders").totals.throttled, 0u);  // Virginia is not throttled
    EXPECT_GT(record.repeated, 0u);
}

// V-F39, third part: of A's writes to an item, those that B's next write overwrites before it has
// seen them: 1 - e^(-b lag).
TEST(Replication, counts_writes_that_were_overwritten_unseen) {
    const FinishedRun run(text_of({.duration = "10h",
                                   .rest = writer("a", "orders", "2/s", "", "poisson", 1) +
                                           writer("b", "orders@eu", "1/s", "", "poisson", 1)}));
    const ConsumerRecord& record = direction(run, "orders to orders@eu");
    EXPECT_NEAR(static_cast<double>(record.conflicts) / static_cast<double>(record.done), 0.39347,
                0.01);
    const ConsumerRecord& other = direction(run, "orders@eu to orders");
    EXPECT_NEAR(static_cast<double>(other.conflicts) / static_cast<double>(other.done), 0.63212,
                0.01);
}

// The log-normal lag has the median and the 99th percentile that are set.
TEST(Replication, lag_has_the_quantiles_of_its_settings) {
    const FinishedRun run(text_of(
        {.duration = "10m", .replication = "{}", .rest = writer("shop", "orders", "100/s")}));
    const ConsumerRecord& record = direction(run, "orders to orders@eu");
    EXPECT_NEAR(static_cast<double>(record.age.percentile(0.5)) * 1e-6, 1, 0.02);
    EXPECT_NEAR(static_cast<double>(record.age.percentile(0.99)) * 1e-6, 2.5, 0.12);
}

double billed(const FinishedRun& run, const std::string& text, PriceItem item) {
    const RunBill bill = run_bill(run.recording(), *scenario_of(text));
    double sum = 0;
    for (const StatementLine& line : bill.bill.period.lines)
        if (line.item == item) sum += line.quantity.in_units();
    return sum;
}

// So many writes of 1 KB, one after the other.
std::string of_writes(int count, const std::string& operation = "PutItem") {
    return fmt::format(
        R"([workloads.shop]
table = "orders"
callers = {{ kind = "items", total = {} }}
steps = [{{ call = "{}", key = "{{item}}", for_each = "item in chunk" }}]
)",
        count, operation);
}

// AWS's example of three days: 150 writes with two Regions, then 200 with an index of all
// attributes: 300 replicated write units; 400, and 400 ordinary ones.
TEST(Replication, is_billed_as_in_the_example_of_aws) {
    const std::string two = text_of(
        {.capacity = "{ mode = \"on_demand\" }", .rest = of_writes(150), .model = with_latency});
    EXPECT_EQ(billed(FinishedRun(two), two, PriceItem::rwru_million), 300);
    EXPECT_EQ(billed(FinishedRun(two), two, PriceItem::wru_million), 0);
    const std::string indexed = text_of({.capacity = "{ mode = \"on_demand\" }",
                                         .table = "indexes.by_day = { partition_key = \"day\" }",
                                         .rest = of_writes(200),
                                         .model = with_latency});
    EXPECT_EQ(billed(FinishedRun(indexed), indexed, PriceItem::rwru_million), 400);
    EXPECT_EQ(billed(FinishedRun(indexed), indexed, PriceItem::wru_million), 400);
}

// s12: 100 puts a second in three Regions are 788.4 million units a month, $492.75 where a million
// costs $0.625.
TEST(Replication, of_on_demand_tables_costs_what_the_price_books_say) {
    const std::string text =
        text_of({.duration = "1000s",
                 .capacity = "{ mode = \"on_demand\" }",
                 .replication = "{ lag = \"1 ms\", lag_p99 = \"1 ms\" }",
                 .replicas = "replicas.two = { region = \"us-east-2\" }\nreplicas.west = { region "
                             "= \"us-west-2\" }",
                 .rest = writer("shop", "orders", "100/s")});
    const FinishedRun run(text);
    const RunBill bill = run_bill(run.recording(), *scenario_of(text));
    double dollars = 0, units = 0;
    for (const StatementLine& line : bill.bill.month.lines) {
        if (line.item != PriceItem::rwru_million) continue;
        dollars += line.amount->in_dollars();
        units += line.quantity.in_units();
    }
    EXPECT_NEAR(units, 788.4e6, 0.2e6);
    EXPECT_NEAR(dollars, 492.75, 0.15);
}

// Prices are those of each Region; where none are known, they are named.
TEST(Replication, is_priced_in_its_region) {
    const std::string text = text_of({.replicas = "replicas.eu = { region = \"eu-west-1\" }\n"
                                                  "replicas.paris = { region = \"eu-west-3\" }",
                                      .rest = writer("shop", "orders", "1/s")});
    const RunBill bill = run_bill(FinishedRun(text).recording(), *scenario_of(text));
    const PriceBook ireland = shipped_price_books().named("euw1-2024").value();
    bool seen = false;
    for (const StatementLine& line : bill.bill.period.lines) {
        if (line.item != PriceItem::rwcu_hour || line.resource.table != "orders@eu") continue;
        seen = true;
        EXPECT_EQ(line.price->exact_text(), ireland.usd(PriceItem::rwcu_hour)->exact_text());
        EXPECT_EQ(line.quantity.in_units(), 1'000);
    }
    EXPECT_TRUE(seen);
    ASSERT_FALSE(bill.bill.period.complete());
    bool named = false;
    for (const std::string& missing : bill.bill.period.missing)
        named = named || (missing.starts_with("rwcu_hour") &&
                          missing.find("none of eu-west-3") != std::string::npos);
    EXPECT_TRUE(named) << bill.bill.period.missing.front();
}

// Version 2017, two Regions, items of 1 KB: put 2 + 2, update 2 + 1, delete 1 + 2.
TEST(Replication, of_version_2017_writes_twice) {
    const auto both = [](const std::string& operation) {
        const std::string text = text_of(
            {.replication = "{ version = \"2017\", lag = \"500 ms\", lag_p99 = \"500 ms\" }",
             .rest = of_writes(100, operation),
             .model = with_latency});
        const FinishedRun run(text);
        return std::pair(written_units(run, "orders"), written_units(run, "orders@eu"));
    };
    EXPECT_EQ(both("PutItem"), std::pair(200.0, 200.0));
    EXPECT_EQ(both("UpdateItem"), std::pair(200.0, 100.0));
    EXPECT_EQ(both("DeleteItem"), std::pair(100.0, 200.0));
}

// Items that expire are deleted at no cost where they were written, for 1 unit/KB elsewhere.
TEST(Replication, of_expired_items_is_charged) {
    const std::string text = text_of(
        {.duration = "20m",
         .table = "new_items = \"100 %\"\ntime_to_live = \"5m\"\ntime_to_live_delay = \"0s\"",
         .rest = of_writes(100),
         .model = with_latency});
    const FinishedRun run(text);
    EXPECT_EQ(run.table("orders").totals.calls.time_to_live_deleted, 100u);
    EXPECT_EQ(run.table("orders@eu").totals.calls.time_to_live_deleted, 0u);
    EXPECT_EQ(written_units(run, "orders"), 100);
    EXPECT_EQ(written_units(run, "orders@eu"), 200);
}

// Each Region has its own scaling: with the table's policy, each follows its own use.
TEST(Replication, wakes_the_scaling_of_each_region) {
    const std::string policy =
        "scaling.write = { policy = \"target_tracking\", target_utilization = 0.7, min = 100, max "
        "= 1000 }";
    const FinishedRun run(text_of({.duration = "20m",
                                   .capacity = "{ read = 100, write = 200 }",
                                   .table = policy,
                                   .rest = writer("shop", "orders", "180/s"),
                                   .model = ""}));
    for (const char* name : {"orders", "orders@eu"})
        EXPECT_NEAR(
            static_cast<double>(run.table(name).seconds[Side::write].back().provisioned) * 1e-3,
            180 / 0.7, 2)
            << name;
}

}  // namespace
}  // namespace isotherm
