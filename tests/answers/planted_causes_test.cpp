// SPDX-License-Identifier: Apache-2.0
// A scenario for each cause of throttling, in which nothing else can be the cause.

#include "engine/insight/remedy.h"
#include "tests/answers/planted.h"

namespace isotherm {
namespace {

// 1,500 writes a second of one unit to one key, on 40,000 WCU: its partition does 1,000, so a third
// is refused (a published case: the table's throughput does not matter).
const std::string one_key = R"(
era = "2026"
duration = "2m"
[tables.votes]
item_size = "1 KB"
capacity = { read = 10, write = 40000 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1500/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)";

TEST(PlantedCause, hot_key) {
    const Planted planted(one_key);
    ASSERT_EQ(planted.findings.size(), 1U) << planted.text();
    const ThrottleFinding& finding = planted.only();
    EXPECT_EQ(finding.cause, ThrottleCause::hot_key) << planted.text();
    EXPECT_TRUE(planted.books_balance());
    EXPECT_DOUBLE_EQ(finding.share, 1);
    EXPECT_EQ(finding.resource, ResourceName("votes"));
    EXPECT_EQ(finding.side, Side::write);
    EXPECT_NEAR(finding.evidence.asked, 1'500, 1);
    EXPECT_NEAR(finding.evidence.limit, 1'000, 1);
    ASSERT_EQ(finding.evidence.keys.size(), 1U);
    EXPECT_EQ(finding.evidence.keys.front().workload, "voters");
    EXPECT_EQ(finding.evidence.keys.front().throttled, finding.throttled);
    EXPECT_EQ(finding.reason(), "TableWriteKeyRangeThroughputExceeded");
    EXPECT_EQ(finding.metric(), "WriteKeyRangeThroughputThrottleEvents");
    EXPECT_EQ(finding.exception(), "ProvisionedThroughputExceededException");
}

// The same key on demand: another exception, the same reason.
TEST(PlantedCause, hot_key_on_demand) {
    std::string text = one_key;
    const std::string provisioned = "read = 10, write = 40000";
    text.replace(text.find(provisioned), provisioned.size(), "mode = \"on_demand\"");
    const Planted planted(text);
    EXPECT_EQ(planted.only().cause, ThrottleCause::hot_key) << planted.text();
    EXPECT_EQ(planted.only().reason(), "TableWriteKeyRangeThroughputExceeded");
    EXPECT_EQ(planted.only().exception(), "ThrottlingException");
}

// 20 a second on 5 from the start, for 2 minutes, with nothing saved: 15 of 20 are refused.
const std::string overload = R"(
era = "2026"
duration = "2m"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 5 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)";

TEST(PlantedCause, insufficient_capacity) {
    const Planted planted(overload);
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::insufficient_capacity), 1) << planted.text();
    EXPECT_NEAR(planted.only().evidence.asked, 20, 0.5);
    EXPECT_NEAR(planted.only().evidence.limit, 5, 1e-9);
    EXPECT_EQ(planted.only().reason(), "TableWriteProvisionedThroughputExceeded");
    EXPECT_FALSE(planted.only().evidence.weak);
}

// One partition has one key: the table is too small, and the key is not to blame.
TEST(PlantedCause, a_single_key_of_a_small_table_is_not_hot) {
    const Planted planted(overload, {{"workloads.voters.keys.distinct", "1"}});
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::insufficient_capacity), 1) << planted.text();
}

// 2 a second, and 60 a second for 20 s: over five minutes (280 x 2 + 20 x 60) / 300 = 5.9 of 10.
TEST(PlantedCause, burst_spent) {
    const Planted planted(R"(
era = "2026"
duration = "10m"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 10 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "spike", rate = "2/s", peak = "60/s", at = "10s", lasting = "20s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.run.totals().throttled, 500U);
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::burst_spent), 1) << planted.text();
}

