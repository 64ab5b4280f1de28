// SPDX-License-Identifier: Apache-2.0
#include "engine/model/era.h"

#include <array>
#include <bit>
#include <utility>

#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

// Each step changes the previous era into the next one; the first era has the defaults of Era.
// Sources: Developer Guide (Document History, Limits, Quotas), USENIX ATC 2022. Eras differ only by
// this table. "2013" is the end of that year: local and global indexes exist; "2024" ends on
// 2025-08-11, "2025" begins on 2025-08-14 and "2026" on 2026-08-05. The decreases per day of 2013
// (2) and 2016 (4) are [inferred] from reports of users.
struct EraStep {
    std::string_view name;
    void (*change)(Era& era);
};
constexpr std::array<EraStep, 8> steps{{
    {"2012", [](Era&) {}},
    {"2013",
     [](Era& era) {
         era.read_unit = Bytes{4096};
         era.global_indexes_most = 5;
         era.local_indexes_most = 5;
         era.decreases_per_day = 2;
         era.calls.parallel_scan = true;
     }},
    {"2016",
     [](Era& era) {
         era.item_largest = Bytes{409'600};
         era.decreases_per_day = 4;
         era.increase_factor_most = 0;
         era.increase_least = Share{0};
         era.calls.batch_bytes = 16'000'000;
     }},
    {"2018",
     [](Era& era) {
         era.admission = "adaptive_capacity";
         era.table_quota = 40'000;
         era.account_quota = 80'000;
         era.on_demand = true;
         era.decrease_after_quiet = 1h;
         era.calls.time_to_live = true;
         era.calls.transaction_items = 10;  // Document History 2018-11-27
     }},
    {"2019",
     [](Era& era) {
         era.admission = "global_admission";
         era.combined_partition_limits = false;
         era.splits_for_consumption = true;
         era.global_indexes_most = 20;
         era.scale_out_points = 2;
         era.calls.transaction_items = 25;
     }},
    {"2024",
     [](Era& era) {
         // The sources disagree: one switch (Document History) or two (Quotas, 2023) in 24 hours;
         // this era has two.
         era.mode_switches_per_day = 2;
         era.calls.transaction_items = 100;
         era.calls.absent_item_charge = AbsentItemCharge::attempted_item;
     }},
    {"2025",
     [](Era& era) {
         era.mode_switches_per_day = 4;  // Document History 2025-08-12
         era.switch_to_provisioned_freely = true;
         era.throttle_reasons = true;  // Document History 2025-08-14
         era.decrease_after_quiet = 0h;
         // Quotas of 2026; the rule began after 2023, on a date that is not published.
         era.decreases_per_hour = 1;
         era.quota_of_each_resource = true;
     }},
    {"2026", [](Era& era) { era.vector_indexes_most = 5; }},
}};

}  // namespace

std::vector<std::string> era_names() {
    std::vector<std::string> names;
    for (const EraStep& step : steps) names.emplace_back(step.name);
    return names;
}

std::string_view newest_era() { return steps.back().name; }

std::optional<Era> era_named(std::string_view name) {
    Era era;
    for (const EraStep& step : steps) {
        step.change(era);
        era.name = step.name;
        if (step.name == name) return era;
    }
    return std::nullopt;
}

