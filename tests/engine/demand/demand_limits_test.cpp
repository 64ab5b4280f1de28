// SPDX-License-Identifier: Apache-2.0
// Which limit the demand reaches and when: closed forms of buckets, indexes and on-demand tables.

#include <fmt/format.h>

#include "tests/engine/demand/demand_of.h"

namespace isotherm {
namespace {

struct Written {
    std::string era = "2024";
    std::string capacity = "read = 10, write = 10";
    std::string table{};
    std::string rate = "100/s";
    std::string keys = "distribution = \"uniform\", distinct = 1000000";
    std::string operation = "PutItem";
    std::string more{};
    std::string duration = "1h";
};

DemandOf demand_of(const Written& written) {
    return DemandOf(
        fmt::format("era = \"{}\"\nduration = \"{}\"\n[tables.events]\n"
                    "capacity = {{ mode = \"provisioned\", {} }}\n{}\n"
                    "[workloads.w]\ntable = \"events\"\noperation = \"{}\"\n"
                    "arrivals = {{ shape = \"constant\", rate = \"{}\" }}\nkeys = {{ {} }}\n"
                    "client = {{ retry = \"fire_and_forget\" }}\n{}\n",
                    written.era, written.duration, written.capacity, written.table,
                    written.operation, written.rate, written.keys, written.more));
}

const std::string one_key = "distribution = \"sequential\", distinct = 1";

// A burst of 300 s x 300 units lasts 90,000 / (450 - 300) = 600 s.
TEST(DemandLimits, of_the_whole_table_hold_under_global_admission) {
    const DemandOf demand = demand_of({.capacity = "read = 300, write = 10",
                                       .rate = "450/s",
                                       .operation = "GetItem",
                                       .more = "consistency = \"strong\""});
    const Shortage* shortage = shortage_of(demand.reads("events"), DemandLimit::table_throughput);
    ASSERT_NE(shortage, nullptr);
    EXPECT_NEAR(seconds_of(shortage->throttles_from), 600, 0.1);
    EXPECT_NEAR(shortage->worst.units, 450, 1e-6);
    EXPECT_NEAR(shortage->worst.limit, 300, 1e-6);
}

TEST(DemandLimits, are_reported_even_if_the_burst_lasts_longer_than_the_run) {
    const DemandOf demand = demand_of({.capacity = "read = 300, write = 10",
                                       .rate = "450/s",
                                       .operation = "GetItem",
                                       .more = "consistency = \"strong\"",
                                       .duration = "5m"});
    const Shortage* shortage = shortage_of(demand.reads("events"), DemandLimit::table_throughput);
    ASSERT_NE(shortage, nullptr);
    EXPECT_FALSE(shortage->throttles_from);
    EXPECT_NEAR(seconds_of(shortage->would_throttle), 600, 0.1);
    EXPECT_FALSE(demand.reads("events").throttles_from);
}

TEST(DemandLimits, come_at_once_without_burst) {
    const DemandOf demand =
        demand_of({.era = "2016",
                   .capacity = "read = 10, write = 100",
                   .rate = "150/s",
                   .more = "[model]\nburst_window = \"0s\"\ninitial_burst = 0"});
    EXPECT_NEAR(seconds_of(demand.writes("events").throttles_from), 0, 1);
}

// Each partition's share is 250: its burst of 75,000 units lasts 75,000 / (300 - 250) s.
TEST(DemandLimits, of_static_shares_are_those_of_each_partition) {
    const DemandOf demand = demand_of({.era = "2016",
                                       .capacity = "read = 10, write = 1000",
                                       .table = "partitions = 4",
                                       .rate = "300/s",
                                       .keys = one_key});
    const Shortage* shortage = shortage_of(demand.writes("events"), DemandLimit::partition_share);
    ASSERT_NE(shortage, nullptr);
    EXPECT_NEAR(shortage->worst.limit, 250, 1e-6);
    EXPECT_NEAR(seconds_of(shortage->throttles_from), 1'500, 0.1);
    EXPECT_EQ(shortage_of(demand.writes("events"), DemandLimit::table_throughput), nullptr);
}

TEST(DemandLimits, of_one_partition_are_3000_strong_and_4500_eventual_reads) {
    const auto hot = [](const std::string& rate, const std::string& consistency) {
        const DemandOf demand = demand_of({.capacity = "read = 30000, write = 10",
                                           .rate = rate,
                                           .keys = one_key,
                                           .operation = "GetItem",
                                           .more = "consistency = \"" + consistency + "\""});
        return shortage_of(demand.reads("events"), DemandLimit::partition_maximum) != nullptr;
    };
    EXPECT_FALSE(hot("2990/s", "strong"));
    EXPECT_TRUE(hot("3010/s", "strong"));
    // An eventually consistent read costs half a unit.
    EXPECT_FALSE(hot("8980/s", "eventual"));
    EXPECT_TRUE(hot("9020/s", "eventual"));
}

TEST(DemandLimits, of_one_partition_are_1000_writes) {
    EXPECT_FALSE(
        demand_of({.capacity = "read = 10, write = 5000", .rate = "1000/s", .keys = one_key})
            .writes("events")
            .throttles_from);
    const DemandOf demand =
        demand_of({.capacity = "read = 10, write = 5000", .rate = "1010/s", .keys = one_key});
    EXPECT_NE(shortage_of(demand.writes("events"), DemandLimit::partition_maximum), nullptr);
    EXPECT_NEAR(demand.writes("events").key.units, 1'010, 1e-6);
}

std::string on_demand(const std::string& rate, const std::string& keys, const std::string& more,
                      const std::string& duration = "20m") {
    return fmt::format(
        "era = \"2019\"\nduration = \"{}\"\n[tables.events]\n"
        "capacity = {{ mode = \"on_demand\"{} }}\n[workloads.w]\ntable = \"events\"\n"
        "operation = \"PutItem\"\narrivals = {{ shape = \"constant\", rate = \"{}\" }}\n"
        "keys = {{ {} }}\nclient = {{ retry = \"fire_and_forget\" }}\n",
        duration, more, rate, keys);
}

// A new on-demand table takes 4,000 writes per second, 1,000 in each of four partitions.
TEST(DemandLimits, of_a_new_on_demand_table_are_4000_writes) {
    const std::string spread = "distribution = \"hash_slices\", weights = [1, 1, 1, 1]";
    const DemandOf within(on_demand("3900/s", spread, ""));
    EXPECT_EQ(within.resource("events").partitions, 4u);
    EXPECT_FALSE(within.writes("events").throttles_from);
    const DemandOf above(on_demand("4200/s", spread, ""));
    const Shortage* shortage = shortage_of(above.writes("events"), DemandLimit::on_demand_capacity);
    ASSERT_NE(shortage, nullptr);
    EXPECT_NEAR(shortage->worst.limit, 4'000, 1e-6);
    EXPECT_NE(shortage_of(DemandOf(on_demand("1100/s", one_key, "")).writes("events"),
                          DemandLimit::partition_maximum),
              nullptr);
}

// Twice the previous peak, 30 minutes after the peak began.
TEST(DemandLimits, of_an_on_demand_table_are_twice_its_peak_half_an_hour_later) {
    const std::string spread = "distribution = \"hash_slices\", weights = [1, 1, 1, 1]";
    const std::string later =
        "[workloads.w.changes.more]\nat = \"{}\"\n"
        "arrivals = {{ shape = \"constant\", rate = \"6000/s\" }}\n";
    const std::string text = on_demand("3500/s", spread, "", "2h");
    EXPECT_TRUE(
        DemandOf(text + fmt::format(fmt::runtime(later), "20m")).writes("events").throttles_from);
    EXPECT_FALSE(
        DemandOf(text + fmt::format(fmt::runtime(later), "40m")).writes("events").throttles_from);
}

TEST(DemandLimits, of_an_on_demand_table_include_the_users_maximum) {
    const DemandOf demand(on_demand("600/s", "distribution = \"uniform\", distinct = 1000000",
                                    ", maximum_write = 500"));
    EXPECT_NE(shortage_of(demand.writes("events"), DemandLimit::on_demand_maximum), nullptr);
    // The capacity is what was set, not the more that a new table can serve.
    EXPECT_DOUBLE_EQ(demand.resource("events").capacity[Side::write], 500);
}

// A bucket of 1 WCU holds 300 units; a write of 400 KB costs 400.
TEST(DemandLimits, of_single_writes_are_what_a_full_bucket_holds) {
    const auto impossible = [](const std::string& size) {
        return demand_of({.era = "2016",
                          .capacity = "read = 1, write = 1",
                          .table = "item_size = \"" + size + "\"",
                          .rate = "1/h"})
            .writes("events")
            .impossible_share;
    };
    EXPECT_EQ(impossible("300 KB"), 0);
    EXPECT_EQ(impossible("301 KB"), 1);
}

TEST(DemandLimits, of_single_reads_are_none_because_reads_are_owed) {
    const DemandOf demand = demand_of({.era = "2016",
                                       .capacity = "read = 1, write = 1",
                                       .table = "item_size = \"400 KB\"\npartitions = 10",
                                       .rate = "1/h",
                                       .operation = "GetItem"});
    EXPECT_EQ(demand.reads("events").impossible_share, 0);
}

DemandOf with_index(const std::string& era, const std::string& rate, int index_write,
                    const std::string& more, const std::string& duration = "1h") {
    return demand_of(
        {.era = era,
         .capacity = "read = 10, write = 5000",
         .table = fmt::format("indexes.by_day = {{ keys = \"time\", period = \"24h\", capacity = "
                              "{{ mode = \"provisioned\", read = 10, write = {} }} }}",
                              index_write),
         .rate = rate,
         .more = more,
         .duration = duration});
}

// 350 writes per second exceed the index's rate of 250 by 100: after 450 s the backlog is the
// 45,000 entries that the index writes in 180 s (180 x 250).
TEST(DemandLimits, of_an_index_refuse_its_table_after_the_lag) {
    const DemandOf demand = with_index("2016", "350/s", 250, "[model]\ninitial_burst = 0");
    const ResourceDemand& index = demand.resource("events", "by_day");
    ASSERT_TRUE(index.lag && index.lag->refuses_from);
    EXPECT_NEAR(seconds_of(index.lag->refuses_from), 450, 1);
    EXPECT_NEAR(index.lag->rate, 250, 1e-6);
    EXPECT_NEAR(seconds_of(demand.writes("events").throttles_from), 450, 1);
}

// One key of an index gets at most 1,000 writes per second, whatever the index's capacity. With
// 1,500 per second the backlog grows by 500 and reaches 180 s x 1,000 after 360 s.
TEST(DemandLimits, of_an_index_include_what_one_partition_can_do) {
    for (const int write : {2'000, 10'000, 40'000}) {
        const DemandOf demand = with_index("2024", "1500/s", write, "");
        EXPECT_NEAR(seconds_of(demand.resource("events", "by_day").lag->refuses_from), 360, 1)
            << write;
    }
}

TEST(DemandLimits, of_an_index_are_reported_even_if_the_run_ends_before) {
    const DemandOf demand = with_index("2016", "350/s", 250, "[model]\ninitial_burst = 0", "5m");
    const ResourceDemand& index = demand.resource("events", "by_day");
    ASSERT_TRUE(index.lag);
    EXPECT_FALSE(index.lag->refuses_from);
    EXPECT_NEAR(seconds_of(index.lag->would_refuse), 450, 1);
    EXPECT_FALSE(demand.writes("events").throttles_from);
}

// The change at 10 min takes ten seconds and lowers the capacity to 50. A demand of 80 exceeds it
// by 30, so the burst of 15,000 units lasts 15,000 / 30 = 500 s.
TEST(DemandLimits, follow_the_changes_of_a_table) {
    const DemandOf demand =
        demand_of({.era = "2016",
                   .capacity = "read = 10, write = 200",
                   .rate = "80/s",
                   .keys = one_key,
                   .more = "[changes.less]\nat = \"10m\"\ntable = \"events\"\nwrite = 50"});
    EXPECT_NEAR(seconds_of(demand.writes("events").throttles_from), 600 + 10 + 500, 2);
}

TEST(DemandLimits, follow_a_scaling_policy_up_to_its_maximum) {
    const auto throttles = [](int most) {
        return demand_of({.capacity = "read = 10, write = 100",
                          .table = fmt::format("scaling.write = {{ policy = \"target_tracking\", "
                                               "target_utilization = 0.7, min = 50, max = {} }}",
                                               most),
                          .rate = "200/s",
                          .duration = "3h"})
            .writes("events")
            .throttles_from;
    };
    EXPECT_FALSE(throttles(1'000));
    EXPECT_TRUE(throttles(150));
}

// The mean demand is 6 % below the limit, but the bucket holds only one second: reported as a
// shortage by chance.
TEST(DemandLimits, near_the_mean_are_met_by_chance) {
    const auto chance = [](const std::string& shape) {
        return DemandOf(
                   "era = \"2016\"\nduration = \"1h\"\n[tables.events]\n"
                   "capacity = { mode = \"provisioned\", read = 10, write = 50 }\n"
                   "[workloads.w]\ntable = \"events\"\noperation = \"PutItem\"\n"
                   "arrivals = { shape = \"" +
                   shape +
                   "\", rate = \"47/s\" }\nkeys = { distribution = \"uniform\", distinct = 1000000 "
                   "}\n[model]\nburst_window = \"0s\"\n")
            .writes("events")
            .chance;
    };
    EXPECT_GT(chance("poisson"), 0.5);
    EXPECT_LT(chance("constant"), 0.01);
}

}  // namespace
}  // namespace isotherm
