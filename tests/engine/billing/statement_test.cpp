// SPDX-License-Identifier: Apache-2.0
// Bills: laws that hold for any usage, missing prices, months, and comparisons of choices.

#include "engine/billing/statement.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/billing/comparison.h"
#include "engine/billing/data_services.h"
#include "tests/engine/billing/steady.h"

namespace isotherm {
namespace {

// A random hour of one of three tables. The storage is a whole number of GB-hours x 730, so that no
// line needs rounding.
ResourceHour any_hour(std::int64_t number) {
    ResourceHour hour;
    hour.resource = *rc::gen::element(ResourceName("a"), ResourceName("a", "by_date"),
                                      ResourceName("b"), ResourceName("a.by_date"));
    hour.hour = number;
    hour.mode = *rc::gen::element(CapacityMode::provisioned, CapacityMode::on_demand);
    hour.table_class = *rc::gen::element(TableClass::standard, TableClass::standard_ia);
    for (const Units units : all_units) {
        hour.provisioned.of(units) =
            CapacityRate::milli_units_per_second(*rc::gen::inRange<std::int64_t>(0, 40'000'000));
        hour.consumed.of(units) = HalfUnits(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000));
    }
    hour.stored_bytes = gb(730.0 * *rc::gen::inRange(0, 1'000));
    return hour;
}

std::vector<ResourceHour> any_hours() {
    std::vector<ResourceHour> hours;
    const int count = *rc::gen::inRange(2, 12);
    for (int i = 0; i < count; ++i) hours.push_back(any_hour(i));
    return hours;
}

Money bill_of(const std::vector<ResourceHour>& hours, ReservedBlocks reserved = {}) {
    Meter meter(730, reserved);
    for (const ResourceHour& hour : hours) meter.add(hour);
    const Statement statement = make_bill(meter, book_named("use1-2024"), {}).period;
    EXPECT_TRUE(statement.complete());
    return statement.total;
}

RC_GTEST_PROP(Bill, of_two_halves_is_that_of_the_whole, ()) {
    const auto hours = any_hours();
    const auto cut = hours.begin() + *rc::gen::inRange<std::ptrdiff_t>(1, std::ssize(hours));
    RC_ASSERT(bill_of({hours.begin(), cut}) + bill_of({cut, hours.end()}) == bill_of(hours));
}

RC_GTEST_PROP(Bill, does_not_depend_on_the_order_of_tables_and_hours, ()) {
    const auto hours = any_hours();
    auto other = hours;
    for (std::size_t i = other.size(); i > 1; --i)
        std::swap(other[i - 1], other[*rc::gen::inRange<std::size_t>(0, i)]);
    RC_ASSERT(bill_of(other) == bill_of(hours));
    // Without reserved blocks the bill does not depend on the names of tables either.
    for (ResourceHour& hour : other) {
        if (hour.resource == ResourceName("a")) hour.resource = ResourceName("z");
    }
    RC_ASSERT(bill_of(other) == bill_of(hours));
}

RC_GTEST_PROP(Bill, of_twice_the_hours_is_twice_as_much, ()) {
    const auto hours = any_hours();
    auto twice = hours;
    for (ResourceHour hour : hours) {
        hour.hour += 1'000;
        twice.push_back(hour);
    }
    RC_ASSERT(bill_of(twice) == bill_of(hours) + bill_of(hours));
    const ReservedBlocks blocks{ReservedTerm::one_year, {3, 73}};
    const Money once = bill_of(hours, blocks);
    // Upfront fees are spread over 8,760 hours, so they may round.
    const Wide difference = (bill_of(twice, blocks) - once - once).in_pico_dollars();
    RC_ASSERT(difference >= -4 && difference <= 4);
}

RC_GTEST_PROP(Bill, of_the_month_is_the_hour_times_the_hours, ()) {
    ResourceHour hour = any_hour(0);
    Meter meter(730);
    meter.add(hour);
    const Bill bill = make_bill(meter, book_named("use1-2024"), {});
    RC_ASSERT(bill.month.total == Quantity(730) * bill.period.total);
    RC_ASSERT(bill.month.per_hour() == bill.period.total);
}

// For ten minutes of usage, capacity is billed for the whole clock hour and requests for the ten
// minutes.
TEST(Bill, of_part_of_an_hour_extrapolates_requests_by_time_and_capacity_by_hours) {
    Meter meter(720);
    ResourceHour provisioned = kept(100, 0);
    ResourceHour on_demand = asked(1'000'000, 0);
    on_demand.resource = ResourceName("d");
    provisioned.covered = on_demand.covered = 10min;
    meter.add(provisioned);
    meter.add(on_demand);
    BillingSettings settings;
    settings.hours_per_month = 720;
    const Bill bill = make_bill(meter, book_named("use1-2018"), settings);
    EXPECT_EQ(bill.period.total_of(ResourceName("t")).exact_text(), "0.065");
    EXPECT_EQ(bill.month.total_of(ResourceName("t")).exact_text(), "46.80");
    EXPECT_EQ(bill.period.total_of(ResourceName("d")).exact_text(), "1.25");
    EXPECT_EQ(bill.month.total_of(ResourceName("d")).exact_text(), "5,400.00");  // 1.25 x 6 x 720
}

TEST(Bill, counts_an_export_once_a_month) {
    Usage usage{.hours = 1, .time = 1h};
    usage.add(ResourceName("t"), PriceItem::export_gb, Quantity(20));
    const Bill bill = make_bill(usage, book_named("use1-2024"), {});
    EXPECT_EQ(bill.month.total.exact_text(), "2.00");
}

TEST(Bill, names_what_has_no_price_and_never_takes_it_for_zero) {
    Usage usage{.hours = 730, .time = 730h};
    usage.add(ResourceName("t"), PriceItem::wcu_hour, Quantity(1'000));
    usage.add(ResourceName("t"), PriceItem::cdc_million, Quantity(5));
    usage.add(ResourceName("t"), PriceItem::dax_r5_xlarge_hour, Quantity(730));
    const Statement month = make_bill(usage, book_named("apne1-2024"), {}).month;
    EXPECT_FALSE(month.complete());
    EXPECT_EQ(month.missing, (std::vector<std::string>{
                                 "cdc_million: not found (book apne1-2024)",
                                 "dax_r5_xlarge_hour: not in the price book (book apne1-2024)"}));
    EXPECT_EQ(month.total.exact_text(), "0.742");
    EXPECT_EQ(month.confidence, Confidence::c);
    const auto json = json_of(month);
    EXPECT_TRUE(json["lines"][1]["amount"].is_null());
    EXPECT_EQ(json["complete"], false);
    EXPECT_EQ(json["missing"].size(), 2u);
}

TEST(Bill, names_a_free_tier_the_book_does_not_have) {
    BillingSettings settings;
    settings.free_tier = true;
    Meter meter(730);
    meter.add(kept(1, 1));
    EXPECT_FALSE(make_bill(meter, book_named("use1-2013"), settings).month.complete());
    EXPECT_TRUE(make_bill(meter, book_named("use1-2024"), settings).month.complete());
}

TEST(Bill, deducts_reserved_capacity_before_the_free_tier) {
    // Of 120 units, 100 are reserved; the other 20 stay below the free tier's 18,600 unit-hours in
    // 730 hours.
    const Statement month =
        month_of(kept(120, 0), "use1-2024", 730, true, {ReservedTerm::one_year, {0, 1}});
    EXPECT_EQ(amount_of(month, PriceItem::wcu_hour).text(), "0.00");
    EXPECT_EQ(month.total.text(), "21.84");  // 262.128 x 730 / 8,760
}

TEST(Bill, says_how_idle_capacity_was) {
    ResourceHour hour = kept(100, 0);
    hour.consumed.write = HalfUnits::units(36'000);  // of 360,000 that were provisioned
    const Statement month = month_of(hour, "use1-2024");
    ASSERT_EQ(month.idle.size(), 1u);
    EXPECT_DOUBLE_EQ(month.idle[0].share, 0.9);
    EXPECT_EQ(json_of(month)["idle"][0]["units"], "write");
}

TEST(Bill, as_csv_and_json_holds_the_same_numbers) {
    const Statement month = month_of(kept(10, 100, 10), "apne1-2012", 720);
    EXPECT_EQ(csv_of(month),
              "resource,item,quantity,unit,price,per,amount,confidence,source\n"
              "t,wcu_hour,7200,WCU-hours,0.0012,1,8.64,A,S003 (0.012 per hour per 10 writes)\n"
              "t,rcu_hour,72000,RCU-hours,0.00024,1,17.28,A,S003 (0.012 per hour per 50 reads)\n"
              "t,storage_gb_month,10,GB-months,1.2,1,12.00,A,S003\n");
    const auto json = json_of(month);
    EXPECT_EQ(json["total"].dump(), "37.92");
    EXPECT_EQ(json["by_resource"]["t"].dump(), "37.92");
    EXPECT_EQ(json["lines"][0]["price"].dump(), "0.0012");
    EXPECT_EQ(json["lines"][0]["quantity"], 7'200.0);
}

TEST(Comparison, marks_the_cheapest_and_leaves_out_what_follows_requests_when_there_are_none) {
    const auto names = [](const ResourceHour& hour, const char* book) {
        Meter meter(730);
        meter.add(hour);
        std::string text;
        for (const PricedChoice& choice : compare_choices(meter, book_named(book), {}))
            text += choice.name + (choice.cheapest ? "! " : " ");
        return text;
    };
    EXPECT_EQ(names(kept(1'000, 0), "use1-2024"), "as_is reserved_1y reserved_3y! standard_ia ");
    // A thousand writes per second all the time. The table provisioned at 100 % utilization is
    // cheaper than the one at the target, but is never marked as the cheapest.
    EXPECT_EQ(names(asked(3'600'000, 0), "use1-2018"),
              "as_is on_demand provisioned_100 provisioned_target reserved_1y reserved_3y! "
              "standard_ia ");
    // Ten writes per second need too few units for a block of reserved capacity.
    EXPECT_EQ(names(asked(36'000, 0), "use1-2018"),
              "as_is on_demand provisioned_100 provisioned_target! standard_ia ");
    // The book has neither reserved capacity nor on-demand prices: only choices with a price can be
    // the cheapest.
    EXPECT_EQ(names(kept(10, 10), "use1-2013"), "as_is! reserved_1y reserved_3y standard_ia ");
}

TEST(CacheNodes, are_read_with_a_number) {
    EXPECT_EQ(parse_cache_nodes("3xdax.r5.large").value().count, 3);
    EXPECT_EQ(parse_cache_nodes("t3.small").value().type, PriceItem::dax_t3_small_hour);
    EXPECT_EQ(parse_cache_nodes("r5.24xlarge").value().type, PriceItem::dax_r5_24xlarge_hour);
    for (const char* text : {"", "3", "0xr5.large", "12xr5.large", "3xr5.huge", "-1xr5.large",
                             "3yr5.large", "99999999999999999999xr5.large"}) {
        EXPECT_FALSE(parse_cache_nodes(text).ok()) << text;
    }
}

}  // namespace
}  // namespace isotherm
