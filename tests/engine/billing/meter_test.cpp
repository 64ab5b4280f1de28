// SPDX-License-Identifier: Apache-2.0
// The meter counts usage hour by hour.

#include "engine/billing/meter.h"

#include <gtest/gtest.h>

#include "engine/billing/hour_capacity.h"
#include "tests/engine/billing/steady.h"

namespace isotherm {
namespace {

SimTime at(SimDuration time) { return sim_start + time; }
CapacityRate rate(std::int64_t units) { return CapacityRate::units_per_second(units); }

std::string total(const Usage& usage, PriceItem item) { return usage.total(item).text(6); }

// Provisioned: 100 for a quarter of the hour, then 200 for a quarter, then 50 for half.
TEST(ChargedCapacity, of_an_hour_with_changes_is_the_rules) {
    const std::vector<CapacityStep> changes{
        {at(0s), rate(100)}, {at(15min), rate(200)}, {at(30min), rate(50)}, {at(2h), rate(999)}};
    const auto charged = [&](HourRule rule) {
        return charged_capacity(changes, at(0s), at(1h), rule).in_units_per_second();
    };
    EXPECT_EQ(charged(HourRule::maximum), 200);
    EXPECT_EQ(charged(HourRule::mean), 100);  // 100/4 + 200/4 + 50/2
    EXPECT_EQ(charged(HourRule::first), 100);
    EXPECT_EQ(charged(HourRule::last), 50);
    for (const HourRule rule :
         {HourRule::maximum, HourRule::mean, HourRule::first, HourRule::last}) {
        EXPECT_EQ(charged_capacity(changes, at(1h), at(2h), rule), rate(50));
        EXPECT_EQ(charged_capacity({}, at(1h), at(2h), rule), rate(0));
    }
}

TEST(ChargedCapacity, of_a_table_made_within_the_hour_counts_what_was_there) {
    const std::vector<CapacityStep> changes{{at(45min), rate(8)}};
    EXPECT_EQ(charged_capacity(changes, at(0s), at(1h), HourRule::mean), rate(8));
    EXPECT_EQ(charged_capacity(changes, at(0s), at(1h), HourRule::first), rate(8));
    EXPECT_EQ(charged_capacity(changes, at(0s), at(45min), HourRule::maximum), rate(0));
}

// A change at the end of an hour belongs to the next hour.
TEST(ChargedCapacity, does_not_see_the_next_hour) {
    const std::vector<CapacityStep> changes{{at(0s), rate(1)}, {at(1h), rate(100)}};
    EXPECT_EQ(charged_capacity(changes, at(0s), at(1h), HourRule::maximum), rate(1));
    EXPECT_EQ(charged_capacity(changes, at(1h), at(2h), HourRule::first), rate(100));
}

TEST(BillingSettings, become_a_rule_and_blocks) {
    BillingSettings settings;
    EXPECT_EQ(settings.capacity_in_hour, HourRule::maximum);
    EXPECT_EQ(settings.reserved().units(Side::write), 0);
    EXPECT_TRUE(shipped_price_books().named(settings.book).ok());
    settings.capacity_in_hour = HourRule::last;
    settings.reserved_term = ReservedTerm::three_years;
    settings.reserved_read = 300;
    EXPECT_EQ(settings.capacity_in_hour, HourRule::last);
    EXPECT_EQ(settings.reserved().term, ReservedTerm::three_years);
    EXPECT_EQ(settings.reserved().units(Side::read), 300);
}

TEST(Meter, counts_provisioned_units_whether_used_or_not) {
    Meter meter(730);
    ResourceHour hour = kept(10, 100, 730);
    meter.add(hour);
    hour.hour = 1;
    hour.consumed.write = HalfUnits::units(18'000);  // half of 10 x 3,600
    meter.add(hour);
    const Usage usage = meter.usage();
    EXPECT_EQ(total(usage, PriceItem::wcu_hour), "20");
    EXPECT_EQ(total(usage, PriceItem::rcu_hour), "200");
    // 730 GB for 2 of the 730 hours of a month
    EXPECT_EQ(total(usage, PriceItem::storage_gb_month), "2");
    EXPECT_TRUE(usage.total(PriceItem::wru_million).is_zero());
    EXPECT_EQ((usage.utilizations.at({ResourceName("t"), Units::write}).idle_share()), 0.75);
    EXPECT_EQ((usage.utilizations.at({ResourceName("t"), Units::read}).idle_share()), 1);
}

TEST(Meter, counts_on_demand_requests_and_no_capacity) {
    Meter meter(730);
    ResourceHour hour = asked(7, 2.5);
    hour.provisioned.write = rate(1'000);
    hour.table_class = TableClass::standard_ia;
    meter.add(hour);
    const Usage usage = meter.usage();
    EXPECT_EQ(total(usage, PriceItem::ia_wru_million), "7");
    EXPECT_EQ(total(usage, PriceItem::ia_rru_million), "2.5");
    EXPECT_TRUE(usage.total(PriceItem::ia_wcu_hour).is_zero());
    EXPECT_TRUE(usage.utilizations.empty());
}

TEST(Meter, keeps_replicated_writes_apart) {
    Meter meter(730);
    ResourceHour hour{.resource = ResourceName("t")};
    hour.provisioned.replicated_write = rate(20);
    meter.add(hour);
    hour.resource = ResourceName("t", "i");
    hour.mode = CapacityMode::on_demand;
    hour.consumed.write = HalfUnits::units(3);
    meter.add(hour);
    EXPECT_EQ(total(meter.usage(), PriceItem::rwcu_hour), "20");
    EXPECT_EQ(total(meter.usage(), PriceItem::wru_million), "3");
}

TEST(Meter, adds_up_hours_in_any_order) {
    Meter meter(730);
    for (const std::int64_t number : {5, 3, 4}) {
        ResourceHour hour = kept(number, 2 * number, 3);
        hour.hour = number;
        meter.add(hour);
    }
    EXPECT_EQ(meter.usage().total(PriceItem::wcu_hour), Quantity(12));
    EXPECT_EQ(meter.usage().total(PriceItem::rcu_hour), Quantity(24));
    EXPECT_EQ(meter.usage().hours, 3);
}

// One block of 100 reserved units. The hour with 150 pays 50 at list price; the hour with 40 leaves
// 60 reserved units unused.
TEST(Reserved, covers_each_hour_for_itself) {
    Meter meter(730, {ReservedTerm::one_year, {0, 1}});
    for (const auto& [number, write] : {std::pair(0, 150), std::pair(1, 40)}) {
        ResourceHour hour = kept(write, 0);
        hour.hour = number;
        meter.add(hour);
    }
    const Usage usage = meter.usage();
    EXPECT_EQ(total(usage, PriceItem::wcu_hour), "50");  // 150 + 40 used, less 100 + 40 reserved
    EXPECT_EQ(total(usage, PriceItem::rc1_wcu_hour), "2");
    EXPECT_EQ(usage.total(PriceItem::rc1_wcu_upfront), Quantity(2, 8'760));
}

TEST(Reserved, covers_neither_replicated_writes_nor_infrequent_access_nor_on_demand) {
    Meter meter(730, {ReservedTerm::three_years, {1, 1}});
    ResourceHour replicated{.resource = ResourceName("a")};
    replicated.provisioned.replicated_write = rate(100);
    ResourceHour infrequent = kept(100, 100);
    infrequent.table_class = TableClass::standard_ia;
    meter.add(replicated);
    meter.add(infrequent);
    meter.add(asked(100, 100));
    const Usage usage = meter.usage();
    EXPECT_EQ(usage.quantities.count({reserved_capacity_resource, PriceItem::wcu_hour}), 0u);
    EXPECT_EQ(usage.quantities.count({reserved_capacity_resource, PriceItem::rcu_hour}), 0u);
    EXPECT_EQ(total(usage, PriceItem::rc3_wcu_hour), "1");
}

// A block saves 53.96 % of the list price, so it pays off if its units are used in more than 1 -
// 0.5396 = 46.04 % of the hours.
TEST(Reserved, blocks_are_bought_as_long_as_they_pay) {
    const PriceBook book = book_named("use1-2024");
    const auto cheapest = [&](std::vector<Wide> units) {
        for (Wide& one : units) one *= 1'000;
        return cheapest_blocks(book, ReservedTerm::one_year, Side::write, units).value();
    };
    EXPECT_EQ(cheapest({1'000, 1'000}), 10);
    EXPECT_EQ(cheapest({1'046, 1'046}), 10);
    EXPECT_EQ(cheapest({1'047, 1'047}), 11);
    EXPECT_EQ(cheapest({1'000, 0}), 10);    // used in half of the hours
    EXPECT_EQ(cheapest({1'000, 0, 0}), 0);  // used in a third of the hours
    EXPECT_EQ(cheapest({1'000, 300, 0}), 3);
    EXPECT_EQ(cheapest({0}), 0);
    EXPECT_FALSE(cheapest_blocks(book_named("use1-2013"), ReservedTerm::one_year, Side::write,
                                 std::vector<Wide>{1}));
}

}  // namespace
}  // namespace isotherm