namespace {

void unit_settings(Era& era, SettingsVisitor& visit) {
    visit.field({.name = "read_unit",
                 .help = "size of one read unit",
                 .lowest = 256,
                 .highest = 65'536,
                 .source = "Document History 2013-05-14: 1 KB before, 4 KB since"},
                era.read_unit);
    visit.field({.name = "write_unit",
                 .help = "size of one write unit",
                 .lowest = 256,
                 .highest = 65'536,
                 .source = "Developer Guide, Provisioned throughput"},
                era.write_unit);
    for (const auto& [unit_name, unit] :
         {std::pair("read_unit", era.read_unit), std::pair("write_unit", era.write_unit)}) {
        if (!std::has_single_bit(unit.count)) {
            visit.reject(unit_name, text_of(unit) + " is not a power of two",
                         "use 1 KB, 2 KB, 4 KB, …");
        }
    }
    visit.field({.name = "item_largest",
                 .help = "largest item",
                 .lowest = 1,
                 .highest = 16'777'216,
                 .source = "Document History 2014-10-07: 64 KB before, 400 KB since"},
                era.item_largest);
    choice_field(visit,
                 {.name = "absent_item_charge",
                  .help = "what a failed condition costs if the item does not exist",
                  .source = "Developer Guide: one unit until 2023, now by the item attempted"},
                 era.calls.absent_item_charge);
}

void partition_settings(Era& era, SettingsVisitor& visit) {
    visit.field({.name = "partition_read_maximum",
                 .help = "maximum read units per second of one partition",
                 .lowest = 1,
                 .highest = 1e6,
                 .source = "Developer Guide, partition key design"},
                era.partition_read_maximum);
    visit.field({.name = "partition_write_maximum",
                 .help = "maximum write units per second of one partition",
                 .lowest = 1,
                 .highest = 1e6,
                 .source = "Developer Guide, partition key design"},
                era.partition_write_maximum);
    visit.field(
        {.name = "partition_eventual_maximum",
         .help = "maximum eventually consistent reads of one partition (from three replicas), in "
                 "units per second",
         .lowest = 1,
         .highest = 1e6,
         .source = "[inferred] 3 x 1,500, AWS Database Blog 2023 measured 4,500 on one key"},
        era.partition_eventual_maximum);
    visit.field({.name = "partition_size_maximum",
                 .help = "maximum size of one partition",
                 .lowest = 1,
                 .source = "Developer Guide 2017, Guidelines for Working with Tables"},
                era.partition_size_maximum);
    visit.field({.name = "combined_partition_limits",
                 .help = "whether reads and writes share one limit, R/3000 + W/1000 <= 1",
                 .source = "older AWS texts combine them, newer ones say they are independent"},
                era.combined_partition_limits);
}

void bucket_settings(Era& era, SettingsVisitor& visit) {
    visit.field({.name = "allocated_window",
                 .help = "time window over which a rate limit is enforced",
                 .lowest = 0.001,
                 .highest = 300,
                 .source = "Developer Guide: capacity is per second"},
                era.allocated_window);
    visit.field({.name = "burst_window",
                 .help = "unused capacity that is kept for bursts, in seconds of the rate",
                 .lowest = 0,
                 .highest = 600,
                 .source = "Developer Guide: up to 300 s"},
                era.burst_window);
    visit.field({.name = "initial_burst",
                 .help = "initial fill of the burst buckets, 0 to 1",
                 .lowest = 0,
                 .highest = 1,
                 .source = "[inferred] a table that idled for five minutes"},
                era.initial_burst);
    visit.field({.name = "initial_maximum",
                 .help = "initial fill of the buckets that enforce a partition's maximum, 0 to 1",
                 .lowest = 0,
                 .highest = 1,
                 .source = "[inferred] nearly empty, but full enough to admit the first request"},
                era.initial_maximum);
}

void split_settings(Era& era, SettingsVisitor& visit) {
    visit.field({.name = "splits_for_consumption",
                 .help = "whether a busy partition splits",
                 .source = "USENIX ATC 2022"},
                era.splits_for_consumption);
    visit.field({.name = "split_threshold",
                 .help = "share of a partition's maximum above which the partition is busy",
                 .lowest = 0.01,
                 .highest = 1,
                 .source = "[inferred] not published"},
                era.split_threshold);
    visit.field({.name = "split_after",
                 .help = "how long a partition must be busy before it splits",
                 .lowest = 1,
                 .highest = 86'400,
                 .source = "[inferred] not published"},
                era.split_after);
    visit.field(
        {.name = "split_lasts_least",
         .help = "shortest duration of a split; the parent partition serves requests until it ends",
         .lowest = 0,
         .highest = 86'400,
         .source = "[inferred] \"minutes\", USENIX ATC 2022"},
        era.split_lasts_least);
    visit.field({.name = "split_lasts_most",
                 .help = "longest duration of a split",
                 .lowest = 0,
                 .highest = 86'400,
                 .source = "[inferred] a third party saw 8 minutes"},
                era.split_lasts_most);
    if (era.split_lasts_least > era.split_lasts_most) {
        visit.reject("split_lasts_least", "longer than split_lasts_most",
                     "make it the smaller of the two");
    }
}

void quota_settings(Era& era, SettingsVisitor& visit) {
    const double most = CapacityRate::highest.in_units_per_second();
    visit.field({.name = "table_quota",
                 .help = "maximum units per second of one table, for reads and for writes each",
                 .lowest = 1,
                 .highest = most,
                 .source = "Developer Guide, Limits; us-east-1"},
                era.table_quota);
    visit.field(
        {.name = "account_quota",
         .help = "maximum units per second of all tables together, for reads and for writes each",
         .lowest = 1,
         .highest = most,
         .source = "Developer Guide, Limits; us-east-1"},
        era.account_quota);
    visit.field({.name = "quota_of_each_resource",
                 .help = "whether table_quota is that of the table and of each global index alone, "
                         "not of all together",
                 .source = "[inferred] Developer Guide 2026: Quotas says each alone, the page on "
                           "throttling by account limits says together"},
                era.quota_of_each_resource);
    visit.field(
        {.name = "enforce_quotas",
         .help = "whether table_quota and account_quota are enforced; AWS raises them on request",
         .source = "Developer Guide, Limits: adjustable"},
        era.enforce_quotas);
    visit.field({.name = "global_indexes_most",
                 .help = "maximum number of global secondary indexes of a table",
                 .lowest = 0,
                 .highest = 100,
                 .source = "Developer Guide, Limits"},
                era.global_indexes_most);
    visit.field({.name = "local_indexes_most",
                 .help = "maximum number of local secondary indexes of a table",
                 .lowest = 0,
                 .highest = 100,
                 .source = "Developer Guide, Limits"},
                era.local_indexes_most);
    visit.field({.name = "vector_indexes_most",
                 .help = "maximum number of vector indexes of a table; 0: there are none yet",
                 .lowest = 0,
                 .highest = 100,
                 .source = "Developer Guide, vector search, since 2026-08-05"},
                era.vector_indexes_most);
    visit.field(
        {.name = "mode_switches_per_day",
         .help = "maximum number of switches between provisioned and on-demand mode in 24 hours",
         .lowest = 0,
         .highest = 1000,
         .source = "Developer Guide, Quotas: 1, in 2023 2, since 2025 4"},
        era.mode_switches_per_day);
    visit.field({.name = "switch_to_provisioned_freely",
                 .help = "whether switches from on-demand to provisioned mode are unlimited",
                 .source = "Developer Guide, Quotas, since 2025"},
                era.switch_to_provisioned_freely);
    visit.field({.name = "decreases_per_day",
                 .help = "maximum number of capacity decreases per UTC day",
                 .lowest = 0,
                 .highest = 1000,
                 .source = "Developer Guide, Limits"},
                era.decreases_per_day);
    visit.field({.name = "decreases_within",
                 .help = "how long after the first decrease of a day more are allowed; 0s: all day",
                 .lowest = 0,
                 .highest = 86'400,
                 .source = "[inferred] at any time; Developer Guide 2018, Limits, says an hour"},
                era.decreases_within);
    visit.field({.name = "decrease_after_quiet",
                 .help = "time without a decrease after which one more is allowed; 0s: never",
                 .lowest = 0,
                 .highest = 86'400,
                 .source = "Developer Guide, Limits: 4h in 2017, 1h since 2018"},
                era.decrease_after_quiet);
    visit.field({.name = "decreases_per_hour",
                 .help = "decreases regained each clock hour, up to decreases_per_day; all are "
                         "available again at 00:00 UTC; 0: none",
                 .lowest = 0,
                 .highest = 1000,
                 .source = "Developer Guide, Quotas, 2026: 4, and one more each hour"},
                era.decreases_per_hour);
    visit.field(
        {.name = "increase_factor_most",
         .help =
             "largest factor by which one UpdateTable call may increase throughput; 0: no limit",
         .lowest = 0,
         .highest = 1e6,
         .source = "AWS Meister Series, Japan 2012"},
        era.increase_factor_most);
    visit.field(
        {.name = "increase_least",
         .help = "smallest increase that UpdateTable accepts, as a share of the current value",
         .lowest = 0,
         .highest = 1,
         .source = "AWS Meister Series, Japan 2012"},
        era.increase_least);
    visit.field({.name = "scale_out_points",
                 .help = "minutes above the target before auto scaling raises capacity",
                 .lowest = 1,
                 .highest = 60,
                 .source = "[inferred] 5 in 2017; 2 documented since"},
                era.scale_out_points);
    visit.field({.name = "scale_in_points",
                 .help = "minutes below the target before auto scaling lowers capacity",
                 .lowest = 1,
                 .highest = 1440,
                 .source = "Developer Guide: 15"},
                era.scale_in_points);
    visit.field({.name = "throttle_reasons",
                 .help = "whether throttled requests get one of the 16 throttling reasons",
                 .source = "2025 on; before, ProvisionedThroughputExceededException alone"},
                era.throttle_reasons);
}

}  // namespace

void Era::settings(SettingsVisitor& visit) {
    unit_settings(*this, visit);
    partition_settings(*this, visit);
    bucket_settings(*this, visit);
    split_settings(*this, visit);
    quota_settings(*this, visit);
}

}  // namespace isotherm
