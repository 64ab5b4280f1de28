// SPDX-License-Identifier: Apache-2.0
// Price files: what is read, what is refused and with which place, and which price book is valid
// when.

#include "engine/billing/price_book.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

constexpr std::string_view header = "book,region,valid_from,valid_to,item,unit,usd,conf,source\n";

Result<PriceBooks> read(std::string_view rows) {
    return read_price_books(std::string(header) + std::string(rows), "p.csv");
}

Error first_error(std::string_view text, bool with_header = true) {
    const auto books = with_header ? read(text) : read_price_books(text, "p.csv");
    EXPECT_FALSE(books.ok()) << text;
    return books.ok() ? Error{} : books.errors()[0];
}

void expect_error(std::string_view rows, std::string_view where, std::string_view part) {
    const Error error = first_error(rows);
    EXPECT_EQ(error.where(), where) << error.text();
    EXPECT_NE(error.text().find(part), std::string::npos) << error.text();
    EXPECT_FALSE(error.fix.empty());
    EXPECT_EQ(error.exit_code, ExitCode::bad_scenario);
}

TEST(PriceFile, ships_with_every_row_of_the_reference_and_its_own) {
    const auto books = read_price_books(shipped_price_text(), "dynamodb.csv");
    ASSERT_TRUE(books.ok()) << books.errors()[0].text();
    std::size_t rows = 0, without_price = 0;
    for (const auto& book : books.value().books()) {
        for (const Price& price : book.prices) {
            ++rows;
            without_price += price.usd ? 0 : 1;
            EXPECT_FALSE(price.source.empty());
            EXPECT_FALSE(price.unit.empty());
        }
    }
    EXPECT_EQ(rows, static_cast<std::size_t>(std::count(shipped_price_text().begin(),
                                                        shipped_price_text().end(), '\n')) -
                        1);
    EXPECT_GE(rows, 137u);  // rows of the reference; the others are derived
    // DAX in Tokyo and two more; bulk puts everywhere; vector indexes, Contributor Insights and
    // Lambda outside us-east-1; Kinesis on demand.
    EXPECT_EQ(without_price, 3u + 9u + 8u * (3 + 2 + 2) + 3u);
}

TEST(PriceFile, gives_each_price_with_its_confidence_and_source) {
    const auto book = shipped_price_books().named("use1-2018");
    ASSERT_TRUE(book.ok());
    const Price* price = book.value().find(PriceItem::ia_rwcu_hour);
    ASSERT_NE(price, nullptr);
    EXPECT_EQ(price->usd->exact_text(), "0.00121875");
    EXPECT_EQ(price->confidence, Confidence::b);
    EXPECT_EQ(price->source, "N23");
    EXPECT_EQ(text_of(price->valid_from), "2021-12-01");
    EXPECT_EQ(text_of(*price->valid_to), "2024-10-31");
    EXPECT_FALSE(book.value().usd(PriceItem::dax_r5_large_hour));
}

TEST(PriceFile, distinguishes_a_missing_price_from_a_price_of_zero) {
    const auto tokyo = shipped_price_books().named("apne1-2024");
    ASSERT_TRUE(tokyo.ok());
    ASSERT_NE(tokyo.value().find(PriceItem::cdc_million), nullptr);
    EXPECT_FALSE(tokyo.value().usd(PriceItem::cdc_million));
    EXPECT_EQ(shipped_price_books().named("apne1-2012").value().usd(PriceItem::dti_gb), Money{});
}

TEST(PriceBooks, are_found_by_region_and_date) {
    const auto name_of = [](const char* region, const char* day) {
        const auto book = shipped_price_books().valid_in(region, *read_day(day));
        return book.ok() ? book.value().name() : "none: " + book.errors()[0].fix;
    };
    EXPECT_EQ(name_of("us-east-1", "2012-01-18"), "use1-2012");
    EXPECT_EQ(name_of("us-east-1", "2013-03-06"), "use1-2012");
    EXPECT_EQ(name_of("us-east-1", "2013-03-07"), "use1-2013");
    EXPECT_EQ(name_of("us-east-1", "2018-11-28"), "use1-2018");
    EXPECT_EQ(name_of("us-east-1", "2024-10-31"), "use1-2018");
    EXPECT_EQ(name_of("us-east-1", "2030-01-01"), "use1-2024");
    EXPECT_EQ(name_of("ap-northeast-1", "2012-03-01"), "apne1-2012");
    EXPECT_EQ(name_of("us-east-1", "2012-01-17").substr(0, 23), "none: known are use1-20");
    EXPECT_EQ(name_of("ap-northeast-1", "2015-01-01").substr(0, 5), "none:");
    EXPECT_EQ(name_of("us-east-9", "2015-01-01").substr(0, 5), "none:");
}

