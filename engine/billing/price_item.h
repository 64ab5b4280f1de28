// SPDX-License-Identifier: Apache-2.0
#pragma once
// The items of DynamoDB's bills and of price books.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/model/table_modes.h"
#include "engine/requests/operation.h"

namespace isotherm {

// In the order of a bill.
enum class PriceItem : std::uint8_t {
    wcu_hour,
    rcu_hour,
    rwcu_hour,
    ia_wcu_hour,
    ia_rcu_hour,
    ia_rwcu_hour,
    wru_million,
    rru_million,
    rwru_million,
    ia_wru_million,
    ia_rru_million,
    ia_rwru_million,
    rc1_wcu_upfront,
    rc1_wcu_hour,
    rc1_rcu_upfront,
    rc1_rcu_hour,
    rc3_wcu_upfront,
    rc3_wcu_hour,
    rc3_rcu_upfront,
    rc3_rcu_hour,
    storage_gb_month,
    ia_storage_gb_month,
    pitr_gb_month,
    backup_warm_gb_month,
    backup_cold_gb_month,
    restore_warm_gb,
    restore_cold_gb,
    export_gb,
    export_incremental_gb,
    import_gb,
    streams_rru_100k,
    cdc_million,
    dti_gb,
    dto_gb_first_tier,
    xregion_gb,
    xregion_gb_to_osaka,
    dax_t3_small_hour,
    dax_t3_medium_hour,
    dax_t3_cpu_credit,
    dax_r4_large_hour,
    dax_r4_8xlarge_hour,
    dax_r5_large_hour,
    dax_r5_xlarge_hour,
    dax_r5_2xlarge_hour,
    dax_r5_4xlarge_hour,
    dax_r5_8xlarge_hour,
    dax_r5_12xlarge_hour,
    dax_r5_16xlarge_hour,
    dax_r5_24xlarge_hour,
    streams_lambda_rru_100k,
    lambda_million,
    lambda_gb_second,
    replica_gb,
    bulk_put_gb,
    vector_write_gb,
    vector_search_gb,
    vector_storage_gb_month,
    ci_rule_month,
    ci_event_million,
    warm_wcu,
    warm_rcu,
    kinesis_shard_hour,
    kinesis_put_million,
    kinesis_stream_hour,
    kinesis_in_gb,
    kinesis_out_gb,
    // Amounts of a Database Savings Plan, in US dollars.
    savings_plan_usd,
    savings_plan_covered_usd,
    // Discounts of a savings plan: shares of the list price, not prices.
    savings_plan_requests,
    savings_plan_capacity,
    // The free tier: these are free quantities, not prices.
    free_wcu,
    free_rcu,
    free_wcu_hours,
    free_rcu_hours,
    free_storage,
    free_streams_rru,
    free_dto_gb,
};
inline constexpr std::size_t price_item_count = 77;

// How a quantity of a part of a month is extrapolated to the whole month.
enum class Growth : std::uint8_t {
    with_hours,  // capacity and storage: in proportion to the billed hours
    with_time,   // consumption: in proportion to the covered time
    once,        // exports, imports, restores: not extrapolated
};

struct PriceItemTraits {
    std::string_view name;       // name in price files
    std::string_view label;      // "write capacity"
    std::string_view unit;       // unit of quantities: "WCU-hours"
    std::int64_t per_price = 1;  // quantity that the price buys: 1,000,000 for "per million"
    Growth growth = Growth::with_hours;
};

const PriceItemTraits& traits_of(PriceItem item);
std::optional<PriceItem> price_item_named(std::string_view name);
std::span<const PriceItemTraits> price_items();  // in the order of the enumeration

// Kinds of units. Only writes can be replicated.
enum class Units : std::uint8_t { read, write, replicated_write };
inline constexpr std::array<Units, 3> all_units{Units::read, Units::write, Units::replicated_write};

PriceItem throughput_item(CapacityMode mode, TableClass table_class, Units units);
PriceItem storage_item(TableClass table_class);

}  // namespace isotherm
