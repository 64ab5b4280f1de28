// SPDX-License-Identifier: Apache-2.0
// UpdateTable against the published limits: cases V-A8 to V-A12.

#include "app/report/english.h"
#include "engine/model/update_table.h"

#include <gtest/gtest.h>

#include <array>

namespace isotherm {
namespace {

const WallTime midnight = std::chrono::sys_days{std::chrono::year{2018} / 6 / 1};

Era era_of(const char* name) { return *era_named(name); }

ThroughputChange change_of(Throughput present, Throughput wanted, DecreaseLedger& ledger) {
    ThroughputChange change;
    change.resource = "votes";
    change.present = present;
    change.wanted = wanted;
    change.earlier_peak = present;
    change.decreases = &ledger;
    return change;
}

UpdateTableAnswer ask(const Era& era, const ThroughputChange& change, WallTime now) {
    return update_table(era, UpdateDurations{}, {.changes = {&change, 1}}, now);
}

// Number of accepted decreases: four at midnight, then one requested at each full hour of the same
// UTC day.
std::int64_t decreases_accepted(DecreaseLimits limits) {
    DecreaseLedger ledger(limits);
    std::int64_t accepted = 0;
    const auto want = [&](WallTime now) {
        if (!ledger.allows(now)) return;
        ledger.record(now);
        ++accepted;
    };
    for (int i = 0; i < 4; ++i) want(midnight + std::chrono::seconds(i));
    for (int hour = 1; hour < 24; ++hour) want(midnight + std::chrono::hours(hour) + 3s);
    return accepted;
}

TEST(DecreaseLedger, VA8TwentySevenADaySince2018) {
    EXPECT_EQ(decreases_accepted(DecreaseLimits::of(era_of("2018"))), 4 + 23);
    EXPECT_EQ(decreases_accepted(DecreaseLimits::of(era_of("2024"))), 4 + 23);
    EXPECT_EQ(decreases_accepted(DecreaseLimits::of(era_of("2026"))), 4 + 23) << "a bucket";
}

TEST(DecreaseLedger, VA9NineADayIn2017) {
    EXPECT_EQ(decreases_accepted({.per_day = 4, .within = 0h, .after_quiet = 4h}), 4 + 5);
}

TEST(DecreaseLedger, EarlierErasCountPerUtcDay) {
    EXPECT_EQ(decreases_accepted(DecreaseLimits::of(era_of("2012"))), 1);
    EXPECT_EQ(decreases_accepted(DecreaseLimits::of(era_of("2013"))), 2);
    EXPECT_EQ(decreases_accepted(DecreaseLimits::of(era_of("2016"))), 4);
}

// After decreases at 08:00, 10:00, 12:00 and 14:00, four more are requested at 15:30: the number of
// those that are accepted.
std::int64_t accepted_at_half_past_three(DecreaseLimits limits) {
    DecreaseLedger ledger(limits);
    for (const int hour : {8, 10, 12, 14}) {
        const WallTime then = midnight + std::chrono::hours(hour);
        EXPECT_TRUE(ledger.allows(then)) << hour;
        ledger.record(then);
    }
    std::int64_t accepted = 0;
    for (int i = 0; i < 4; ++i) {
        const WallTime now = midnight + 15h + 30min + std::chrono::seconds(i);
        if (!ledger.allows(now)) continue;
        ledger.record(now);
        ++accepted;
    }
    return accepted;
}

// The bucket of decreases holds 3 after 14:00 and 4 from 15:00 on.
TEST(DecreaseLedger, VN15TheBucketTakesAllFourAndTheRuleOf2018One) {
    for (const char* year : {"2025", "2026"})
        EXPECT_EQ(accepted_at_half_past_three(DecreaseLimits::of(era_of(year))), 4) << year;
    for (const char* year : {"2018", "2019", "2024"})
        EXPECT_EQ(accepted_at_half_past_three(DecreaseLimits::of(era_of(year))), 1) << year;
}

TEST(DecreaseLedger, TheBucketIsNeverAboveFourAndFullAtMidnight) {
    DecreaseLedger ledger(DecreaseLimits::of(era_of("2026")));
    EXPECT_EQ(ledger.left(midnight + 23h), 4);
    for (int i = 0; i < 4; ++i) ledger.record(midnight + 22h + 59min);
    EXPECT_EQ(ledger.left(midnight + 22h + 59min), 0);
    EXPECT_EQ(ledger.next_allowed(midnight + 22h + 59min), midnight + 23h);
    EXPECT_EQ(ledger.left(midnight + 23h + 59min), 1);
    EXPECT_EQ(ledger.left(midnight + 24h), 4);
}

TEST(DecreaseLedger, FourAtAnyTimeOfTheDay) {
    DecreaseLedger ledger(DecreaseLimits::of(era_of("2018")));
    for (int hour = 1; hour < 20; hour += 5) {
        EXPECT_TRUE(ledger.allows(midnight + std::chrono::hours(hour)));
        ledger.record(midnight + std::chrono::hours(hour));
    }
    EXPECT_EQ(ledger.left(midnight + 16h + 59min), 0);
    EXPECT_EQ(ledger.left(midnight + 17h), 1);
}

TEST(DecreaseLedger, FourOnlyWithinAnHourOfTheFirstWhereTheSettingSaysSo) {
    DecreaseLedger ledger({.per_day = 4, .within = 1h, .after_quiet = 1h});
    const WallTime ten = midnight + 10h;
    EXPECT_EQ(ledger.left(ten), 4);
    ledger.record(ten);
    EXPECT_EQ(ledger.left(ten + 59min), 3);
    ledger.record(ten + 59min);
    // The first hour is over, but the last decrease was 1 min ago.
    EXPECT_EQ(ledger.left(ten + 60min), 0);
    EXPECT_EQ(ledger.next_allowed(ten + 60min), ten + 119min);
    EXPECT_EQ(ledger.left(ten + 119min), 1);
}

TEST(DecreaseLedger, TheNextUtcDayStartsAnew) {
    DecreaseLedger ledger(DecreaseLimits::a_day(1));
    ledger.record(midnight + 23h);
    EXPECT_FALSE(ledger.allows(midnight + 23h + 59min));
    EXPECT_EQ(ledger.next_allowed(midnight + 23h + 59min), midnight + 24h);
    EXPECT_TRUE(ledger.allows(midnight + 24h));
    EXPECT_EQ(ledger.used_today(midnight + 24h), 0);
}

TEST(UpdateTable, VA10The2012RulesForIncreases) {
    const Era era = era_of("2012");
    DecreaseLedger ledger(DecreaseLimits::of(era));
    const auto wanting = [&](std::int64_t reads) {
        return ask(era, change_of({100, 100}, {reads, 100}, ledger), midnight);
    };
    EXPECT_EQ(wanting(300).exception, "LimitExceededException");
    EXPECT_EQ(wanting(201).exception, "LimitExceededException");
    EXPECT_TRUE(wanting(200).accepted);
    EXPECT_EQ(wanting(109).exception, "LimitExceededException");
    EXPECT_TRUE(wanting(110).accepted);
    const Era later = era_of("2016");
    EXPECT_TRUE(ask(later, change_of({100, 100}, {101, 5'000}, ledger), midnight).accepted);
}

TEST(UpdateTable, VA11TwoDecreasesOnOneDayOf2012) {
    const Era era = era_of("2012");
    DecreaseLedger ledger(DecreaseLimits::of(era));
    EXPECT_TRUE(ask(era, change_of({100, 100}, {90, 100}, ledger), midnight).accepted);
    const auto second = ask(era, change_of({90, 100}, {90, 50}, ledger), midnight + 5h);
    EXPECT_FALSE(second.accepted);
    EXPECT_EQ(second.exception, "LimitExceededException");
    EXPECT_NE(english(second.why).find("2018-06-02T00:00:00Z"), std::string::npos)
        << english(second.why);
    EXPECT_TRUE(ask(era, change_of({90, 100}, {90, 50}, ledger), midnight + 24h).accepted);
}

TEST(UpdateTable, LoweringReadsAndWritesCountsOnce) {
    const Era era = era_of("2013");
    DecreaseLedger ledger(DecreaseLimits::of(era));
    EXPECT_TRUE(ask(era, change_of({100, 100}, {50, 50}, ledger), midnight).accepted);
    EXPECT_EQ(ledger.left(midnight), 1);
}

TEST(UpdateTable, VA12OneIndexOverItsLimitRefusesTheWholeCall) {
    const Era era = era_of("2012");
    DecreaseLedger of_table(DecreaseLimits::of(era));
    DecreaseLedger of_index(DecreaseLimits::of(era));
    of_index.record(midnight);
    std::array changes{change_of({100, 100}, {50, 100}, of_table),
                       change_of({100, 100}, {50, 100}, of_index)};
    changes[1].resource = "votes / by_date";
    const auto answer = update_table(era, UpdateDurations{}, {.changes = changes}, midnight + 1h);
    EXPECT_EQ(answer.exception, "LimitExceededException");
    EXPECT_NE(english(answer.why).find("votes / by_date"), std::string::npos);
    EXPECT_EQ(of_table.left(midnight + 1h), 1) << "a refused call uses nothing up";
}

TEST(UpdateTable, RefusesWhileNotActiveAndWithoutChange) {
    const Era era = era_of("2024");
    DecreaseLedger ledger(DecreaseLimits::of(era));
    ThroughputChange change = change_of({100, 100}, {200, 100}, ledger);
    change.active = false;
    EXPECT_EQ(ask(era, change, midnight).exception, "ResourceInUseException");
    EXPECT_EQ(ask(era, change_of({100, 100}, {100, 100}, ledger), midnight).exception,
              "ValidationException");
    EXPECT_EQ(ask(era, change_of({100, 100}, {0, 100}, ledger), midnight).exception,
              "ValidationException");
}

TEST(UpdateTable, TheTableQuotaCoversTheTableAndItsIndexes) {
    Era era = era_of("2024");
    DecreaseLedger ledger(DecreaseLimits::of(era));
    const ThroughputChange change = change_of({100, 100}, {100, 30'001}, ledger);
    const UpdateTableCall call{.changes = {&change, 1}, .rest_of_table = {0, 10'000}};
    EXPECT_TRUE(update_table(era, UpdateDurations{}, call, midnight).accepted)
        << "AWS raises quotas on request";
    era.enforce_quotas = true;
    EXPECT_EQ(update_table(era, UpdateDurations{}, call, midnight).exception,
              "LimitExceededException");
    const ThroughputChange fits = change_of({100, 100}, {100, 30'000}, ledger);
    UpdateTableCall of_account{.changes = {&fits, 1}, .rest_of_table = {0, 10'000}};
    EXPECT_TRUE(update_table(era, UpdateDurations{}, of_account, midnight).accepted);
    of_account.rest_of_account = {0, 40'001};
    EXPECT_EQ(update_table(era, UpdateDurations{}, of_account, midnight).exception,
              "LimitExceededException");
    const ThroughputChange lowers = change_of({100, 50'000}, {100, 45'000}, ledger);
    EXPECT_TRUE(ask(era, lowers, midnight).accepted) << "what is above the quota may come down";
}

// Quotas of 2026: each table and global index has the quota by itself.
TEST(UpdateTable, TheTableQuotaIsThatOfEachResourceFrom2025On) {
    for (const bool each : {true, false}) {
        Era era = era_of("2026");
        EXPECT_TRUE(era.quota_of_each_resource);
        era.quota_of_each_resource = each;
        era.enforce_quotas = true;
        DecreaseLedger ledger(DecreaseLimits::of(era));
        const ThroughputChange change = change_of({100, 100}, {100, 30'001}, ledger);
        const UpdateTableCall call{.changes = {&change, 1}, .rest_of_table = {0, 10'000}};
        EXPECT_EQ(update_table(era, UpdateDurations{}, call, midnight).accepted, each);
        const ThroughputChange above = change_of({100, 100}, {100, 40'001}, ledger);
        EXPECT_FALSE(ask(era, above, midnight).accepted);
    }
}

TEST(UpdateTable, LastsLongerBeyondTheEarlierPeakAndLongestWithSplits) {
    const Era era = era_of("2024");
    DecreaseLedger ledger(DecreaseLimits::of(era));
    ThroughputChange change = change_of({100, 100}, {200, 100}, ledger);
    EXPECT_EQ(ask(era, change, midnight).lasts, 30s);
    change.earlier_peak = {200, 100};
    EXPECT_EQ(ask(era, change, midnight).lasts, 10s);
    change.partitions_to_split = 3;
    EXPECT_EQ(ask(era, change, midnight).lasts, 90s);
    change.partitions_to_split = 1'000;
    EXPECT_EQ(ask(era, change, midnight).lasts, 300s);
}

}  // namespace
}  // namespace isotherm
