// SPDX-License-Identifier: Apache-2.0
// Vector indexes and bulk puts: V-N11 in units, and what DynamoDB refuses.

#include <gtest/gtest.h>

#include "engine/units/vector_calls.h"

namespace isotherm {
namespace {

Era era_2026() { return *era_named("2026"); }

TEST(VectorCalls, v_n11_a_vector_of_1024_dimensions_is_4125_bytes_and_five_units) {
    const auto cost = vector_write_cost(era_2026(), {.dimensions = 1'024, .projected_bytes = 29});
    ASSERT_TRUE(cost.ok());
    EXPECT_EQ(cost.value().vector_write_bytes, 4'125u);
    EXPECT_EQ(cost.value().table_write, HalfUnits(2 * 5));
    const auto load = vector_write_cost(
        era_2026(), {.dimensions = 1'024, .projected_bytes = 29, .calls = 1'000'000});
    EXPECT_EQ(load.value().vector_write_bytes, 4'125'000'000u);
    EXPECT_EQ(load.value().table_write, HalfUnits(10'000'000));
}

// 1,061 bytes were reported for 256 dimensions: 1,024 and 37 of keys and attributes.
TEST(VectorCalls, charge_each_index_and_at_least_a_kilobyte) {
    const auto one = vector_write_cost(era_2026(), {.dimensions = 256, .projected_bytes = 37});
    EXPECT_EQ(one.value().vector_write_bytes, 1'061u);
    const auto small = vector_write_cost(era_2026(), {.dimensions = 8, .indexes = 3});
    EXPECT_EQ(small.value().vector_write_bytes, 3u * 1'024);
    EXPECT_EQ(
        vector_search_cost(era_2026(), {.dimensions = 1, .top_k = 1}).value().vector_search_bytes,
        1'024u);
}

TEST(VectorCalls, v_n10_a_search_for_thirty_items) {
    EXPECT_EQ(vector_search_cost(era_2026(), {.top_k = 30}).value().vector_search_bytes, 77'525u);
    EXPECT_EQ(vector_search_cost(era_2026(), {.top_k = 10, .search_bytes = 41'714, .calls = 2})
                  .value()
                  .vector_search_bytes,
              2u * 41'714);
}

TEST(VectorCalls, refuse_what_dynamodb_refuses) {
    const Era era = era_2026();
    EXPECT_FALSE(vector_write_cost(*era_named("2025"), {}).ok());
    EXPECT_FALSE(vector_write_cost(era, {.provisioned = true}).ok());
    EXPECT_FALSE(vector_write_cost(era, {.dimensions = 4'097}).ok());
    EXPECT_FALSE(vector_write_cost(era, {.dimensions = 0}).ok());
    EXPECT_FALSE(vector_write_cost(era, {.indexes = 6}).ok());
    EXPECT_TRUE(vector_write_cost(era, {.dimensions = 4'096, .indexes = 5}).ok());
    EXPECT_FALSE(vector_search_cost(era, {.top_k = 101}).ok());
    EXPECT_FALSE(vector_search_cost(era, {.top_k = 0}).ok());
    EXPECT_FALSE(vector_search_cost(era, {.filters = 19}).ok());
    EXPECT_FALSE(vector_search_cost(era, {.strong = true}).ok());
    EXPECT_FALSE(vector_search_cost(era, {.returned_bytes = (16ULL << 20) + 1}).ok());
    EXPECT_TRUE(vector_search_cost(era, {.top_k = 100, .filters = 18}).ok());
}

TEST(BulkPut, says_the_units_of_its_puts_and_stays_within_the_limits) {
    const auto cost = bulk_put_cost(era_2026(), {.items = 1'000, .item_bytes = 1'500});
    ASSERT_TRUE(cost.ok());
    EXPECT_EQ(cost.value().table_write, HalfUnits(2 * 2'000));
    EXPECT_FALSE(bulk_put_cost(*era_named("2025"), {.items = 1}).ok());
    EXPECT_FALSE(bulk_put_cost(era_2026(), {.items = 1, .objects = 50'001}).ok());
    EXPECT_FALSE(bulk_put_cost(era_2026(), {.items = 1, .object_bytes = (5ULL << 30) + 1}).ok());
    EXPECT_FALSE(bulk_put_cost(era_2026(), {.items = 1, .regions = 2}).ok());
    EXPECT_TRUE(
        bulk_put_cost(era_2026(), {.items = 1, .objects = 50'000, .object_bytes = 5ULL << 30})
            .ok());
}

}  // namespace
}  // namespace isotherm
