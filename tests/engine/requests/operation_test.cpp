// Names and sides of the calls.

#include "engine/requests/operation.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

TEST(Operations, are_found_by_DynamoDBs_names) {
    EXPECT_EQ(operation_named("GetItem", Consistency::strong), Operation::get_item);
    EXPECT_EQ(operation_named("GetItem", Consistency::eventual), Operation::get_item_eventual);
    EXPECT_EQ(operation_named("Query", Consistency::strong), Operation::query);
    EXPECT_EQ(operation_named("Query", Consistency::eventual), Operation::query_eventual);
    for (const Consistency any : {Consistency::strong, Consistency::eventual}) {
        EXPECT_EQ(operation_named("PutItem", any), Operation::put_item);
        EXPECT_EQ(operation_named("UpdateItem", any), Operation::update_item);
        EXPECT_EQ(operation_named("DeleteItem", any), Operation::delete_item);
        EXPECT_EQ(operation_named("getitem", any), std::nullopt);
        EXPECT_EQ(operation_named("", any), std::nullopt);
    }
}

TEST(Operations, read_or_write_and_keep_their_name) {
    for (std::size_t i = 0; i < operation_count; ++i) {
        const auto operation = static_cast<Operation>(i);
        EXPECT_EQ(side_of(operation), i < 4 ? Side::read : Side::write);
        const bool strong = operation == Operation::get_item || operation == Operation::query;
        const auto again = operation_named(api_name(operation),
                                           strong ? Consistency::strong : Consistency::eventual);
        EXPECT_EQ(again, operation);
    }
}

}  // namespace
}  // namespace isotherm
