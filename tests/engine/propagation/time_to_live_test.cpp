// SPDX-License-Identifier: Apache-2.0
// Items that expire: when they are deleted, how many, and which partitions lose their bytes.

#include "engine/propagation/time_to_live.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

TableSpec expiring(SimDuration after, SimDuration delay) {
    TableSpec spec;
    spec.name = "sessions";
    spec.size = Bytes{8'000};
    spec.partitions = 2;
    spec.capacity.provisioned = {10, 10};
    spec.time_to_live = after;
    spec.time_to_live_delay = delay;
    return spec;
}

TEST(TimeToLive, deletes_at_the_end_of_the_minute_in_which_the_delay_ends) {
    const std::vector<TableSpec> specs{expiring(100s, 0s)};
    Tables tables(*era_named("2018"), specs);
    TimeToLive expiry(tables, specs, 1);
    Streams unread;
    ASSERT_FALSE(expiry.empty());
    expiry.add({0}, {0}, 300, sim_start + 19s);
    expiry.add({0}, {0}, 300, sim_start + 20s);
    expiry.add({0}, {1}, 500, sim_start + 79s);
    EXPECT_EQ(expiry.carry_out(sim_start + 60s, tables, unread)[0], 0u);
    EXPECT_EQ(expiry.carry_out(sim_start + 120s, tables, unread)[0], 1u);
    EXPECT_EQ(tables.partitions.bytes[0], 4'000 - 300);
    EXPECT_EQ(expiry.carry_out(sim_start + 180s, tables, unread)[0], 2u);
    EXPECT_EQ(expiry.carry_out(sim_start + 240s, tables, unread)[0], 0u);
    EXPECT_EQ(tables.partitions.bytes[0], 4'000 - 600);
    EXPECT_EQ(tables.partitions.bytes[1], 4'000 - 500);
}

TEST(TimeToLive, each_child_of_a_split_partition_loses_half) {
    const std::vector<TableSpec> specs{expiring(60s, 0s)};
    Tables tables(*era_named("2018"), specs);
    TimeToLive expiry(tables, specs, 1);
    Streams unread;
    expiry.add({0}, {0}, 401, sim_start);
    tables.split_every_partition({0}, sim_start + 1s);
    const auto whole = [&] {
        std::int64_t bytes = 0;
        for (std::size_t i = 0; i < tables[{0}].ranges.size(); ++i)
            bytes += tables.partitions.bytes[tables[{0}].ranges.owner_at(i).value];
        return bytes;
    };
    EXPECT_EQ(whole(), 8'000);
    EXPECT_EQ(expiry.carry_out(sim_start + 120s, tables, unread)[0], 1u);
    EXPECT_EQ(whole(), 8'000 - 401);
    EXPECT_EQ(tables.partitions.bytes[2], 2'000 - 200);
    EXPECT_EQ(tables.partitions.bytes[3], 2'000 - 201);
    EXPECT_EQ(tables.partitions.bytes[4], 2'000);
}

TEST(TimeToLive, nothing_is_deleted_without_expiry) {
    const std::vector<TableSpec> specs{expiring(0s, 1h)};
    const Tables tables(*era_named("2018"), specs);
    EXPECT_TRUE(TimeToLive(tables, specs, 1).empty());
}

}  // namespace
}  // namespace isotherm
