// SPDX-License-Identifier: Apache-2.0
// Demand of workloads against arithmetic: rates, peaks of arrival shapes, keys, indexes.

#include <fmt/format.h>

#include <cmath>

#include "engine/model/key_space.h"
#include "tests/engine/demand/demand_of.h"

namespace isotherm {
namespace {

// A scenario whose table can serve all requests.
std::string scenario(const std::string& arrivals, const std::string& more,
                     const std::string& table = "", const std::string& duration = "1h") {
    return fmt::format(
        "era = \"2016\"\nduration = \"{}\"\n[tables.events]\npartitions = 4\n"
        "capacity = {{ mode = \"provisioned\", read = 10000, write = 4000 }}\n{}\n"
        "[workloads.w]\ntable = \"events\"\narrivals = {{ {} }}\n{}\n",
        duration, table, arrivals, more);
}
const std::string puts =
    "operation = \"PutItem\"\nkeys = { distribution = \"uniform\", distinct = 1000000 }";

TEST(DemandRates, do_not_depend_on_the_duration_or_on_other_workloads) {
    const std::string other =
        "[workloads.a]\ntable = \"events\"\narrivals = { shape = \"constant\", rate = \"3/s\" }\n"
        "operation = \"GetItem\"\nkeys = { distribution = \"uniform\", distinct = 10 }\n";
    for (const char* duration : {"1s", "1h", "30d"}) {
        for (const std::string& more : {std::string(), other}) {
            const DemandOf demand(
                scenario("shape = \"poisson\", rate = \"700/s\"", puts, "", duration) + more);
            EXPECT_NEAR(demand.writes("events").mean, 700, 1e-6) << duration;
            EXPECT_NEAR(demand.writes("events").peak.units, 700, 1e-6) << duration;
        }
    }
}

TEST(DemandRates, of_a_ramp_are_highest_at_its_end) {
    const DemandOf demand(
        scenario("shape = \"ramp\", from = \"10/s\", to = \"70/s\", over = \"30m\"", puts));
    const SideDemand& writes = demand.writes("events");
    EXPECT_NEAR(writes.mean, (40 * 1'800 + 70 * 1'800) / 3'600.0, 1e-6);
    EXPECT_NEAR(writes.peak.units, 70, 1e-6);
    // The peak begins where the rate is within 1 % (0.7) of its maximum of 70. The rate rises by 60
    // in 1,800 s, so that is 21 s before the end of the ramp.
    EXPECT_NEAR(seconds_of(writes.peak.from), 1'800 - 21, 1);
    EXPECT_NEAR(seconds_of(writes.peak.until), 3'600, 1e-6);
}

TEST(DemandRates, of_a_spike_are_those_of_the_spike_and_its_time) {
    const DemandOf demand(scenario(
        "shape = \"spike\", rate = \"5/s\", peak = \"400/s\", at = \"20m\", lasting = \"90s\"",
        puts));
    const SideDemand& writes = demand.writes("events");
    EXPECT_NEAR(writes.peak.units, 400, 1e-6);
    EXPECT_NEAR(seconds_of(writes.peak.from), 1'200, 1e-6);
    EXPECT_NEAR(seconds_of(writes.peak.until), 1'290, 1e-6);
    EXPECT_NEAR(writes.mean, (5 * 3'510 + 400 * 90) / 3'600.0, 1e-6);
}

TEST(DemandRates, of_a_day_are_highest_at_its_peak) {
    const DemandOf demand(
        scenario("shape = \"diurnal\", mean = \"100/s\", amplitude = 0.8, peak_at = \"15h\"", puts,
                 "", "2d"));
    const SideDemand& writes = demand.writes("events");
    EXPECT_NEAR(writes.peak.units, 180, 1e-6);
    EXPECT_LT(seconds_of(writes.peak.from), 15 * 3'600);
    EXPECT_GT(seconds_of(writes.peak.until), 15 * 3'600);
    EXPECT_NEAR(writes.mean, 100, 0.1);
}

// On a curve of many short lines, each a little higher than the one before, the peak is where the
// rate is within 1 % of its highest: where the cosine is (178.2 - 100) / 80, 2,923 s from 15:00.
TEST(DemandRates, of_a_slow_curve_peak_near_their_highest_alone) {
    const DemandOf demand(
        scenario("shape = \"product\", rate = \"100/s\", of = [{ factor = \"diurnal\", amplitude = "
                 "0.8, peak_at = \"15h\" }]",
                 puts, "", "1d"));
    const PeakDemand& peak = demand.writes("events").peak;
    EXPECT_NEAR(peak.units, 180, 0.2);
    EXPECT_NEAR(seconds_of(peak.from), 15 * 3'600 - 2'923, 120);
    EXPECT_NEAR(seconds_of(peak.until), 15 * 3'600 + 2'923, 120);
}

TEST(DemandRates, stop_where_the_arrivals_stop) {
    const DemandOf demand(scenario(
        "shape = \"constant\", rate = \"100/s\", start_after = \"10m\", count = 6000", puts));
    const SideDemand& writes = demand.writes("events");
    EXPECT_NEAR(writes.peak.units, 100, 1e-6);
    EXPECT_NEAR(seconds_of(writes.peak.from), 600, 1e-6);
    EXPECT_NEAR(seconds_of(writes.peak.until), 660, 1e-6);
    EXPECT_NEAR(writes.mean, 6'000 / 3'600.0, 1e-6);
}

TEST(DemandRates, follow_the_changes_of_a_workload) {
    const DemandOf demand(scenario("shape = \"constant\", rate = \"100/s\"", puts) +
                          "[workloads.w.changes.more]\nat = \"50m\"\n"
                          "arrivals = { shape = \"constant\", rate = \"900/s\" }\n");
    const SideDemand& writes = demand.writes("events");
    EXPECT_NEAR(writes.peak.units, 900, 1e-6);
    EXPECT_NEAR(seconds_of(writes.peak.from), 3'000, 1e-6);
    EXPECT_NEAR(writes.mean, (100 * 3'000 + 900 * 600) / 3'600.0, 1e-6);
}

// 20 KB cost 5 read units, half of that when eventually consistent, and 20 write units.
TEST(DemandRates, are_units_of_the_calls_that_are_made) {
    const DemandOf demand(
        scenario("shape = \"constant\", rate = \"100/s\"",
                 "mix = { GetItem = 0.9, PutItem = 0.1 }\nconsistency = \"eventual\"\n"
                 "sizes = { distribution = \"fixed\", size = \"20 KB\" }\n"
                 "keys = { distribution = \"uniform\", distinct = 100 }"));
    EXPECT_NEAR(demand.reads("events").mean, 90 * 2.5, 1e-6);
    EXPECT_NEAR(demand.writes("events").mean, 10 * 20, 1e-6);
}

// For an exponential X with mean m, the mean of ceil(X) is 1 / (1 - e^(-1/m)).
TEST(DemandRates, round_up_each_size_of_a_distribution) {
    const DemandOf demand(scenario("shape = \"constant\", rate = \"100/s\"",
                                   "operation = \"PutItem\"\n"
                                   "sizes = { distribution = \"exponential\", mean = \"3 KB\" }\n"
                                   "keys = { distribution = \"uniform\", distinct = 100000000 }"));
    EXPECT_NEAR(demand.writes("events").mean, 100 / (1 - std::exp(-1 / 3.0)), 0.5);
}

TEST(DemandRates, of_the_first_keys_of_zipf_are_in_proportion) {
    const DemandOf demand(
        scenario("shape = \"poisson\", rate = \"3000/s\"",
                 "operation = \"PutItem\"\n"
                 "keys = { distribution = \"zipf\", distinct = 2, exponent = 1 }"));
    const SideDemand& writes = demand.writes("events");
    EXPECT_EQ(writes.hottest_key, "0");
    EXPECT_NEAR(writes.key.units, 2'000, 1e-6);
}

TEST(DemandRates, of_a_key_are_divided_by_its_write_shards) {
    const DemandOf demand(scenario("shape = \"poisson\", rate = \"3000/s\"",
                                   "operation = \"PutItem\"\nwrite_shards = 10\n"
                                   "keys = { distribution = \"explicit\", weights = [1] }"));
    const SideDemand& writes = demand.writes("events");
    EXPECT_NEAR(writes.key.units, 300, 1e-6);
    EXPECT_EQ(writes.hottest_key.substr(0, 2), "0.");
}

TEST(DemandRates, of_keys_that_several_workloads_share_add_up) {
    const DemandOf demand(
        scenario(
            "shape = \"constant\", rate = \"500/s\"",
            "operation = \"PutItem\"\nkeys = { distribution = \"sequential\", distinct = 1 }") +
        "[workloads.v]\ntable = \"events\"\narrivals = { shape = \"constant\", rate = \"100/s\" }\n"
        "operation = \"PutItem\"\nkeys = { distribution = \"uniform\", distinct = 10 }\n");
    EXPECT_NEAR(demand.writes("events").key.units, 510, 1e-6);
}

// Partitions are equal slices of the hash space, so each gets the requests of its slice.
TEST(DemandRates, of_partitions_follow_the_hash_slices) {
    const DemandOf demand(
        scenario("shape = \"constant\", rate = \"1000/s\"",
                 "operation = \"PutItem\"\n"
                 "keys = { distribution = \"hash_slices\", weights = [1, 1, 7, 1] }"));
    EXPECT_EQ(demand.writes("events").hottest_partition, 2u);
    EXPECT_NEAR(demand.writes("events").partition.units, 700, 1);
}

// A put writes one index entry. An update writes one if a projected attribute changes, two if the
// index key changes.
TEST(DemandRates, of_indexes_are_none_one_or_two_writes_each) {
    const auto entries = [](const std::string& operation, const std::string& index) {
        const DemandOf demand(
            scenario("shape = \"constant\", rate = \"200/s\"",
                     "operation = \"" + operation +
                         "\"\nkeys = { distribution = \"uniform\", distinct = 1000 }",
                     "indexes.by_day = { capacity = { mode = \"provisioned\", read = 10, write = "
                     "10000 }" +
                         index + " }"));
        return demand.writes("events", "by_day").mean;
    };
    EXPECT_NEAR(entries("PutItem", ""), 200, 1e-6);
    EXPECT_NEAR(entries("DeleteItem", ""), 200, 1e-6);
    EXPECT_NEAR(entries("GetItem", ""), 0, 1e-6);
    EXPECT_NEAR(entries("PutItem", ", in_index = \"10 %\""), 20, 1e-6);
    EXPECT_NEAR(entries("UpdateItem", ", projected_changes = \"25 %\""), 50, 1e-6);
    EXPECT_NEAR(entries("UpdateItem", ", key_changes = \"100 %\""), 400, 1e-6);
    EXPECT_NEAR(entries("UpdateItem", ", key_changes = \"50 %\", projected_changes = \"0 %\""), 200,
                1e-6);
    EXPECT_NEAR(entries("PutItem", ", entry_size = \"2500 B\""), 600, 1e-6);
}

TEST(DemandRates, of_an_index_keyed_by_time_are_one_key_a_period_and_suffix) {
    const auto demand_with = [](const std::string& suffixes) {
        return DemandOf(
            scenario("shape = \"constant\", rate = \"200/s\"", puts,
                     "indexes.by_hour = { keys = \"time\", period = \"1h\", capacity = { mode = "
                     "\"provisioned\", read = 10, write = 10000 }" +
                         suffixes + " }",
                     "3h"));
    };
    EXPECT_NEAR(demand_with("").writes("events", "by_hour").key.units, 200, 1e-6);
    EXPECT_NEAR(demand_with("").writes("events", "by_hour").partition.units, 200, 1e-6);
    EXPECT_NEAR(demand_with(", suffixes = 8").writes("events", "by_hour").key.units, 25, 1e-6);
}

// Writes of a table also pay for entries in its local indexes.
TEST(DemandRates, of_a_table_include_its_local_indexes) {
    const DemandOf demand(scenario(
        "shape = \"constant\", rate = \"200/s\"", puts,
        "sort_key = \"sk\"\nindexes.by_state = { kind = \"local\", in_index = \"50 %\" }"));
    EXPECT_NEAR(demand.writes("events").mean, 300, 1e-6);
}

}  // namespace
}  // namespace isotherm
