// SPDX-License-Identifier: Apache-2.0
// Which partitions the end of a second visits.

#include "engine/model/partition_seconds.h"

#include <gtest/gtest.h>

#include <random>

namespace isotherm {
namespace {

std::vector<std::uint32_t> asked_in(PartitionSeconds& seconds) {
    seconds.list_asked();
    std::vector<std::uint32_t> numbers;
    for (const PartitionIndex partition : seconds.asked()) numbers.push_back(partition.value);
    return numbers;
}

TEST(PartitionSeconds, know_who_was_asked_until_the_next_second) {
    PartitionSeconds seconds(21);
    for (const std::uint32_t p : {20U, 7U, 0U, 8U, 7U}) seconds.of({p}).demand[Side::write] += 2;
    EXPECT_EQ(asked_in(seconds), (std::vector<std::uint32_t>{0, 7, 8, 20}));
    EXPECT_EQ(asked_in(seconds), (std::vector<std::uint32_t>{0, 7, 8, 20}));
    EXPECT_EQ(seconds[PartitionIndex{7}].demand[Side::write], 4u);
    seconds.resize(40);
    seconds.clear();
    for (const PartitionSecond& second : std::as_const(seconds).all()) EXPECT_TRUE(second.idle());
    EXPECT_TRUE(asked_in(seconds).empty());
    seconds.of({39}).demand[Side::read] = 1;
    EXPECT_EQ(asked_in(seconds), (std::vector<std::uint32_t>{39}));
}

// The list is found 64 partitions at a time: whole words, a rest, and marks at their edges.
TEST(PartitionSeconds, list_those_who_were_asked_among_any_number) {
    std::mt19937 random(1);
    for (const std::uint32_t partitions : {1U, 63U, 64U, 65U, 127U, 128U, 200U, 1'000U}) {
        for (const std::uint32_t one_in : {1U, 2U, 7U, 50U}) {
            PartitionSeconds seconds(partitions);
            std::vector<std::uint32_t> asked;
            for (std::uint32_t p = 0; p < partitions; ++p) {
                if (random() % one_in != 0) continue;
                seconds.of({p}).demand[Side::read] = 1;
                asked.push_back(p);
            }
            EXPECT_EQ(asked_in(seconds), asked) << partitions << " partitions";
        }
    }
}

// Whoever counts many partitions at once asks each of them, new ones as well.
TEST(PartitionSeconds, all_are_asked_when_all_are_handed_out) {
    PartitionSeconds seconds(5);
    seconds.resize(11);
    seconds.all()[10].demand[Side::read] = 1;
    EXPECT_EQ(asked_in(seconds).size(), 11u);
    seconds.clear();
    EXPECT_TRUE(std::as_const(seconds).all()[10].idle());
}

TEST(PartitionSeconds, of_counts_that_were_made_elsewhere_are_all_asked) {
    std::vector<PartitionSecond> made(3);
    made[1].demand[Side::write] = 6;
    const PartitionSeconds seconds(made);
    EXPECT_EQ(seconds.asked().size(), 3u);
    EXPECT_EQ(seconds[PartitionIndex{1}].demand[Side::write], 6u);
}

}  // namespace
}  // namespace isotherm
