// SPDX-License-Identifier: Apache-2.0
// Item sizes from attributes: the published rules and worked values.

#include "engine/units/item_size.h"

#include <gtest/gtest.h>

#include "engine/units/item_json.h"

namespace isotherm {
namespace {

std::uint64_t bytes_of(std::string_view json) {
    const auto item = read_item(json, "item");
    EXPECT_TRUE(item.ok()) << json << (item.ok() ? "" : item.errors()[0].text());
    return item.ok() ? item_bytes(item.value()) : 0;
}

std::string refusal_of(std::string_view json) {
    const auto item = read_item(json, "item");
    EXPECT_FALSE(item.ok()) << json;
    return item.ok() ? "" : item.errors()[0].text();
}

TEST(ItemSize, of_the_shirt_is_23_bytes_VC12_example_48) {
    EXPECT_EQ(bytes_of(R"({"shirt-color": {"S": "R"}, "shirt-size": {"S": "M"}})"), 23u);
    EXPECT_EQ(bytes_of(R"({"shirt-color": "R", "shirt-size": "M"})"), 23u);
}

// The sample of AWS's item size tool, as DynamoDB JSON and as plain JSON.
TEST(ItemSize, of_the_book_is_137_bytes_example_49) {
    EXPECT_EQ(bytes_of(R"({"Id": {"N": "101"}, "Title": {"S": "Book 101 Title"},
        "ISBN": {"S": "111-1111111111"}, "Authors": {"L": [{"S": "Author1"}]}, "Price": {"N": "2"},
        "Dimensions": {"S": "8.5 x 11.0 x 0.5"}, "PageCount": {"N": "500"},
        "InPublication": {"BOOL": true}, "ProductCategory": {"S": "Book"}})"),
              137u);
    EXPECT_EQ(bytes_of(R"({"Id": 101, "Title": "Book 101 Title", "ISBN": "111-1111111111",
        "Authors": ["Author1"], "Price": 2, "Dimensions": "8.5 x 11.0 x 0.5", "PageCount": 500,
        "InPublication": true, "ProductCategory": "Book"})"),
              137u);
}

TEST(ItemSize, of_numbers_counts_pairs_of_digits_example_50) {
    const std::vector<std::pair<std::string, std::uint64_t>> worked{
        {"0", 1},
        {"5", 2},
        {"101", 3},
        {"500", 2},
        {"1000", 2},
        {"12345", 4},
        {"-5", 3},
        {"3.14", 3},
        {"0.001", 2},
        {"1456473647", 6},
        {std::string(38, '9'), 20},
        {"-" + std::string(38, '9'), 21}};
    for (const auto& [number, bytes] : worked) EXPECT_EQ(number_bytes(number), bytes) << number;
}

TEST(ItemSize, of_a_number_is_that_of_its_value_however_it_is_written) {
    for (const std::string same : {"500", "5e2", "5E+2", "0500", "500.00", "+500", "0.5e3"}) {
        EXPECT_EQ(number_bytes(same), 2u) << same;
    }
    for (const std::string zero : {"-0", "0.000", "0e99", ".0", "0."})
        EXPECT_EQ(number_bytes(zero), 1u) << zero;
    // The longest form, in which the point divides a pair: 20 pairs and a sign would be 22 bytes,
    // but the maximum is 21.
    EXPECT_EQ(number_bytes("-1." + std::string(36, '1') + "1e1"), 21u);
    EXPECT_EQ(number_bytes("1E-130"), 2u);
    EXPECT_EQ(number_bytes("9.99E125"), 3u);
}