// Standard-IA came in 2021, three years into the book.
TEST(PriceBooks, hold_on_a_date_what_was_sold_then) {
    const auto in_2019 = shipped_price_books().named("use1-2018", read_day("2019-06-01"));
    ASSERT_TRUE(in_2019.ok());
    EXPECT_TRUE(in_2019.value().usd(PriceItem::wcu_hour));
    EXPECT_FALSE(in_2019.value().usd(PriceItem::ia_wcu_hour));
    EXPECT_TRUE(shipped_price_books().named("use1-2018").value().usd(PriceItem::ia_wcu_hour));
    EXPECT_FALSE(shipped_price_books().named("use1-2018", read_day("2025-01-01")).ok());
    EXPECT_FALSE(shipped_price_books().named("use1-2019").ok());
}

TEST(PriceFile, takes_columns_in_any_order_quoted_fields_and_windows_line_ends) {
    const auto books = read_price_books(
        "\xEF\xBB\xBFsource,conf,usd,unit,item,valid_to,valid_from,region,book\r\n"
        "\"a, \"\"b\"\"\",B,0.5,x,wcu_hour,,2020-02-29,here,mine\r\n\r\n",
        "p.csv");
    ASSERT_TRUE(books.ok()) << books.errors()[0].text();
    const Price& price = books.value().books()[0].prices[0];
    EXPECT_EQ(price.source, "a, \"b\"");
    EXPECT_EQ(price.usd->exact_text(), "0.50");
    EXPECT_FALSE(price.valid_to);
}

TEST(PriceFile, says_where_a_row_is_wrong) {
    expect_error("b,r,2020-01-01,,wcu_hours,u,1,A,s\n", "p.csv:2:17", "did you mean \"wcu_hour\"");
    expect_error("b,r,2020-01-01,,wcu_hour,u,1e-3,A,s\n", "p.csv:2:28", "usd is \"1e-3\"");
    expect_error("b,r,2020-01-01,,wcu_hour,u,-1,A,s\n", "p.csv:2:28", "no sign");
    expect_error("b,r,2020-01-01,,wcu_hour,u,1.,A,s\n", "p.csv:2:28", "usd");
    expect_error("b,r,2020-01-01,,wcu_hour,u,nan,A,s\n", "p.csv:2:28", "usd");
    expect_error("b,r,2020-01-01,,wcu_hour,u,0.0000000000001,A,s\n", "p.csv:2:28", "12 decimals");
    expect_error("b,r,2020-02-30,,wcu_hour,u,1,A,s\n", "p.csv:2:5", "valid_from");
    expect_error("b,r,2020-01-02,2020-01-01,wcu_hour,u,1,A,s\n", "p.csv:2:16", "valid_to");
    expect_error("b,r,2020-01-01,soon,wcu_hour,u,1,A,s\n", "p.csv:2:16", "valid_to is \"soon\"");
    expect_error("b,r,2020-01-01,,wcu_hour,u,1,D,s\n", "p.csv:2:30", "A, B or C");
    expect_error(",r,2020-01-01,,wcu_hour,u,1,A,s\n", "p.csv:2:1", "book");
    expect_error("b,r,2020-01-01,,wcu_hour,u,1,A\n", "p.csv:2:30",
                 "the row has 8 fields; the header has 9 columns");
    expect_error("b,r,2020-01-01,,wcu_hour,u,1,A,a, b\n", "p.csv:2:34", "10 fields");
    expect_error("b,r,2020-01-01,,wcu_hour,\"u,1,A,s\n", "p.csv:2:26", "does not end");
    expect_error("\xC3\xA9\xC3\xA9,r,2020-01-01,,wcu_hour,u,x,A,s\n", "p.csv:2:29", "usd");
}

TEST(PriceFile, refuses_two_prices_for_one_day) {
    const std::string row = "b,r,2020-01-01,2020-12-31,wcu_hour,u,1,A,s\n";
    expect_error(row + row, "p.csv:3:27", "has two rows for the same days; the first is in line 2");
    expect_error(row + "b,r,2020-12-31,,wcu_hour,u,2,A,s\n", "p.csv:3:5",
                 "overlaps with the row in line 2, which is valid from 2020-01-01 to 2020-12-31");
    expect_error(row + "c,r,2019-01-01,,wcu_hour,u,2,A,s\n", "p.csv:3:5",
                 "wcu_hour from 2019-01-01 overlaps with the row in line 2");
    expect_error(row + "b,other,2021-01-01,,wcu_hour,u,2,A,s\n", "p.csv:3:3", "region");
    EXPECT_TRUE(read(row + "b,r,2021-01-01,,wcu_hour,u,2,A,s\n").ok());
    EXPECT_TRUE(read(row + "c,other,2020-01-01,,wcu_hour,u,2,A,s\n").ok());
}

