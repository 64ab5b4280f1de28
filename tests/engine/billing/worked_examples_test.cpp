// SPDX-License-Identifier: Apache-2.0
// The worked examples 1 to 26: prices of capacity, requests and storage.

#include <gtest/gtest.h>

#include "engine/billing/data_services.h"
#include "tests/engine/billing/steady.h"

namespace isotherm {
namespace {

std::string month(const ResourceHour& hour, const std::string& book, std::int64_t hours = 730,
                  bool free_tier = false) {
    return month_of(hour, book, hours, free_tier).total.text();
}

// The slide of 2012 prints 38.
TEST(WorkedExample, Row01_FirstTokyoExampleIs37_92) {
    EXPECT_EQ(month(kept(10, 100, 10), "apne1-2012", 720), "37.92");
}

// The slide prints 140, which does not follow from its prices: 100/10 x 0.012 + 100/50 x 0.012 =
// 0.144 per hour, 103.68 in 720 hours, plus 50 GB at 1.20.
TEST(WorkedExample, Row02_SecondExampleIs163_68NotThePrinted140) {
    EXPECT_EQ(month(kept(100, 100, 50), "apne1-2012", 720), "163.68");
    // with 30 GB the result is near 140
    EXPECT_EQ(month(kept(100, 100, 30), "apne1-2012", 720), "139.68");
}

TEST(WorkedExample, Row03_SecondExampleAtPricesOfVirginia) {
    EXPECT_EQ(month(kept(100, 100, 50), "use1-2012", 744), "139.28");
}

TEST(WorkedExample, Row04_FirstExampleWithFreeTier) {
    EXPECT_EQ(month(kept(10, 100, 10), "apne1-2012", 720, true), "31.75");
    EXPECT_EQ(month(kept(10, 100, 10), "apne1-2012", 730, true), "32.03");
    EXPECT_EQ(month(kept(10, 100, 10), "apne1-2012", 744, true), "32.41");
    EXPECT_EQ(month(kept(100, 100, 50), "apne1-2012", 720, true), "157.51");
}

TEST(WorkedExample, Row05_QuestionOf2012Is5CentsAnHour) {
    EXPECT_EQ(month_of(kept(10, 200), "use1-2012").per_hour().exact_text(), "0.05");
}

TEST(WorkedExample, Row06_LargestTableOf2012Is20DollarsAnHour) {
    EXPECT_EQ(month_of(kept(10'000, 50'000), "use1-2012").per_hour().exact_text(), "20.00");
}

// A million calls per day are 11.57 per second, so 12 units are provisioned.
TEST(WorkedExample, Row07_AMillionWritesAndReadsADay) {
    const Statement day = month_of(kept(12, 12), "use1-2013", 24);
    EXPECT_EQ(amount_of(day, PriceItem::wcu_hour).exact_text(), "0.1872");
    EXPECT_EQ(amount_of(day, PriceItem::rcu_hour).exact_text(), "0.03744");
}

TEST(WorkedExample, Row08_HundredOfEachIn2013) {
    const Statement statement = month_of(kept(100, 100), "use1-2013", 720);
    EXPECT_EQ(amount_of(statement, PriceItem::wcu_hour).text(), "46.80");
    EXPECT_EQ(amount_of(statement, PriceItem::rcu_hour).text(), "9.36");
    EXPECT_EQ(statement.total.text(), "56.16");
}

TEST(WorkedExample, Rows09To11_ProvisionedMonths) {
    for (const char* book : {"use1-2018", "use1-2024"}) {
        EXPECT_EQ(month(kept(20, 0), book), "9.49");
        EXPECT_EQ(month(kept(0, 30), book), "2.85");  // 2.847
        const Statement both = month_of(kept(77, 76), book);
        EXPECT_EQ(amount_of(both, PriceItem::wcu_hour).text(), "36.54");
        EXPECT_EQ(amount_of(both, PriceItem::rcu_hour).text(), "7.21");
    }
}

TEST(WorkedExample, Rows12And13_OnDemandBeforeAndAfterItWasHalved) {
    const auto requests = [](const std::string& book) {
        return priced({{PriceItem::wru_million, millions(3)},
                       {PriceItem::rru_million, millions(8)},
                       {PriceItem::storage_gb_month, Quantity(230)}},
                      book);
    };
    EXPECT_EQ(amount_of(requests("use1-2018"), PriceItem::wru_million).exact_text(), "3.75");
    EXPECT_EQ(amount_of(requests("use1-2018"), PriceItem::rru_million).exact_text(), "2.00");
    EXPECT_EQ(amount_of(requests("use1-2018"), PriceItem::storage_gb_month).exact_text(), "57.50");
    EXPECT_EQ(amount_of(requests("use1-2024"), PriceItem::wru_million).exact_text(), "1.875");
    EXPECT_EQ(amount_of(requests("use1-2024"), PriceItem::wru_million).text(), "1.88");
    EXPECT_EQ(amount_of(requests("use1-2024"), PriceItem::rru_million).exact_text(), "1.00");
}

TEST(WorkedExample, Row14_RecoveryBackupRestore) {
    Usage usage;
    add_services(
        usage, ResourceName("t"),
        {.recoverable = Bytes{gb(2'300)}, .backups = Bytes{gb(460)}, .restored = Bytes{gb(230)}},
        730);
    const Statement statement = make_statement(usage, book_named("use1-2018"));
    EXPECT_EQ(amount_of(statement, PriceItem::pitr_gb_month).exact_text(), "460.00");
    EXPECT_EQ(amount_of(statement, PriceItem::backup_warm_gb_month).exact_text(), "46.00");
    EXPECT_EQ(amount_of(statement, PriceItem::restore_warm_gb).exact_text(), "34.50");
}

TEST(WorkedExample, Row15_TwoMillionStreamReads) {
    EXPECT_EQ(priced({{PriceItem::streams_rru_100k, millions(2)}}, "use1-2018").total.exact_text(),
              "0.40");
}

TEST(WorkedExample, Rows16To18_ReplicasInOtherRegions) {
    const std::vector<std::pair<PriceItem, Quantity>> requests{
        {PriceItem::rwru_million, millions(3)}};
    const std::vector<std::pair<PriceItem, Quantity>> capacity{
        {PriceItem::rwcu_hour, Quantity(20 * 730)}};
    EXPECT_EQ(priced(requests, "use2-2018").total.exact_text(), "5.625");
    EXPECT_EQ(priced(requests, "use2-2024").total.exact_text(), "1.875");
    EXPECT_EQ(priced(capacity, "use2-2018").total.exact_text(), "14.235");
    EXPECT_EQ(priced(capacity, "use2-2024").total.exact_text(), "9.49");
    EXPECT_EQ(priced(capacity, "usw1-2018").total.text(), "15.88");
    EXPECT_EQ(priced(capacity, "usw1-2024").total.text(), "10.59");  // 10.585
}

TEST(WorkedExample, Row19_TenMillionOfEachInOhio) {
    const Statement statement = priced({{PriceItem::wru_million, millions(10)},
                                        // eventually consistent: half
                                        {PriceItem::rru_million, millions(5)},
                                        {PriceItem::storage_gb_month, Quantity(10)}},
                                       "use2-2024");
    EXPECT_EQ(statement.total.exact_text(), "9.375");
    EXPECT_EQ(statement.total.text(), "9.38");
}

TEST(WorkedExample, Row20_ThreeCacheNodes) {
    Usage usage;
    add_services(usage, ResourceName("t"), {.cache = {parse_cache_nodes("3xr5.large").value()}},
                 730);
    EXPECT_EQ(make_statement(usage, book_named("use1-2024")).total.exact_text(), "558.45");
}

TEST(WorkedExample, Row21_SmallTableIsCheaperInInfrequentAccess) {
    ResourceHour hour = kept(5, 5, 13.61);
    const Money standard = month_of(hour, "use1-2018").total;
    hour.table_class = TableClass::standard_ia;
    const Money infrequent = month_of(hour, "use1-2018").total;
    EXPECT_EQ(standard.text(), "6.25");
    EXPECT_EQ(infrequent.text(), "4.90");
    EXPECT_EQ((standard - infrequent).text(), "1.35");
}

TEST(WorkedExample, Row22_TokyoProvisionedWithFreeTier) {
    EXPECT_EQ(month(kept(1'000, 1'000, 1'000), "apne1-2024", 732, true), "913.09");
}

TEST(WorkedExample, Rows23And24_TokyoOnDemandWithFreeStorage) {
    const auto requests = [](const std::string& book) {
        Usage usage;
        usage.add(ResourceName("t"), PriceItem::wru_million, millions(500));
        usage.add(ResourceName("t"), PriceItem::rru_million, millions(1'000));
        usage.add(ResourceName("t"), PriceItem::storage_gb_month, Quantity(1'000));
        usage.hours = 730;
        usage.time = 730h;
        BillingSettings settings;
        settings.free_tier = true;
        return make_bill(usage, book_named(book), settings).month.total.exact_text();
    };
    EXPECT_EQ(requests("apne1-2024"), "777.875");
    EXPECT_EQ(requests("apne1-2018"), "1,277.875");
}

TEST(WorkedExample, Rows25And26_FreeBandOf18600UnitHours) {
    EXPECT_EQ(month(kept(100, 0), "use1-2024", 730, true), "35.36");
    EXPECT_EQ(month_of(kept(0, 200), "use1-2024", 744, true).total.exact_text(), "16.926");
    // 25 units for 730 hours are 18,250 unit-hours, fewer than the free band: unused free units are
    // not paid out.
    EXPECT_EQ(month(kept(25, 25, 25), "use1-2024", 730, true), "0.00");
}

}  // namespace
}  // namespace isotherm
