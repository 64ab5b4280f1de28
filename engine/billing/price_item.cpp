// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/price_item.h"

namespace isotherm {
namespace {

constexpr std::int64_t million = 1'000'000;

constexpr std::array<PriceItemTraits, price_item_count> traits{{
    {"wcu_hour", "write capacity", "WCU-hours"},
    {"rcu_hour", "read capacity", "RCU-hours"},
    {"rwcu_hour", "replicated write capacity", "rWCU-hours"},
    {"ia_wcu_hour", "write capacity, Standard-IA", "WCU-hours"},
    {"ia_rcu_hour", "read capacity, Standard-IA", "RCU-hours"},
    {"ia_rwcu_hour", "replicated write capacity, Standard-IA", "rWCU-hours"},
    {"wru_million", "write requests", "WRU", million, Growth::with_time},
    {"rru_million", "read requests", "RRU", million, Growth::with_time},
    {"rwru_million", "replicated write requests", "rWRU", million, Growth::with_time},
    {"ia_wru_million", "write requests, Standard-IA", "WRU", million, Growth::with_time},
    {"ia_rru_million", "read requests, Standard-IA", "RRU", million, Growth::with_time},
    {"ia_rwru_million", "replicated write requests, Standard-IA", "rWRU", million,
     Growth::with_time},
    {"rc1_wcu_upfront", "reserved writes 1y, share of the upfront fee", "blocks"},
    {"rc1_wcu_hour", "reserved writes 1y", "block-hours"},
    {"rc1_rcu_upfront", "reserved reads 1y, share of the upfront fee", "blocks"},
    {"rc1_rcu_hour", "reserved reads 1y", "block-hours"},
    {"rc3_wcu_upfront", "reserved writes 3y, share of the upfront fee", "blocks"},
    {"rc3_wcu_hour", "reserved writes 3y", "block-hours"},
    {"rc3_rcu_upfront", "reserved reads 3y, share of the upfront fee", "blocks"},
    {"rc3_rcu_hour", "reserved reads 3y", "block-hours"},
    {"storage_gb_month", "storage", "GB-months"},
    {"ia_storage_gb_month", "storage, Standard-IA", "GB-months"},
    {"pitr_gb_month", "point-in-time recovery", "GB-months"},
    {"backup_warm_gb_month", "backups", "GB-months"},
    {"backup_cold_gb_month", "cold backups", "GB-months"},
    {"restore_warm_gb", "restore", "GB", 1, Growth::once},
    {"restore_cold_gb", "restore of a cold backup", "GB", 1, Growth::once},
    {"export_gb", "export to S3", "GB", 1, Growth::once},
    {"export_incremental_gb", "incremental export to S3", "GB", 1, Growth::once},
    {"import_gb", "import from S3", "GB", 1, Growth::once},
    {"streams_rru_100k", "stream reads", "GetRecords calls", 100'000, Growth::with_time},
    {"cdc_million", "change capture to Kinesis", "change units", million, Growth::with_time},
    {"dti_gb", "data transfer in", "GB", 1, Growth::with_time},
    {"dto_gb_first_tier", "data transfer out", "GB", 1, Growth::with_time},
    {"xregion_gb", "data transfer to another region", "GB", 1, Growth::with_time},
    {"xregion_gb_to_osaka", "data transfer to Osaka", "GB", 1, Growth::with_time},
    {"dax_t3_small_hour", "DAX t3.small", "node-hours"},
    {"dax_t3_medium_hour", "DAX t3.medium", "node-hours"},
    {"dax_t3_cpu_credit", "DAX t3 processor time above baseline", "vCPU-hours"},
    {"dax_r4_large_hour", "DAX r4.large", "node-hours"},
    {"dax_r4_8xlarge_hour", "DAX r4.8xlarge", "node-hours"},
    {"dax_r5_large_hour", "DAX r5.large", "node-hours"},
    {"dax_r5_xlarge_hour", "DAX r5.xlarge", "node-hours"},
    {"dax_r5_2xlarge_hour", "DAX r5.2xlarge", "node-hours"},
    {"dax_r5_4xlarge_hour", "DAX r5.4xlarge", "node-hours"},
    {"dax_r5_8xlarge_hour", "DAX r5.8xlarge", "node-hours"},
    {"dax_r5_12xlarge_hour", "DAX r5.12xlarge", "node-hours"},
    {"dax_r5_16xlarge_hour", "DAX r5.16xlarge", "node-hours"},
    {"dax_r5_24xlarge_hour", "DAX r5.24xlarge", "node-hours"},
    {"streams_lambda_rru_100k", "stream reads by Lambda", "GetRecords calls", 100'000,
     Growth::with_time},
    {"lambda_million", "Lambda requests", "invocations", million, Growth::with_time},
    {"lambda_gb_second", "Lambda duration", "GB-seconds", 1, Growth::with_time},
    {"replica_gb", "creation of a replica", "GB", 1, Growth::once},
    {"bulk_put_gb", "bulk put", "GB", 1, Growth::once},
    {"vector_write_gb", "vector index writes", "GB", 1, Growth::with_time},
    {"vector_search_gb", "vector searches", "GB", 1, Growth::with_time},
    {"vector_storage_gb_month", "vector index storage", "GB-months"},
    {"ci_rule_month", "Contributor Insights rules", "rule-months"},
    {"ci_event_million", "Contributor Insights events", "events", million, Growth::with_time},
    {"warm_wcu", "warm throughput, writes", "units per second", 1, Growth::once},
    {"warm_rcu", "warm throughput, reads", "units per second", 1, Growth::once},
    {"kinesis_shard_hour", "Kinesis shards", "shard-hours"},
    {"kinesis_put_million", "Kinesis puts", "payload units", million, Growth::with_time},
    {"kinesis_stream_hour", "Kinesis stream on demand", "stream-hours"},
    {"kinesis_in_gb", "data into Kinesis", "GB", 1, Growth::with_time},
    {"kinesis_out_gb", "data out of Kinesis", "GB", 1, Growth::with_time},
    {"savings_plan_usd", "savings plan, commitment", "US dollars"},
    {"savings_plan_covered_usd", "list price of what the savings plan covers", "US dollars"},
    {"savings_plan_requests", "savings plan, discount on requests", "of the list price"},
    {"savings_plan_capacity", "savings plan, discount on capacity", "of the list price"},
    {"free_wcu", "free write capacity", "WCU"},
    {"free_rcu", "free read capacity", "RCU"},
    {"free_wcu_hours", "free write capacity", "WCU-hours"},
    {"free_rcu_hours", "free read capacity", "RCU-hours"},
    {"free_storage", "free storage", "GB-months"},
    {"free_streams_rru", "free stream reads", "GetRecords calls"},
    {"free_dto_gb", "free data transfer out", "GB"},
}};
static_assert(traits.back().name == "free_dto_gb" &&
              static_cast<std::size_t>(PriceItem::free_dto_gb) == traits.size() - 1);

}  // namespace

const PriceItemTraits& traits_of(PriceItem item) { return traits[static_cast<std::size_t>(item)]; }

std::optional<PriceItem> price_item_named(std::string_view name) {
    for (std::size_t i = 0; i < traits.size(); ++i) {
        if (traits[i].name == name) return static_cast<PriceItem>(i);
    }
    return std::nullopt;
}

std::span<const PriceItemTraits> price_items() { return traits; }

PriceItem throughput_item(CapacityMode mode, TableClass table_class, Units units) {
    const bool infrequent = table_class == TableClass::standard_ia;
    if (mode == CapacityMode::provisioned) {
        switch (units) {
            case Units::read:
                return infrequent ? PriceItem::ia_rcu_hour : PriceItem::rcu_hour;
            case Units::write:
                return infrequent ? PriceItem::ia_wcu_hour : PriceItem::wcu_hour;
            case Units::replicated_write:
                return infrequent ? PriceItem::ia_rwcu_hour : PriceItem::rwcu_hour;
        }
    }
    switch (units) {
        case Units::read:
            return infrequent ? PriceItem::ia_rru_million : PriceItem::rru_million;
        case Units::write:
            return infrequent ? PriceItem::ia_wru_million : PriceItem::wru_million;
        case Units::replicated_write:
            break;
    }
    return infrequent ? PriceItem::ia_rwru_million : PriceItem::rwru_million;
}

PriceItem storage_item(TableClass table_class) {
    return table_class == TableClass::standard_ia ? PriceItem::ia_storage_gb_month
                                                  : PriceItem::storage_gb_month;
}

}  // namespace isotherm