// The fourth quarter of the hash space has half of the requests, spread over many keys. Of 400
// units, its partition has 100 and is asked for 175 of 350.
TEST(PlantedCause, uneven_partitions) {
    const Planted planted(R"(
era = "2016"
duration = "5m"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
partitions = 4
capacity = { read = 40, write = 400 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "350/s" }
keys = { distribution = "hash_slices", weights = [1, 1, 1, 3], keys_per_slice = 500 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.share(ThrottleCause::uneven_partitions), 0.99) << planted.text();
    EXPECT_TRUE(planted.books_balance());
    EXPECT_EQ(planted.only().evidence.partitions, 1U);
    EXPECT_NEAR(planted.only().evidence.asked, 175, 2);
    EXPECT_NEAR(planted.only().evidence.limit, 100, 1e-9);
}

// A hot key that is another one every 6 s. Nothing is saved, so that it throttles at once.
TEST(PlantedCause, rolling_hot_key) {
    const Planted planted(R"(
era = "2016"
duration = "10m"
model.burst_window = "0s"
[tables.votes]
item_size = "1 KB"
partitions = 16
capacity = { read = 40, write = 1600 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "400/s" }
keys = { distribution = "drifting_hot_set", distinct = 100, hot_share = 0.01, hot_traffic = 0.9, around = "10m" }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.share(ThrottleCause::rolling_hot_key), 0.95) << planted.text();
}

// Sixteen partitions of a scaled-down table, as in the shipped scenario `dilution`.
TEST(PlantedCause, dilution) {
    const Planted planted(R"(
era = "2016"
seed = 11
duration = "1h"
[tables.diluted]
size = "9 GB"
capacity = { read = 10, write = 200 }
[changes.raise]
at = "5m"
table = "diluted"
write = 11000
[changes.lower]
at = "15m"
table = "diluted"
write = 200
[workloads.on_diluted]
table = "diluted"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "150/s" }
keys = { distribution = "zipf", distinct = 200, exponent = 0.8 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.share(ThrottleCause::dilution), 0.98) << planted.text();
    EXPECT_EQ(planted.only().evidence.partitions_before, 1U);
    EXPECT_NEAR(planted.only().evidence.limit_before, 200, 1e-9);
    // The capacity in force is that of the second change.
    std::string changes;
    for (const Remedy& remedy :
         remedies_of(planted.findings, planted.run.recording(), planted.run.report().scenario()))
        changes += remedy.change() + '\n';
    EXPECT_NE(changes.find("changes.lower.write = "), std::string::npos) << changes;
    EXPECT_EQ(changes.find("tables.diluted.capacity.write = "), std::string::npos) << changes;
}

const std::string tracked = R"(
era = "2026"
duration = "1h"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 100 }
scaling.write = { policy = "target_tracking", target_utilization = 0.7, min = 20, max = 1000 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "spike", rate = "60/s", peak = "400/s", at = "20m", lasting = "40m" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)";