TEST(ItemSize, has_none_for_numbers_that_DynamoDB_cannot_store) {
    for (const std::string bad : {"", "-", ".", "1,5", "0x10", "nan", "inf", "1e", "1e+-2", "1 ",
                                  "--1", "1E126", "1E-131", "1.2.3"}) {
        EXPECT_EQ(number_bytes(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(number_bytes("1" + std::string(37, '0') + "1"), std::nullopt);  // 39 digits
}

// Calculated by hand: one byte for the name, then the value.
TEST(ItemSize, of_every_type_is_by_its_rule) {
    EXPECT_EQ(bytes_of(R"({"a": {"S": "\u00e9\u20ac"}})"), 1u + 2 + 3);  // UTF-8
    EXPECT_EQ(bytes_of(R"({"\u00e9": {"S": ""}})"), 2u);
    EXPECT_EQ(bytes_of(R"({"a": {"B": "aGVsbG8="}})"), 1u + 5);  // "hello"
    EXPECT_EQ(bytes_of(R"({"a": {"BOOL": false}, "b": {"NULL": true}})"), 4u);
    EXPECT_EQ(bytes_of(R"({"a": {"L": []}, "b": {"M": {}}})"), 2u + 3 + 3);
    EXPECT_EQ(bytes_of(R"({"a": {"L": [{"S": "xy"}, {"N": "7"}]}})"), 1u + 3 + (1 + 2) + (1 + 2));
    EXPECT_EQ(bytes_of(R"({"a": {"M": {"key": {"S": "xy"}}}})"), 1u + 3 + (1 + 3 + 2));
    EXPECT_EQ(bytes_of(R"({"a": {"SS": ["xy", "z"]}})"), 1u + 3);
    EXPECT_EQ(bytes_of(R"({"a": {"NS": ["7", "-7"]}})"), 1u + 2 + 3);
    EXPECT_EQ(bytes_of(R"({"a": {"BS": ["aGVsbG8=", "AA=="]}})"), 1u + 5 + 1);
    EXPECT_EQ(bytes_of(R"({"a": null, "b": [1, {"c": true}]})"),
              1u + 1 + 1 + 3 + (1 + 2) + (1 + 3 + 1 + 1 + 1));
    EXPECT_EQ(bytes_of("{}"), 0u);
}

TEST(ItemSize, of_plain_numbers_keeps_digits_a_double_would_lose) {
    EXPECT_EQ(bytes_of("{\"a\": 12345678901234567890123456789012345678}"), 1u + 20);
    EXPECT_EQ(bytes_of("{\"a\": 0.10000000000000000000000000000000000001}"), 1u + 20);
}

TEST(ItemSize, in_storage_is_larger_by_100_and_148_bytes_example_51) {
    constexpr double gigabyte = 1 << 30;
    EXPECT_NEAR(1e6 * static_cast<double>(stored_bytes(200, false)) / gigabyte, 0.27940, 1e-5);
    EXPECT_NEAR(1e6 * static_cast<double>(stored_bytes(200, true)) / gigabyte, 0.32410, 1e-5);
}

TEST(ItemSize, of_an_index_entry_counts_what_is_projected) {
    const auto item = read_item(R"({"id": "u1", "date": "2016", "body": "long text"})", "item");
    const std::vector<std::string> keys{"id", "date", "absent"};
    EXPECT_EQ(projected_bytes(item.value(), keys), (2u + 2) + (4 + 4));
}

TEST(ItemJson, says_what_is_wrong_and_where) {
    EXPECT_NE(refusal_of("{\"a\": 1,}").find("line 1, column 9"), std::string::npos);
    EXPECT_NE(refusal_of("[1]").find("expected an item: a JSON object of attributes"),
              std::string::npos);
    EXPECT_NE(refusal_of(R"({"a": 1, "a": 2})").find("\"a\" is there twice"), std::string::npos);
    EXPECT_NE(refusal_of(R"({"a": {"S": "x"}, "b": 2})").find("b: error[E0721]"),
              std::string::npos);
    EXPECT_NE(refusal_of(R"({"a": {"L": [{"N": "x"}]}})").find("a[0]: error[E0721]"),
              std::string::npos);
    EXPECT_NE(refusal_of(R"({"a": {"N": 12}})").find("not in quotes"), std::string::npos);
    EXPECT_NE(refusal_of(R"({"a": {"B": "a?=="}})").find("not base64"), std::string::npos);
    EXPECT_NE(refusal_of(R"({"a": {"SS": []}})").find("at least one member"), std::string::npos);
    EXPECT_NE(refusal_of("{\"a\": " + std::string(100'000, '[')).find("deeper than 64"),
              std::string::npos);
    EXPECT_NE(refusal_of("{\"a\": \"\xff\"}").find("not JSON"), std::string::npos);
    EXPECT_NE(refusal_of("").find("not JSON"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
