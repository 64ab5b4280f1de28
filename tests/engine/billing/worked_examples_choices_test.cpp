// SPDX-License-Identifier: Apache-2.0
// The worked examples 54, 57 to 67, 72 to 74 and 82 to 89: modes, reservations, classes, time
// series, replicas, services.

#include <gtest/gtest.h>

#include "engine/billing/capacity_mode.h"
#include "engine/billing/comparison.h"
#include "engine/billing/data_services.h"
#include "engine/billing/table_class.h"
#include "engine/model/partition_count.h"
#include "engine/units/read_calls.h"
#include "engine/units/write_calls.h"
#include "tests/engine/billing/steady.h"

namespace isotherm {
namespace {

constexpr std::uint64_t kb = 1'024;

Era era() { return *era_named("2024"); }

Quantity units(HalfUnits half_units) { return Quantity(half_units.count(), 2); }

std::string cost_of(PriceItem item, const Quantity& quantity, const std::string& book) {
    return priced({{item, quantity}}, book).total.exact_text();
}

TEST(WorkedExample, Row54_AMillionInboxes) {
    const auto direct = query_cost(era(), {.items = {{256 * kb, 50}}});
    const auto index = query_cost(era(), {.items = {{128, 50}}, .index = IndexKind::global});
    ASSERT_TRUE(direct.ok() && index.ok());
    const Quantity million(1'000'000);
    EXPECT_EQ(cost_of(PriceItem::rru_million, units(direct.value().read()) * million, "use1-2024"),
              "200.00");
    EXPECT_EQ(cost_of(PriceItem::rru_million, units(index.value().read()) * million, "use1-2024"),
              "0.125");
}

TEST(WorkedExample, Row57_BreakEvenUtilization) {
    const auto at = [](const char* book, TableClass table_class, Units kind) {
        return break_even_utilization(book_named(book), table_class, kind).value_or(-1);
    };
    for (const Units kind : {Units::read, Units::write}) {
        EXPECT_NEAR(at("use1-2018", TableClass::standard, kind), 0.14444, 1e-5);
        EXPECT_NEAR(at("use1-2024", TableClass::standard, kind), 0.28889, 1e-5);
    }
    // The values of table 3.1, rounded there to two decimals of a percent.
    EXPECT_NEAR(at("use1-2018", TableClass::standard_ia, Units::write), 0.1442, 5e-5);
    EXPECT_NEAR(at("use1-2018", TableClass::standard_ia, Units::read), 0.1434, 5e-5);
    EXPECT_NEAR(at("use1-2024", TableClass::standard_ia, Units::write), 0.2885, 5e-5);
    EXPECT_NEAR(at("use1-2024", TableClass::standard_ia, Units::read), 0.2867, 5e-5);
    EXPECT_NEAR(at("apne1-2024", TableClass::standard, Units::write), 0.2883, 5e-5);
    EXPECT_NEAR(at("apne1-2024", TableClass::standard, Units::read), 0.2893, 5e-5);
    const PriceBook book = book_named("use1-2024");
    EXPECT_NEAR(*break_even_utilization(book, ReservedTerm::one_year, Side::write), 0.133, 5e-4);
    EXPECT_NEAR(*break_even_utilization(book, ReservedTerm::three_years, Side::write), 0.0664,
                5e-5);
    EXPECT_FALSE(
        break_even_utilization(book_named("use1-2013"), TableClass::standard, Units::read));
}

// 1,000 writes and 5,000 eventually consistent reads of 1 KB a second.
TEST(WorkedExample, Rows58And59_OnDemandAgainstProvisioned) {
    const ResourceHour hour = asked(1'000 * 3'600, 2'500 * 3'600);
    Meter meter(730);
    meter.add(hour);
    const auto total = [&](const char* book, const char* name) {
        for (const PricedChoice& choice : compare_choices(meter, book_named(book), {}))
            if (choice.name == name) return choice.month.total.text();
        return std::string("none");
    };
    EXPECT_EQ(total("use1-2024", "on_demand"), "2,463.75");
    EXPECT_EQ(total("use1-2024", "as_is"), "2,463.75");
    EXPECT_EQ(total("use1-2024", "provisioned_100"), "711.75");
    EXPECT_EQ(total("use1-2024", "provisioned_target"), "1,016.79");
    EXPECT_EQ(total("use1-2018", "on_demand"), "4,927.50");
}

TEST(WorkedExample, Row60_ABlockOf100Reserved) {
    const auto cost = [](const char* book, ReservedTerm term, Side side) {
        return *reserved_block_cost(book_named(book), term, side);
    };
    const auto one = cost("use1-2024", ReservedTerm::one_year, Side::write);
    const auto three = cost("use1-2024", ReservedTerm::three_years, Side::write);
    EXPECT_EQ(one.whole_term.exact_text(), "262.128");
    EXPECT_EQ(three.whole_term.exact_text(), "392.868");
    EXPECT_NEAR(one.saving, 0.5396, 5e-5);
    EXPECT_NEAR(three.saving, 0.7700, 5e-5);
    EXPECT_NEAR(one.unit_hour.in_dollars(), 0.000299, 5e-7);
    EXPECT_NEAR(three.unit_hour.in_dollars(), 0.0001495, 5e-8);
    EXPECT_NEAR(one.pays_from, 0.46, 5e-3);
    // The other values of table 3.3.
    EXPECT_EQ(cost("use1-2018", ReservedTerm::one_year, Side::read).whole_term.text(), "51.90");
    EXPECT_NEAR(cost("use1-2018", ReservedTerm::three_years, Side::read).saving, 0.7715, 5e-5);
    EXPECT_EQ(cost("apne1-2024", ReservedTerm::one_year, Side::write).whole_term.exact_text(),
              "300.172");
    EXPECT_EQ(cost("apne1-2024", ReservedTerm::three_years, Side::read).whole_term.exact_text(),
              "88.304");
    EXPECT_NEAR(cost("apne1-2024", ReservedTerm::one_year, Side::read).saving, 0.5415, 5e-5);
}

TEST(WorkedExample, Row61_ThousandUnitsReservedForAMonth) {
    for (const auto& [term, expected] : {std::pair(ReservedTerm::one_year, "218.44"),
                                         std::pair(ReservedTerm::three_years, "109.13")}) {
        const ReservedBlocks blocks{term, {0, 10}};
        // The bill of a table that needs exactly the reserved capacity.
        EXPECT_EQ(month_of(kept(1'000, 0), "use1-2024", 730, false, blocks).total.text(), expected);
    }
}

TEST(WorkedExample, Rows62And63_WhenInfrequentAccessPays) {
    const auto dollars = [](const char* text) { return *Money::parse(text); };
    const ClassAdvice yes = advise_standard_ia(dollars("50"), dollars("100"));
    EXPECT_TRUE(yes.change);
    EXPECT_EQ(yes.saving.text(), "5.00");
    EXPECT_FALSE(advise_standard_ia(dollars("40"), dollars("100")).change);
    // Changing back to Standard pays off if IA storage costs less than 0.2 / 1.5 of the IA
    // throughput.
    EXPECT_TRUE(advise_standard(dollars("13.33"), dollars("100")).change);
    EXPECT_FALSE(advise_standard(dollars("13.34"), dollars("100")).change);
}

// The storage of 400 GB costs 100 dollars, 100 WCU cost 47.45.
TEST(StandardIa, is_advised_on_a_bill_without_reserved_capacity) {
    const Statement month = month_of(kept(100, 0, 400), "use1-2024");
    // saves 60 % of 100 on storage, less 25 % of 47.45 = 11.86
    EXPECT_EQ(advise_class(month)->saving.text(), "48.14");
    ResourceHour infrequent = kept(100, 0, 1);
    infrequent.table_class = TableClass::standard_ia;
    EXPECT_TRUE(advise_class(month_of(infrequent, "use1-2024"))->change);
    EXPECT_FALSE(advise_class(
        month_of(kept(100, 0, 400), "use1-2024", 730, false, {ReservedTerm::one_year, {0, 1}})));
    EXPECT_FALSE(advise_class(Statement{}));
}

// Thresholds from the published prices: 0.410, 0.385, 0.413 and 0.400.
TEST(StandardIa, pays_above_the_threshold_of_the_books_own_prices) {
    const PriceBook book = book_named("use1-2018");
    // Threshold = relative increase of the throughput price / relative decrease of the storage
    // price.
    const auto change = [&](PriceItem from, PriceItem to) {
        return book.usd(to)->in_dollars() / book.usd(from)->in_dollars() - 1;
    };
    const auto threshold = [&](CapacityMode mode, Units kind) {
        return change(throughput_item(mode, TableClass::standard, kind),
                      throughput_item(mode, TableClass::standard_ia, kind)) /
               -change(storage_item(TableClass::standard), storage_item(TableClass::standard_ia));
    };
    EXPECT_NEAR(threshold(CapacityMode::provisioned, Units::write), 0.410, 5e-4);
    EXPECT_NEAR(threshold(CapacityMode::provisioned, Units::read), 0.385, 5e-4);
    EXPECT_NEAR(threshold(CapacityMode::on_demand, Units::write), 0.413, 5e-4);
    EXPECT_NEAR(threshold(CapacityMode::on_demand, Units::read), 0.400, 5e-4);
}

Money time_series(const std::string& book) {
    Meter meter(730);
    int number = 0;
    for (const auto& [read, write] : {std::pair(10'000, 10'000), {1'000, 1}, {100, 1}, {10, 1}}) {
        ResourceHour hour = kept(write, read);
        hour.resource = ResourceName("month" + std::to_string(++number));
        meter.add(hour);
    }
    return make_bill(meter, book_named(book), {}).month.total;
}

TEST(WorkedExample, Rows64And65_TimeSeriesOfFourTables) {
    EXPECT_EQ(time_series("use1-2013").text(), "5,800.76");
    EXPECT_EQ(time_series("apne1-2012").text(), "10,709.10");
    EXPECT_EQ(time_series("use1-2012").text(), "8,924.25");
    EXPECT_EQ(time_series("apne1-2024").text(), "6,621.79");
}

// With hot keys in a quarter of the partitions and an even split, the table needs four times the
// capacity.
TEST(WorkedExample, Row66_OneBigTableWithAnEvenSplit) {
    EXPECT_EQ(month_of(kept(4 * 10'000, 4 * 10'000), "use1-2013").total.text(), "22,776.00");
    const double saved = 1 - time_series("use1-2013").in_dollars() / 22'776;
    EXPECT_NEAR(saved, 0.745, 5e-4);
    // If capacity follows the traffic, one table with the sum of the capacities costs as much as
    // the four tables.
    EXPECT_EQ(month_of(kept(10'003, 11'110), "use1-2013").total, time_series("use1-2013"));
}

TEST(WorkedExample, Row67_TheSmallestTable) {
    EXPECT_EQ(month_of(kept(1, 1), "use1-2013").total.exact_text(), "0.5694");
    EXPECT_EQ(month_of(kept(1, 1), "apne1-2024").total.text(4), "0.6500");
}

TEST(WorkedExample, Row72_ScanOf20GbOnDemand) {
    const auto scan = scan_cost(era(), {.read = {.together_bytes = 20ULL << 30}});
    ASSERT_TRUE(scan.ok());
    EXPECT_EQ(scan.value().read().in_units(), 2'621'440);
    const Quantity read = units(scan.value().read());
    EXPECT_EQ(cost_of(PriceItem::rru_million, read, "use1-2018"), "0.65536");
    EXPECT_EQ(cost_of(PriceItem::rru_million, read, "use1-2024"), "0.32768");
}

TEST(WorkedExample, Row73_ExportOf20Gb) {
    EXPECT_EQ(cost_of(PriceItem::export_gb, Quantity(20), "use1-2018"), "2.00");
}

TEST(WorkedExample, Row74_ImportAgainstWritingIt) {
    EXPECT_EQ(cost_of(PriceItem::import_gb, gigabytes(100ULL << 30), "use1-2024"), "15.00");
    EXPECT_EQ(cost_of(PriceItem::wru_million, Quantity(104'857'600), "use1-2024"), "65.536");
}

TEST(WorkedExample, Rows82And83_ReplicatedWrites) {
    const auto plain = write_cost(era(), {.after = kb, .replicas = {.regions = 2}});
    ASSERT_TRUE(plain.ok());
    EXPECT_EQ(plain.value().replicated_write.in_units() * 150, 300);
    const auto indexed = write_cost(
        era(), {.after = kb, .indexes = {{.entry_after = kb}}, .replicas = {.regions = 2}});
    ASSERT_TRUE(indexed.ok());
    EXPECT_EQ(indexed.value().replicated_write.in_units() * 200, 400);
    EXPECT_EQ(indexed.value().index_write.in_units() * 200, 400);
}

TEST(WorkedExample, Row84_ReplicatedWritesOfTheFirstVersion) {
    const GlobalTable first{.regions = 2, .version = GlobalTable::Version::v2017};
    const auto replicated = [&](WriteKind kind, std::optional<std::uint64_t> before,
                                std::optional<std::uint64_t> after) {
        const auto cost =
            write_cost(era(), {.kind = kind, .before = before, .after = after, .replicas = first});
        EXPECT_TRUE(cost.ok());
        return cost.value().replicated_write.in_units();
    };
    EXPECT_EQ(replicated(WriteKind::put, {}, kb), 4);
    EXPECT_EQ(replicated(WriteKind::update, kb, kb), 3);
    EXPECT_EQ(replicated(WriteKind::remove, kb, {}), 3);
}

TEST(WorkedExample, Row85_HundredMillionWritesInTwoRegions) {
    EXPECT_EQ(cost_of(PriceItem::rwru_million, millions(2 * 100), "use1-2018"), "375.00");
    EXPECT_EQ(cost_of(PriceItem::rwru_million, millions(2 * 100), "use1-2024"), "125.00");
}

TEST(WorkedExample, Row86_KinesisCaptureCountsStartedKilobytes) {
    const std::int64_t captured = change_units(2'560, 100'000'000);
    EXPECT_EQ(captured, 300'000'000);
    EXPECT_EQ(cost_of(PriceItem::cdc_million, Quantity(captured), "use1-2018"), "30.00");
}

TEST(WorkedExample, Row87_FiveShardsPolledEverySecondForThirtyDays) {
    const std::int64_t reads = stream_reads(5, 1, 24h * 30);
    EXPECT_EQ(reads, 12'960'000);
    Usage usage{.hours = 720, .time = 720h};
    add_services(usage, ResourceName("t"), {.stream_reads = reads}, 720);
    BillingSettings settings;
    settings.hours_per_month = 720;
    settings.free_tier = true;
    EXPECT_EQ(make_bill(usage, book_named("use1-2018"), settings).month.total.exact_text(),
              "2.092");
}

TEST(WorkedExample, Row88_RecoveryAgainstThirtyBackups) {
    EXPECT_EQ(cost_of(PriceItem::pitr_gb_month, Quantity(500), "use1-2024"), "100.00");
    EXPECT_EQ(cost_of(PriceItem::backup_warm_gb_month, Quantity(30 * 500), "use1-2024"),
              "1,500.00");
}

TEST(WorkedExample, Row89_VotesOnTwoHundredPartitions) {
    EXPECT_EQ(partitions_for_throughput(*era_named("2013"), {.read = 0, .write = 200'000}), 200);
    EXPECT_EQ(month_of(kept(200'000, 0), "use1-2013").total.text(), "94,900.00");
}

}  // namespace
}  // namespace isotherm
