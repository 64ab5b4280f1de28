// SPDX-License-Identifier: Apache-2.0
// Prices of DynamoDB of 2025 and 2026: warm throughput (V-N4, V-N5), Database Savings Plans (V-N7,
// V-N8), vector indexes (V-N9 to V-N11).

#include <gtest/gtest.h>

#include <random>

#include "engine/billing/capacity_mode.h"
#include "engine/billing/comparison.h"
#include "engine/billing/savings_plan.h"
#include "engine/model/vector_index.h"
#include "tests/engine/billing/steady.h"

namespace isotherm {
namespace {

Money usd(const char* text) { return Money::parse(text).value(); }

Money warming(std::int64_t reads, std::int64_t writes, const std::string& book) {
    return priced({{PriceItem::warm_rcu, Quantity(reads)}, {PriceItem::warm_wcu, Quantity(writes)}},
                  book)
        .total;
}

TEST(WarmThroughput, v_n4_is_paid_once_for_what_is_above_the_present_value) {
    EXPECT_EQ(warming(18'000, 6'000, "use1-2024"), usd("6.24"));
    EXPECT_EQ(warming(18'000, 6'000, "apne1-2024"), usd("7.1232"));
}

TEST(WarmThroughput, v_n5_from_the_default_to_a_hundred_thousand) {
    EXPECT_EQ(warming(88'000, 96'000, "use1-2024"), usd("73.84"));
}

// The bill of one hour, and its month, under a commitment.
Bill bill_of(const ResourceHour& hour, double commitment, ReservedBlocks reserved = {}) {
    BillingSettings settings;
    settings.savings_plan = commitment;
    settings.reserved_term = reserved.term;
    settings.reserved_read = reserved.units(Side::read);
    settings.reserved_write = reserved.units(Side::write);
    Meter meter(settings.hours_per_month, reserved);
    meter.add(hour);
    return make_bill(meter, book_named("use1-2024"), settings);
}

TEST(SavingsPlan, v_n7_covers_on_demand_at_18_percent_off) {
    const ResourceHour hour = asked(3'600'000, 0);
    EXPECT_EQ(bill_of(hour, 0).period.total, usd("2.25"));
    EXPECT_EQ(bill_of(hour, 1.845).period.total, usd("1.845"));
    EXPECT_EQ(bill_of(hour, 1.845).month.total, usd("1346.85"));
    EXPECT_EQ(bill_of(hour, 0).month.total, usd("1642.50"));
    EXPECT_NEAR(bill_of(hour, 1).period.total.in_dollars(), 2.0305, 5e-5);
    EXPECT_EQ(bill_of(hour, 2.5).period.total, usd("2.50"));
}

// A unit-hour against the 3,600 request units that it can serve.
TEST(SavingsPlan, v_n8_moves_the_break_even_of_provisioned_capacity) {
    const PriceBook book = book_named("use1-2024");
    const double list = *break_even_utilization(book, TableClass::standard, Units::write);
    const SavingsPlanRates rates = savings_plan_rates(book).value();
    const double requests = 1 - rates.requests.in_units();
    const double capacity = 1 - rates.capacity.in_units();
    EXPECT_NEAR(list, 0.2889, 5e-5);
    EXPECT_NEAR(list * capacity / requests, 0.3100, 5e-5);
    EXPECT_NEAR(list / requests, 0.3523, 5e-5);
    EXPECT_NEAR(list * capacity, 0.2542, 5e-5);
}

TEST(SavingsPlan, covers_provisioned_capacity_after_reserved_capacity) {
    const ResourceHour hour = kept(300, 0);
    // 200 units are left: 0.13 $/h at list price, 0.1144 under a plan.
    const ReservedBlocks reserved{ReservedTerm::one_year, {0, 1}};
    const Money without = bill_of(hour, 0, reserved).period.total;
    const Money exact = bill_of(hour, 0.1144, reserved).period.total;
    EXPECT_EQ(without - exact, usd("0.0156"));
    EXPECT_EQ(bill_of(hour, 0.2, reserved).period.total - exact, usd("0.0856"))
        << "an unused commitment is lost";
}

TEST(SavingsPlan, takes_the_larger_discount_first) {
    ResourceHour provisioned = kept(100, 0);
    ResourceHour on_demand = asked(360'000, 0);
    on_demand.resource = ResourceName("u");
    BillingSettings settings;
    settings.savings_plan = 0.2;
    Meter meter(730);
    meter.add(provisioned);
    meter.add(on_demand);
    // 0.225 $ of requests cost 0.1845; 0.0155 of the commitment is left for capacity.
    const double capacity_left = 0.065 - (0.2 - 0.1845) / 0.88;
    EXPECT_NEAR(make_bill(meter, book_named("use1-2024"), settings).period.total.in_dollars(),
                0.2 + capacity_left, 1e-9);
}

TEST(SavingsPlan, is_named_as_missing_where_the_book_knows_none) {
    BillingSettings settings;
    settings.savings_plan = 1;
    Meter meter(730);
    meter.add(kept(10, 10));
    const Bill bill = make_bill(meter, book_named("use1-2018"), settings);
    EXPECT_FALSE(bill.month.complete());
    EXPECT_EQ(bill.month.total, month_of(kept(10, 10), "use1-2018").total);
}

TEST(SavingsPlan, of_a_comparison_is_the_cheapest_of_all_commitments) {
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        BillingSettings settings;
        settings.hours_per_month = 24;
        Meter meter(24);
        for (std::int64_t h = 0; h < 24; ++h) {
            ResourceHour hour = asked(static_cast<double>(random() % 4'000'000), 0);
            hour.hour = h;
            meter.add(hour);
        }
        const PriceBook book = book_named("use1-2024");
        const Money best = cheapest_commitment(meter, book, settings).value();
        const auto total = [&](double commitment) {
            settings.savings_plan = commitment;
            return make_bill(meter, book, settings).month.total.in_dollars();
        };
        const double least = total(best.in_dollars());
        for (double commitment = 0; commitment < 3; commitment += 0.01)
            EXPECT_GE(total(commitment), least - 24 * 0.001) << commitment;
    }
}

TEST(SavingsPlan, stands_in_the_comparison) {
    BillingSettings settings;
    Meter meter(730);
    meter.add(asked(3'600'000, 0));
    const auto choices = compare_choices(meter, book_named("use1-2024"), settings);
    const auto found = std::find_if(choices.begin(), choices.end(), [](const PricedChoice& one) {
        return one.name == "savings_plan_on_demand";
    });
    ASSERT_NE(found, choices.end());
    EXPECT_EQ(found->month.total, usd("1346.85"));
    EXPECT_EQ(found->text, "on demand, savings plan of $1.845/h");
    for (const PricedChoice& one : compare_choices(meter, book_named("use1-2018"), settings))
        EXPECT_FALSE(one.name.starts_with("savings_plan"));
}

std::string vector_price(PriceItem item, std::uint64_t bytes, std::int64_t calls) {
    return priced({{item, Quantity(Wide{static_cast<std::int64_t>(bytes)} * calls, bytes_in_gb)}},
                  "use1-2024")
        .total.text(4);
}

TEST(VectorIndexes, v_n9_ten_writes_a_second_of_4_kb_for_thirty_days) {
    EXPECT_EQ(vector_price(PriceItem::vector_write_gb, 4'096, 25'920'000), "51.4160");
}

TEST(VectorIndexes, v_n10_a_million_searches) {
    EXPECT_EQ(vector_search_bytes(1'024, 30), 77'525u);
    EXPECT_EQ(vector_price(PriceItem::vector_search_gb, vector_search_bytes(1'024, 30), 1'000'000),
              "0.1444");
    EXPECT_EQ(vector_price(PriceItem::vector_search_gb, vector_search_bytes(1'024, 100), 1'000'000),
              "0.2181");
    // What one read request unit buys.
    const double unit = book_named("use1-2024").usd(PriceItem::rru_million)->in_dollars() / 1e6;
    const double gigabyte = book_named("use1-2024").usd(PriceItem::vector_search_gb)->in_dollars();
    EXPECT_NEAR(unit / gigabyte * static_cast<double>(bytes_in_gb), 67'109, 0.5);
}

TEST(VectorIndexes, v_n11_a_load_of_a_million_vectors) {
    EXPECT_EQ(vector_write_bytes(1'024, 29), 4'125u);
    EXPECT_EQ(vector_price(PriceItem::vector_write_gb, 4'125, 1'000'000), "1.9977");
    const Money base = priced({{PriceItem::wru_million, millions(5)}}, "use1-2024").total;
    EXPECT_EQ(base, usd("3.125"));
}

}  // namespace
}  // namespace isotherm
