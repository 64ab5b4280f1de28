// SPDX-License-Identifier: Apache-2.0
// The Recorder's counts for requests made by hand.

#include "engine/admission/burst_left.h"
#include "engine/recording/recorder.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace isotherm {
namespace {

// Two tables, one with two partitions and one with one; each partition has 100 units per second for
// reads and writes.
Tables two_tables() {
    TableSpec orders, users;
    orders.name = "orders";
    orders.capacity.provisioned = {200, 200};
    orders.partitions = 2;
    users.name = "users";
    users.capacity.provisioned = {100, 100};
    users.partitions = 1;
    Tables tables(*era_named("2016"), {orders, users});
    for (std::size_t p = 0; p < tables.partitions.size(); ++p) {
        for (const Side side : both_sides) {
            const auto share = CapacityRate::units_per_second(100);
            tables.partitions.limit[p][side] = share;
            tables.partitions.buckets[p].of[side] = TokenBucket(share, tables.era().windows(), 0.5);
        }
    }
    return tables;
}

struct Try {
    SimTime time;
    Key key;
    std::uint32_t workload;  // 0 and 1 use the table with the same number
    Operation operation;
    std::uint32_t partition;
    std::int64_t half_units;
    Outcome outcome;
    bool resent = false;
    std::uint8_t attempt = 1;
};

RequestBatch batch_of(const std::vector<Try>& tries) {
    RequestBatch batch;
    batch.resize(tries.size());
    for (std::size_t i = 0; i < tries.size(); ++i) {
        const Try& one = tries[i];
        Request request;
        request.arrival = one.time;
        request.key = one.key;
        request.bytes = 100;
        request.table = {one.workload};
        request.workload = {one.workload};
        request.operation = one.operation;
        request.attempt = one.attempt;
        batch.set_row(i, request);
        batch.partition[i] = {one.partition};
        batch.cost[i] = HalfUnits(one.half_units);
        batch.outcome[i] = one.outcome;
        batch.resent[i] = one.resent;
    }
    return batch;
}

void close_second(Recorder& recorder, std::int64_t second, const Tables& tables) {
    recorder.close_second(second, tables, [&](PartitionIndex partition, Side side) {
        return burst_left(tables, partition, side, sim_start + std::chrono::seconds(second + 1));
    });
    recorder.begin_second();
}

constexpr auto put = Operation::put_item;
constexpr auto get = Operation::get_item;
constexpr auto refused = Outcome::partition_share;

// Requests of second 0: three to orders, one of which is refused and resent, and one to users.
const std::vector<Try> first_second{
    {sim_start + 100ms, 1, 0, put, 0, 4, Outcome::admitted},
    {sim_start + 200ms, 2, 0, put, 1, 6, refused, true},
    {sim_start + 300ms, 1, 0, get, 0, 1, Outcome::admitted},
    {sim_start + 900ms, 9, 1, get, 2, 2, Outcome::admitted},
};
const std::vector<Try> third_second{
    {sim_start + 2100ms, 2, 0, put, 1, 6, Outcome::table_throughput, false, 2},
    {sim_start + 2200ms, 2, 0, put, 1, 6, Outcome::partition_maximum, true},
};

TEST(Recorder, counts_every_try_by_second_partition_table_and_workload) {
    const Tables tables = two_tables();
    Recorder recorder(tables, {"shop", "web"}, 2);
    recorder.record(batch_of(first_second));
    close_second(recorder, 0, tables);
    close_second(recorder, 1, tables);
    recorder.record(batch_of(third_second));
    close_second(recorder, 2, tables);
    recorder.add_waiting({0}, {0});
    recorder.finish(3s, tables);

    const Recording& recording = recorder.recording();
    EXPECT_EQ(recording.seconds(), 3);
    const Totals& shop = recording.workloads[0];
    EXPECT_EQ(shop.requests, 4u);
    EXPECT_EQ(shop.attempts, 5u);
    EXPECT_EQ(shop.admitted, 2u);
    EXPECT_EQ(shop.throttled, 3u);
    EXPECT_EQ(shop.given_up, 1u);
    EXPECT_EQ(shop.waiting, 1u);
    EXPECT_EQ(recording.workloads[1].requests, 1u);

    const TableRecording& orders = recording.tables[0];
    EXPECT_EQ(orders.totals.consumed[0], HalfUnits(1));
    EXPECT_EQ(orders.totals.consumed[1], HalfUnits(4));
    EXPECT_EQ(orders.totals.tries[1], (std::array<std::uint64_t, outcome_count>{1, 1, 1, 1}));
    ASSERT_EQ(orders.seconds[1].size(), 3u);
    EXPECT_EQ(orders.seconds[1][0].demand, 10);
    EXPECT_EQ(orders.seconds[1][0].consumed, 4);
    EXPECT_EQ(orders.seconds[1][0].throttled(), 1u);
    EXPECT_EQ(orders.seconds[1][1].demand, 0);
    EXPECT_EQ(orders.seconds[1][1].provisioned, 200'000);
    EXPECT_EQ(orders.seconds[1][2].throttled(), 2u);
    EXPECT_TRUE(orders.heat[1].row(1).empty());
    EXPECT_TRUE(orders.heat[0].row(2).empty());
    const HeatCell& cell = orders.heat[1].row(2)[1];
    EXPECT_EQ(cell.demand, 12u);
    EXPECT_EQ(cell.throttled, 12u);
    EXPECT_EQ(cell.throttled_count, 2u);
    EXPECT_EQ(cell.refusals,
              refusal_bit(Outcome::table_throughput) | refusal_bit(Outcome::partition_maximum));
    EXPECT_EQ(orders.partitions[1].throttled[1], 3u);
    EXPECT_EQ(orders.partitions[0].consumed[1], HalfUnits(4));
    EXPECT_EQ(recording.tables[1].totals.consumed[0], HalfUnits(2));
}

// The bucket of 100 units per second holds 30,000 units and starts half full. After one second it
// has 15,100 units: 100 for the current second and 15,000 saved for bursts, of at most 29,900.
TEST(Recorder, keeps_what_is_left_of_the_burst) {
    const Tables tables = two_tables();
    Recorder recorder(tables, {"shop", "web"}, 2);
    recorder.record(batch_of(first_second));
    close_second(recorder, 0, tables);
    EXPECT_EQ(recorder.recording().tables[0].heat[1].row(0)[0].burst_left,
              static_cast<std::uint16_t>(15'000.0 / 29'900 * burst_full));
}

// Partition 0 rests with a full bucket of 30,000 units, which is not looked at in each second. When
// its rate doubles, it can hold twice as many. The next second adds 200: 200 are for the current
// second, and 30,000 are saved, of at most 59,800.
TEST(Recorder, sees_that_a_full_bucket_has_grown) {
    Tables tables = two_tables();
    TokenBucket& bucket = tables.partitions.buckets[0].of[1];
    const BucketWindows windows = tables.era().windows();
    bucket = TokenBucket(CapacityRate::units_per_second(100), windows, 1);
    Recorder recorder(tables, {"shop", "web"}, 2);
    const auto left_after = [&](std::int64_t second) {
        const SimTime asked = sim_start + std::chrono::seconds(second);
        recorder.record(batch_of({{asked, 2, 0, put, 1, 2, Outcome::admitted}}));
        close_second(recorder, second, tables);
        return recorder.recording().tables[0].heat[1].row(second)[0].burst_left;
    };
    EXPECT_EQ(left_after(0), burst_full);
    EXPECT_EQ(left_after(1), burst_full);
    bucket.set_rate(CapacityRate::units_per_second(200), sim_start + 2s, windows);
    recorder.follow(tables);
    EXPECT_EQ(left_after(2), static_cast<std::uint16_t>(30'000.0 / 59'800 * burst_full));
}

// If partitions save nothing, the table's bucket counts. It has 200 units per second, holds 60,000
// and starts half full. After one second it has 30,200 units: 200 for the current second and 30,000
// saved for bursts, of at most 59,800.
TEST(Recorder, keeps_what_is_left_of_the_tables_burst) {
    Tables tables = two_tables();
    Table& orders = tables.tables[0];
    orders.partition_windows = {1s, 0s};
    orders.bucket_windows = tables.era().windows();
    orders.bucket[1] =
        TableTokenBucket(CapacityRate::units_per_second(200), tables.era().windows(), 0.5);
    Recorder recorder(tables, {"shop", "web"}, 2);
    recorder.record(batch_of(first_second));
    close_second(recorder, 0, tables);
    EXPECT_EQ(recorder.recording().tables[0].heat[1].row(0)[0].burst_left,
              static_cast<std::uint16_t>(30'000.0 / 59'800 * burst_full));
}

TEST(Recorder, names_hot_and_throttled_keys_with_their_partitions) {
    const Tables tables = two_tables();
    Recorder recorder(tables, {"shop", "web"}, 2);
    recorder.record(batch_of(first_second));
    close_second(recorder, 0, tables);
    recorder.add_waiting({0}, {0});
    recorder.finish(1s, tables);
    const TableRecording& orders = recorder.recording().tables[0];
    ASSERT_EQ(orders.hottest.size(), 2u);
    EXPECT_EQ(orders.hottest[0].key, 1u);
    EXPECT_EQ(orders.hottest[0].count, 2u);
    EXPECT_EQ(orders.hottest[0].partition, tables.tables[0].ranges.owner(position_of(1)).value);
    ASSERT_EQ(orders.most_throttled.size(), 1u);
    EXPECT_EQ(orders.most_throttled[0].key, 2u);
}

TEST(Recorder, joins_throttled_seconds_into_episodes_across_short_gaps) {
    const Tables tables = two_tables();
    Recorder recorder(tables, {"shop", "web"}, 2);
    for (const int second : {3, 5, 15, 40}) {
        recorder.record(
            batch_of({{sim_start + std::chrono::seconds(second), 2, 0, put, 1, 2, refused}}));
        close_second(recorder, second, tables);
    }
    recorder.finish(41s, tables);
    std::vector<std::pair<std::int64_t, std::int64_t>> episodes;
    for (const Event& event : recorder.recording().events) {
        if (event.kind == EventKind::throttling)
            episodes.emplace_back(event.second, event.end_second);
    }
    EXPECT_EQ(episodes, (std::vector<std::pair<std::int64_t, std::int64_t>>{{3, 16}, {40, 41}}));
}

TEST(Recorder, refuses_to_finish_with_inconsistent_counts) {
    const Tables tables = two_tables();
    Recorder recorder(tables, {"shop", "web"}, 2);
    recorder.record(batch_of(first_second));
    close_second(recorder, 0, tables);
    // No request waits, although one was marked as resent.
    EXPECT_THROW(recorder.finish(1s, tables), std::logic_error);
}

TEST(Recorder, fingerprints_tell_arrivals_from_outcomes) {
    const Tables tables = two_tables();
    const auto prints = [&](const std::vector<std::vector<Try>>& batches) {
        Recorder recorder(tables, {"shop", "web"}, 2);
        for (const auto& batch : batches) recorder.record(batch_of(batch));
        return std::pair(recorder.arrivals_fingerprint(), recorder.outcomes_fingerprint());
    };
    const auto whole = prints({first_second});
    EXPECT_EQ(prints({{first_second[0]}, {first_second[1], first_second[2]}, {first_second[3]}}),
              whole);
    std::vector<Try> other = first_second;
    other[1].outcome = Outcome::admitted;
    EXPECT_EQ(prints({other}).first, whole.first);
    EXPECT_NE(prints({other}).second, whole.second);
    other = first_second;
    other[1].time += 1us;
    EXPECT_NE(prints({other}).first, whole.first);
    EXPECT_EQ(prints({other}).second, whole.second);
}

}  // namespace
}  // namespace isotherm
