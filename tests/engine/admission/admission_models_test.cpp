// SPDX-License-Identifier: Apache-2.0
// Admission models on their own, one batch at a time. tests/engine/run/published_cases_test.cpp
// tests them in whole runs.

#include <gtest/gtest.h>

#include <numeric>

#include "engine/admission/admission_model.h"

namespace isotherm {
namespace {

// A table of `capacity` units per second for reads and writes. Its buckets hold one second and
// start full; there is no burst unless `burst` is given.
struct Service {
    Service(std::string_view model_name, std::int64_t capacity, std::int64_t partitions,
            SimDuration burst = 0s)
        : tables(era_with(burst), {spec(capacity, partitions)}),
          model(Catalog<AdmissionKind>::instance().create(model_name)->start(1)) {
        model->allocate(tables, {0}, sim_start);
    }

    struct Try {
        SimTime time;
        std::uint32_t partition;
        Operation operation;
        std::int64_t units;
    };
    std::vector<Outcome> outcomes(const std::vector<Try>& tries) {
        RequestBatch batch;
        batch.resize(tries.size());
        for (std::size_t i = 0; i < tries.size(); ++i) {
            Request request;
            // A second later, because a partition's maximum starts with an empty bucket.
            request.arrival = tries[i].time + 1s;
            request.operation = tries[i].operation;
            batch.set_row(i, request);
            batch.partition[i] = {tries[i].partition};
            batch.cost[i] = HalfUnits::units(tries[i].units);
        }
        std::vector<std::uint32_t> rows(batch.size());
        std::iota(rows.begin(), rows.end(), 0U);
        model->admit(batch, rows, tables);
        return batch.outcome;
    }

    static Era era_with(SimDuration burst) {
        Era era = *era_named("2016");
        era.burst_window = burst;
        return era;
    }
    static TableSpec spec(std::int64_t capacity, std::int64_t partitions) {
        TableSpec table;
        table.name = "orders";
        table.capacity.provisioned = {capacity, capacity};
        table.partitions = partitions;
        return table;
    }

    Tables tables;
    std::unique_ptr<AdmissionModel> model;
};

constexpr auto put = Operation::put_item;
constexpr auto get = Operation::get_item;
constexpr auto yes = Outcome::admitted;
constexpr auto share = Outcome::partition_share;
constexpr auto table = Outcome::table_throughput;
constexpr auto maximum = Outcome::partition_maximum;

TEST(StaticShares, partition_limits_are_equal_parts_rounded_down) {
    const Service service("static_shares", 100, 3);
    for (std::size_t p = 0; p < 3; ++p) {
        for (const Side side : both_sides) {
            EXPECT_EQ(service.tables.partitions.limit[p][side],
                      CapacityRate::milli_units_per_second(33'333));
        }
    }
}

// Two partitions of 5 units: an empty bucket affects neither the other partition nor the other
// side.
TEST(StaticShares, partitions_and_sides_have_separate_buckets) {
    Service service("static_shares", 10, 2);
    EXPECT_EQ(service.outcomes({{sim_start, 0, put, 5},
                                {sim_start, 0, put, 1},
                                {sim_start, 1, put, 5},
                                {sim_start, 0, get, 5},
                                {sim_start, 1, put, 1},
                                {sim_start + 199'999us, 0, put, 1},  // 5/s: a unit takes 200 ms
                                {sim_start + 200ms, 0, put, 1},
                                // a bucket never holds more than one second's units
                                {sim_start + 10s, 0, put, 6}}),
              (std::vector{yes, share, yes, yes, share, share, yes, share}));
}

TEST(StaticShares, unused_units_are_saved_for_the_burst_window) {
    Service service("static_shares", 10, 2, 20s);
    // The bucket holds 20 s x 5 units at the start, and not more than that after another minute.
    EXPECT_EQ(service.outcomes({{sim_start, 0, put, 100},
                                {sim_start, 0, put, 1},
                                {sim_start + 1min, 0, put, 101},
                                {sim_start + 1min, 0, put, 100}}),
              (std::vector{yes, share, share, yes}));
}

TEST(StaticShares, new_throughput_keeps_what_fits) {
    Service service("static_shares", 10, 2);
    EXPECT_EQ(service.outcomes({{sim_start, 0, put, 5}}), (std::vector{yes}));
    service.tables.tables[0].provisioned[1] = CapacityRate::units_per_second(2);
    service.model->allocate(service.tables, {0}, sim_start + 1s);
    EXPECT_EQ(service.tables.partitions.limit[0][1], CapacityRate::units_per_second(1));
    // Partition 0 had earned 5 units and partition 1 held 5; each now keeps one second of the new
    // rate, 1 unit.
    EXPECT_EQ(service.outcomes({{sim_start + 1s, 0, put, 2},
                                {sim_start + 1s, 0, put, 1},
                                {sim_start + 1s, 1, put, 2}}),
              (std::vector{share, yes, share}));
}

TEST(GlobalAdmission, any_partition_may_use_what_the_table_has) {
    Service service("global_admission", 10, 4);
    EXPECT_EQ(service.outcomes({{sim_start, 0, put, 9},
                                {sim_start, 3, put, 2},
                                {sim_start, 3, put, 1},
                                {sim_start, 3, get, 10}}),
              (std::vector{yes, table, yes, yes}));
}

TEST(GlobalAdmission, a_partition_stops_at_its_maximum_whatever_the_table_has) {
    Service service("global_admission", 10'000, 20);
    EXPECT_EQ(service.outcomes({{sim_start, 0, put, 1'000},
                                {sim_start, 0, put, 1},
                                {sim_start, 0, get, 3'000},
                                {sim_start, 0, get, 1},
                                {sim_start, 1, put, 1'000},
                                {sim_start + 1ms, 0, put, 1},
                                {sim_start + 1ms, 0, put, 1}}),
              (std::vector{yes, maximum, yes, maximum, yes, yes, maximum}));
    EXPECT_EQ(service.tables.partitions.limit[0][0], CapacityRate::units_per_second(3'000));
    EXPECT_EQ(service.tables.partitions.limit[0][1], CapacityRate::units_per_second(1'000));
}

// A refusal by the table takes nothing from the partition, and the other way round.
TEST(GlobalAdmission, a_refusal_costs_nothing) {
    Service service("global_admission", 1'200, 2);
    EXPECT_EQ(service.outcomes({{sim_start, 0, put, 1'000},
                                {sim_start, 1, put, 201},  // the table has 200 left
                                {sim_start, 0, put, 1},    // the partition has none left
                                {sim_start, 1, put, 200},
                                {sim_start + 1s, 1, put, 1'000}}),
              (std::vector{yes, table, maximum, yes, yes}));
}

}  // namespace
}  // namespace isotherm
