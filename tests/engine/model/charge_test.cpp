// SPDX-License-Identifier: Apache-2.0
// Capacity units of every call: the published table of sizes and the cases V-C1 to V-C9.

#include "engine/model/charge.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

const Charge charge_2016(*era_named("2016"));

// Cost in half-units, the smallest unit of charge.
std::int64_t cost(Operation operation, std::uint32_t bytes, const Charge& charge = charge_2016) {
    return charge.of(operation, bytes).count();
}

TEST(Charge, matches_the_published_table_of_sizes) {
    struct Row {
        std::uint32_t bytes;
        std::int64_t write_units;
        std::int64_t strong_units;
    };
    for (const Row& row :
         {Row{0, 1, 1}, Row{1, 1, 1}, Row{1'023, 1, 1}, Row{1'024, 1, 1}, Row{1'025, 2, 1},
          Row{3'500, 4, 1}, Row{4'095, 4, 1}, Row{4'096, 4, 1}, Row{4'097, 5, 2}, Row{8'192, 8, 2},
          Row{10'240, 10, 3}, Row{409'600, 400, 100}}) {
        for (const Operation write :
             {Operation::put_item, Operation::update_item, Operation::delete_item}) {
            EXPECT_EQ(cost(write, row.bytes), 2 * row.write_units) << row.bytes;
        }
        for (const Operation strong : {Operation::get_item, Operation::query}) {
            EXPECT_EQ(cost(strong, row.bytes), 2 * row.strong_units) << row.bytes;
        }
        for (const Operation eventual : {Operation::get_item_eventual, Operation::query_eventual}) {
            EXPECT_EQ(cost(eventual, row.bytes), row.strong_units) << row.bytes;
        }
    }
}

TEST(Charge, of_a_read_of_10_KB_fell_when_read_units_grew_VC1) {
    EXPECT_EQ(cost(Operation::get_item, 10'240, Charge(*era_named("2012"))), 20);
    EXPECT_EQ(cost(Operation::get_item, 10'240, Charge(*era_named("2013"))), 6);
    EXPECT_EQ(cost(Operation::get_item, 10'240), 6);
    EXPECT_EQ(cost(Operation::get_item_eventual, 10'240), 3);  // 3 half-units = 1.5 RCU
}

TEST(Charge, of_a_batch_is_that_of_its_items_VC2_VC6) {
    // 1 + 2 RCU and 1 + 4 WCU, in half-units.
    EXPECT_EQ(cost(Operation::get_item, 1'536) + cost(Operation::get_item, 6'656), 6);
    EXPECT_EQ(cost(Operation::put_item, 500) + cost(Operation::put_item, 3'584), 10);
}

TEST(Charge, of_a_query_rounds_the_sum_once_VC3_VC4) {
    constexpr auto forty_point_eight_kb = static_cast<std::uint32_t>(40.8 * 1'024);
    // 11, 5.5 and 24 RCU, in half-units.
    EXPECT_EQ(cost(Operation::query, forty_point_eight_kb), 22);
    EXPECT_EQ(cost(Operation::query_eventual, forty_point_eight_kb), 11);
    EXPECT_EQ(cost(Operation::query, 1'500 * 64), 48);
}

TEST(Charge, of_fifty_large_items_is_1600_units_VC5) {
    EXPECT_EQ(cost(Operation::query_eventual, 50 * 256 * 1'024), 3'200);
}

TEST(Charge, of_an_update_is_for_the_whole_item_VC8) {
    // 4 WCU = 8 half-units
    EXPECT_EQ(cost(Operation::update_item, static_cast<std::uint32_t>(3.4 * 1'024)), 8);
}

TEST(Charge, of_a_missing_item_is_the_minimum_VC9) {
    EXPECT_EQ(cost(Operation::get_item, 0), 2);
    EXPECT_EQ(cost(Operation::get_item_eventual, 0), 1);
    EXPECT_EQ(cost(Operation::delete_item, 0), 2);
}

TEST(Charge, of_the_developer_guides_examples) {
    // 10 RCU, 2 WCU, 80 RCU and 100 WCU, in half-units.
    EXPECT_EQ(cost(Operation::query_eventual, 80 * 1'024), 20);
    EXPECT_EQ(cost(Operation::delete_item, static_cast<std::uint32_t>(1.6 * 1'024)), 4);
    EXPECT_EQ(80 * cost(Operation::get_item, 3 * 1'024), 160);
    EXPECT_EQ(100 * cost(Operation::put_item, 512), 200);
}

}  // namespace
}  // namespace isotherm