TEST(PriceFile, says_which_column_is_missing) {
    EXPECT_EQ(first_error("", false).where(), "p.csv:1:1");
    EXPECT_NE(first_error("", false).what.find("empty"), std::string::npos);
    EXPECT_NE(first_error("\n\n", false).what.find("header"), std::string::npos);
    EXPECT_NE(first_error("").what.find("without rows"), std::string::npos);
    const Error missing =
        first_error("book,region,valid_from,valid_to,item,unit,conf,source\n", false);
    EXPECT_EQ(missing.where(), "p.csv:1:1");
    EXPECT_NE(missing.what.find("\"usd\" is missing"), std::string::npos);
    const Error unknown =
        first_error("book,region,valid_from,valid_to,item,unit,usd,conf,source,colour\n", false);
    EXPECT_EQ(unknown.where(), "p.csv:1:59");
    EXPECT_NE(first_error("book,book,valid_from,valid_to,item,unit,usd,conf,source\n", false)
                  .what.find("twice"),
              std::string::npos);
}

// However the shipped file is damaged, it is read or refused with a place.
RC_GTEST_PROP(PriceFile, survives_any_damage, ()) {
    std::string text(shipped_price_text().substr(0, 4'000));
    const int cuts = *rc::gen::inRange(1, 6);
    for (int i = 0; i < cuts; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        const auto length = *rc::gen::inRange<std::size_t>(0, 40);
        text.replace(at, length,
                     *rc::gen::container<std::string>(
                         rc::gen::element(',', '"', '\n', '\r', '0', '-', '.', 'A', '\0', '\xC3')));
    }
    const auto books = read_price_books(text, "p.csv");
    if (books.ok()) return;
    for (const Error& error : books.errors()) {
        RC_ASSERT(error.place.line >= 1);
        RC_ASSERT(error.place.column >= 1);
        RC_ASSERT(!error.what.empty());
        RC_ASSERT(!error.fix.empty());
    }
}

TEST(PriceFile, reports_several_mistakes_at_once_but_not_without_end) {
    std::string rows;
    for (int i = 0; i < 100; ++i) rows += "b,r,2020-01-01,,nothing,u,1,A,s\n";
    const auto books = read(rows);
    ASSERT_FALSE(books.ok());
    EXPECT_EQ(books.errors().size(), 20u);
    EXPECT_EQ(books.errors()[1].where(), "p.csv:3:17");
}

// Prices in US dollars from AWS's own reserved-capacity calculator (amazon-dynamodb-tools,
// 2024-11-14 on): a WCU hour, an RCU hour, and the upfront fee for 100 WCU for a year.
TEST(PriceBooks, know_provisioned_and_reserved_capacity_of_nine_regions) {
    struct Region {
        const char* name;
        const char* wcu;
        const char* rcu;
        const char* reserved;
    };
    for (const Region& region : {Region{"us-east-1", "0.00065", "0.00013", "150"},
                                 {"us-east-2", "0.00065", "0.00013", "150"},
                                 {"us-west-1", "0.000725", "0.000145", "168"},
                                 {"us-west-2", "0.00065", "0.00013", "150"},
                                 {"eu-west-1", "0.000735", "0.000147", "169.5"},
                                 {"eu-central-1", "0.000793", "0.0001586", "183"},
                                 {"ap-northeast-1", "0.000742", "0.0001484", "171.4"},
                                 {"ap-southeast-2", "0.00074", "0.000148", "171"},
                                 {"sa-east-1", "0.000975", "0.000195", "225"}}) {
        const auto& books = shipped_price_books();
        const auto book = books.valid_in(region.name, books.newest_day(region.name));
        ASSERT_TRUE(book.ok()) << region.name;
        const auto expect = [&](PriceItem item, const char* usd) {
            ASSERT_NE(book.value().find(item), nullptr) << region.name;
            EXPECT_EQ(book.value().usd(item), Money::parse(usd)) << region.name;
            EXPECT_EQ(book.value().find(item)->confidence, Confidence::a) << region.name;
        };
        expect(PriceItem::wcu_hour, region.wcu);
        expect(PriceItem::rcu_hour, region.rcu);
        expect(PriceItem::rc1_wcu_upfront, region.reserved);
    }
}

// A region without prices must not lead to a suggestion of a similarly named region.
TEST(PriceBooks, list_the_known_regions_and_suggest_none) {
    const auto found = shipped_price_books().valid_in("eu-west-2", read_day("2025-01-01").value());
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(found.errors().front().fix.find("did you mean"), std::string::npos);
    EXPECT_NE(found.errors().front().fix.find("eu-west-1, "), std::string::npos);
    EXPECT_EQ(shipped_price_books().named("euw2-2024").errors().front().fix.find("did you mean"),
              std::string::npos);
}

}  // namespace
}  // namespace isotherm
