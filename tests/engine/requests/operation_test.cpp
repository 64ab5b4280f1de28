// SPDX-License-Identifier: Apache-2.0
// Names of the calls, and whether they read or write.

#include "engine/requests/operation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace isotherm {
namespace {

TEST(Operations, are_found_by_DynamoDBs_names) {
    EXPECT_EQ(operation_named("GetItem", Consistency::strong), Operation::get_item);
    EXPECT_EQ(operation_named("GetItem", Consistency::eventual), Operation::get_item_eventual);
    EXPECT_EQ(operation_named("Query", Consistency::strong), Operation::query);
    EXPECT_EQ(operation_named("Query", Consistency::eventual), Operation::query_eventual);
    EXPECT_EQ(operation_named("Scan", Consistency::strong), Operation::scan);
    EXPECT_EQ(operation_named("Scan", Consistency::eventual), Operation::scan_eventual);
    EXPECT_EQ(operation_named("BatchGetItem", Consistency::strong), Operation::batch_get_item);
    EXPECT_EQ(operation_named("BatchGetItem", Consistency::eventual),
              Operation::batch_get_item_eventual);
    for (const Consistency any : {Consistency::strong, Consistency::eventual}) {
        EXPECT_EQ(operation_named("PutItem", any), Operation::put_item);
        EXPECT_EQ(operation_named("UpdateItem", any), Operation::update_item);
        EXPECT_EQ(operation_named("DeleteItem", any), Operation::delete_item);
        EXPECT_EQ(operation_named("TransactGetItems", any), Operation::transact_get_item);
        EXPECT_EQ(operation_named("TransactWriteItems", any), Operation::transact_write_item);
        EXPECT_EQ(operation_named("BatchWriteItem", any), Operation::batch_put_item);
        EXPECT_EQ(operation_named("getitem", any), std::nullopt);
        EXPECT_EQ(operation_named("", any), std::nullopt);
    }
}

TEST(Operations, read_or_write_and_keep_their_name) {
    using enum Operation;
    const std::vector writes{put_item,       update_item,      delete_item, transact_write_item,
                             batch_put_item, batch_delete_item};
    const std::vector eventual{get_item_eventual, query_eventual, scan_eventual,
                               batch_get_item_eventual};
    for (std::size_t i = 0; i < operation_count; ++i) {
        const auto operation = static_cast<Operation>(i);
        EXPECT_EQ(side_of(operation),
                  std::ranges::count(writes, operation) ? Side::write : Side::read);
        const bool weak = std::ranges::count(eventual, operation) > 0;
        if (operation == batch_delete_item) continue;  // has the API name of batch_put_item
        EXPECT_EQ(operation_named(api_name(operation),
                                  weak ? Consistency::eventual : Consistency::strong),
                  operation);
    }
}

TEST(Operations, keep_the_numbers_that_run_files_and_fingerprints_hold) {
    const std::vector<std::pair<Operation, int>> stored{{Operation::get_item, 0},
                                                        {Operation::get_item_eventual, 1},
                                                        {Operation::query, 2},
                                                        {Operation::query_eventual, 3},
                                                        {Operation::put_item, 4},
                                                        {Operation::update_item, 5},
                                                        {Operation::delete_item, 6},
                                                        {Operation::scan, 7},
                                                        {Operation::scan_eventual, 8},
                                                        {Operation::transact_get_item, 9},
                                                        {Operation::transact_write_item, 10},
                                                        {Operation::batch_get_item, 11},
                                                        {Operation::batch_get_item_eventual, 12},
                                                        {Operation::batch_put_item, 13},
                                                        {Operation::batch_delete_item, 14}};
    EXPECT_EQ(stored.size(), operation_count);
    for (const auto& [operation, number] : stored) EXPECT_EQ(static_cast<int>(operation), number);
}

}  // namespace
}  // namespace isotherm
