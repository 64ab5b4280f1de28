// SPDX-License-Identifier: Apache-2.0
// Partition counts against the documented cases V-P1 to V-P12 of the throughput reference.

#include "engine/model/partition_count.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace isotherm {
namespace {

const Era era_2016 = *era_named("2016");
const Era era_2024 = *era_named("2024");

constexpr Bytes gigabytes(std::uint64_t count) { return Bytes{count << 30}; }

// Share of one partition in milli-units per second.
std::int64_t share(std::int64_t units, std::int64_t partitions) {
    return (CapacityRate::units_per_second(units) / partitions).in_milli_units_per_second();
}

TEST(PartitionCount, of_new_tables_is_that_of_the_developer_guide_VP1_to_VP3) {
    EXPECT_EQ(partitions_at_creation(era_2016, {1'000, 500}, {}), 1);
    EXPECT_EQ(partitions_at_creation(era_2016, {1'000, 1'000}, {}), 2);
    EXPECT_EQ(share(1'000, 2), 500'000);
    EXPECT_EQ(partitions_at_creation(era_2016, {5'000, 2'000}, {}), 4);
    EXPECT_EQ(share(5'000, 4), 1'250'000);
    EXPECT_EQ(share(2'000, 4), 500'000);
}

TEST(PartitionCount, doubles_when_throughput_no_longer_fits_VP4) {
    EXPECT_EQ(partitions_after_change(era_2016, 4, {8'000, 2'000}), 8);
    EXPECT_EQ(share(8'000, 8), 1'000'000);
    EXPECT_EQ(share(2'000, 8), 250'000);
}

TEST(PartitionCount, a_split_partitions_share_is_halved_VP5) {
    // Four partitions of 1,250/500; one reaches 10 GB and is split into two of 625/250.
    EXPECT_EQ((CapacityRate::units_per_second(5'000) / 4 / 2).in_milli_units_per_second(), 625'000);
    EXPECT_EQ((CapacityRate::units_per_second(2'000) / 4 / 2).in_milli_units_per_second(), 250'000);
}

TEST(PartitionCount, counts_throughput_and_size_VP6) {
    EXPECT_EQ(partitions_at_creation(era_2016, {5'000, 500}, gigabytes(8)), 3);
    EXPECT_EQ(share(5'000, 3), 1'666'666);
    EXPECT_EQ(share(500, 3), 166'666);
    // By size alone: a partition holds 10 GB.
    EXPECT_EQ(partitions_at_creation(era_2016, {1, 1}, gigabytes(10)), 1);
    EXPECT_EQ(partitions_at_creation(era_2016, {1, 1}, Bytes{(10ULL << 30) + 1}), 2);
    EXPECT_EQ(partitions_at_creation(era_2016, {1, 1}, gigabytes(80)), 8);
}

TEST(PartitionCount, grows_and_never_shrinks_as_in_the_paper_VP8) {
    std::int64_t partitions = partitions_at_creation(era_2016, {0, 3'200}, {});
    EXPECT_EQ(partitions, 4);
    EXPECT_EQ(share(3'200, partitions), 800'000);
    partitions = partitions_after_change(era_2016, partitions, {0, 3'600});
    EXPECT_EQ(partitions, 4);
    EXPECT_EQ(share(3'600, partitions), 900'000);
    partitions = partitions_after_change(era_2016, partitions, {0, 6'000});
    EXPECT_EQ(partitions, 8);
    EXPECT_EQ(share(6'000, partitions), 750'000);
    partitions = partitions_after_change(era_2016, partitions, {0, 5'000});
    EXPECT_EQ(partitions, 8);
    EXPECT_EQ(share(5'000, partitions), 625'000);  // the paper prints 675
}

TEST(PartitionCount, of_a_bulk_load_lasts_after_it_VP9_VP10) {
    // 20 million items of 1 KB in 30 minutes: 11,111 WCU; the guide rounds to 11,000.
    EXPECT_EQ(partitions_at_creation(era_2016, {0, 11'000}, gigabytes(20)), 11);
    EXPECT_EQ(share(11'000, 11), 1'000'000);
    EXPECT_EQ(partitions_at_creation(era_2016, {0, 11'111}, gigabytes(20)), 12);
    EXPECT_EQ(partitions_after_change(era_2016, 11, {0, 200}), 11);
    EXPECT_EQ(share(200, 11), 18'181);
    EXPECT_EQ(partitions_at_creation(era_2016, {0, 1'900}, {}), 2);  // V-P11
}

TEST(PartitionCount, of_a_large_table_VP12) {
    EXPECT_EQ(partitions_at_creation(era_2016, {0, 200'000}, {}), 200);
    EXPECT_EQ(share(200'000, 200), 1'000'000);
}

TEST(PartitionCount, today_counts_reads_and_writes_apart) {
    EXPECT_EQ(partitions_at_creation(era_2024, {1'000, 1'000}, {}), 1);
    EXPECT_EQ(partitions_at_creation(era_2024, {5'000, 2'000}, {}), 2);
    EXPECT_EQ(partitions_at_creation(era_2024, {3'001, 0}, {}), 2);
    // V-P14: lowering throughput changes nothing.
    EXPECT_EQ(partitions_after_change(era_2024, 10, {10, 10}), 10);
}

TEST(PartitionCount, is_the_smallest_that_keeps_every_partition_within_its_maximum) {
    EXPECT_TRUE(rc::check("R/n/3000 + W/n/1000 <= 1, and not for n - 1", [] {
        const Throughput provisioned{*rc::gen::inRange<std::int64_t>(0, 1'000'000),
                                     *rc::gen::inRange<std::int64_t>(1, 1'000'000)};
        const std::int64_t combined = partitions_for_throughput(era_2016, provisioned);
        // In units of 1/3,000 of a partition, which serves 3,000 reads or 1,000 writes per second.
        const std::int64_t load = provisioned.read + 3 * provisioned.write;
        RC_ASSERT(load <= 3'000 * combined);
        RC_ASSERT(load > 3'000 * (combined - 1));
        const std::int64_t apart = partitions_for_throughput(era_2024, provisioned);
        RC_ASSERT(provisioned.read <= 3'000 * apart && provisioned.write <= 1'000 * apart);
        RC_ASSERT(provisioned.read > 3'000 * (apart - 1) ||
                  provisioned.write > 1'000 * (apart - 1));
    }));
}

}  // namespace
}  // namespace isotherm