// Target tracking meets a step some minutes later; while throttled, each of its raises is by
// 1 / 0.7 only.
TEST(PlantedCause, scaling_lag) {
    const Planted planted(tracked);
    EXPECT_GT(planted.run.totals().throttled, 1'000U);
    EXPECT_GT(planted.share(ThrottleCause::scaling_lag), 0.99) << planted.text();
    ASSERT_TRUE(planted.only().evidence.scaling.has_value());
    EXPECT_EQ(planted.only().evidence.scaling->policy, "target_tracking");
    EXPECT_EQ(planted.only().evidence.scaling->maximum, 1'000);
}

// With a maximum of 150, the table stays short of 400 a second: what is refused before it has 150
// is lag, all the rest the maximum.
TEST(PlantedCause, scaling_maximum) {
    const Planted planted(tracked, {{"tables.votes.scaling.write.max", "150"}});
    EXPECT_GT(planted.share(ThrottleCause::scaling_maximum), 0.85) << planted.text();
    // One try of a second whose demand fits is neither.
    EXPECT_NEAR(
        planted.share(ThrottleCause::scaling_maximum) + planted.share(ThrottleCause::scaling_lag),
        1, 1e-4);
    EXPECT_TRUE(planted.books_balance());
}

// Target tracking wants 143 units, and the account has 130: from the first refusal on, the quota is
// the cause, before it the delay of the alarm.
TEST(PlantedCause, account_quota) {
    const Planted planted(tracked,
                          {{"model.account_quota", "130"}, {"model.enforce_quotas", "true"}});
    EXPECT_GT(planted.share(ThrottleCause::account_quota), 0.85) << planted.text();
    EXPECT_NEAR(
        planted.share(ThrottleCause::account_quota) + planted.share(ThrottleCause::scaling_lag), 1,
        0.01)
        << planted.text();
}

TEST(PlantedCause, table_quota_that_refuses_a_raise) {
    const Planted planted(tracked,
                          {{"model.table_quota", "130"}, {"model.enforce_quotas", "true"}});
    EXPECT_GT(planted.share(ThrottleCause::table_quota), 0.85) << planted.text();
}

// 1,200 units a second on demand, where 800 is the maximum that somebody set.
TEST(PlantedCause, on_demand_maximum) {
    const Planted planted(R"(
era = "2026"
duration = "3m"
[tables.votes]
item_size = "1 KB"
capacity = { mode = "on_demand", maximum_write = 800 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1200/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::on_demand_maximum), 1) << planted.text();
    EXPECT_EQ(planted.only().reason(), "TableWriteMaxOnDemandThroughputExceeded");
    // The limit is what was set, not the 4,000 that a new table can serve.
    EXPECT_DOUBLE_EQ(planted.only().evidence.limit, 800);
    EXPECT_NE(planted.text().find("its on-demand maximum was 800 WCU/s."), std::string::npos)
        << planted.text();
}

// Twice the old peak of 4,000 is there at once; 20,000 are asked for.
TEST(PlantedCause, on_demand_growth) {
    const Planted planted(R"(
era = "2026"
duration = "5m"
[tables.orders]
item_size = "40 KB"
capacity = { mode = "on_demand", previous_peak_write = 4000 }
[workloads.shoppers]
table = "orders"
operation = "PutItem"
arrivals = { shape = "constant", rate = "500/s" }
keys = { distribution = "uniform", distinct = 1000000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.share(ThrottleCause::on_demand_growth), 0.99) << planted.text();
    EXPECT_TRUE(planted.only().on_demand);
}

// 1,100 x 40 units a second are above the 40,000 of a table.
TEST(PlantedCause, table_quota) {
    const Planted planted(R"(
era = "2026"
duration = "2m"
model.enforce_quotas = true
[tables.orders]
item_size = "40 KB"
capacity = { mode = "on_demand", warm_write = 80000 }
[workloads.shoppers]
table = "orders"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1100/s" }
keys = { distribution = "uniform", distinct = 1000000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.share(ThrottleCause::table_quota), 0.99) << planted.text();
    EXPECT_EQ(planted.only().reason(), "TableWriteAccountLimitExceeded");
    EXPECT_EQ(planted.only().exception(), "RequestLimitExceeded");
}

// 400 KB are 400 units; the bucket of 1 WCU holds 300.
TEST(PlantedCause, impossible_write) {
    const Planted planted(R"(
era = "2026"
duration = "2m"
[tables.files]
item_size = "400 KB"
capacity = { read = 1, write = 1 }
[workloads.uploads]
table = "files"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_EQ(planted.run.totals().admitted, 0U);
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::impossible_write), 1) << planted.text();
    EXPECT_DOUBLE_EQ(planted.only().evidence.write_units, 400);
}

// 35 writes a second cause as many in an index of 25: after 450 s the table is held back.
const std::string with_index = R"(
era = "2016"
duration = "30m"
start = 2016-03-01T09:00:00Z
model.initial_burst = 0
[tables.events]
item_size = "400 B"
capacity = { read = 10, write = 50 }
indexes.by_owner = { partition_key = "owner", distinct = 100000, capacity = { read = 10, write = 25 } }
[workloads.writers]
table = "events"
operation = "PutItem"
arrivals = { shape = "constant", rate = "35/s" }
keys = { distribution = "uniform", distinct = 30000000 }
client = { retry = "fire_and_forget" }
)";

TEST(PlantedCause, index_capacity) {
    const Planted planted(with_index);
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::index_capacity), 1) << planted.text();
    const ThrottleFinding& finding = planted.only();
    EXPECT_EQ(finding.resource, ResourceName("events", "by_owner"));
    EXPECT_NEAR(static_cast<double>(finding.first_second), 450, 5);
    EXPECT_NEAR(finding.evidence.limit, 25, 1e-9);
    EXPECT_NEAR(finding.evidence.index_wait_s, 180, 5);
    EXPECT_EQ(finding.reason(), "IndexWriteProvisionedThroughputExceeded");
    EXPECT_TRUE(planted.books_balance());
}

// Enough for the whole index, but all entries of a day are in one of its two partitions.
TEST(PlantedCause, hot_index_key) {
    const Planted planted(with_index, {{"tables.events.indexes.by_owner.keys", "time"},
                                       {"tables.events.indexes.by_owner.period", "24h"},
                                       {"tables.events.indexes.by_owner.partitions", "2"},
                                       {"tables.events.indexes.by_owner.capacity.write", "50"}});
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::hot_index_key), 1) << planted.text();
    EXPECT_EQ(planted.only().resource, ResourceName("events", "by_owner"));
    EXPECT_FALSE(planted.only().evidence.keys.empty());
}

}  // namespace
}  // namespace isotherm
