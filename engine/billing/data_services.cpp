// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/data_services.h"

#include <fmt/format.h>

#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

// Returns the node type of a price item: "r5.large" for dax_r5_large_hour.
std::string node_type(std::string_view item_name) {
    item_name.remove_prefix(std::string_view("dax_").size());
    item_name.remove_suffix(std::string_view("_hour").size());
    std::string type(item_name);
    type[type.find('_')] = '.';
    return type;
}

bool is_node(std::string_view item_name) {
    return item_name.starts_with("dax_") && item_name.ends_with("_hour");
}

Error node_error(std::string what, std::string fix) {
    return {ExitCode::usage, ErrorNumber::bad_dax_node, {}, std::move(what), std::move(fix)};
}

}  // namespace

Result<CacheNodes> parse_cache_nodes(std::string_view text) {
    constexpr std::int64_t nodes_most = 11;  // per cluster: Quotas in Amazon DynamoDB
    CacheNodes nodes{.count = 1};
    std::string_view type = text;
    if (!text.empty() && text[0] >= '0' && text[0] <= '9') {
        const auto count = number_at_front<std::int64_t>(text);
        nodes.count = count.value;
        type = text.substr(count.end);
        if (!count.ok() || !type.starts_with('x') || nodes.count < 1 || nodes.count > nodes_most) {
            return node_error(
                fmt::format("\"{}\" is not a valid number of DAX nodes", printable(text)),
                "write 1 to 11 nodes of a type: 3xr5.large");
        }
        type.remove_prefix(1);
    }
    if (type.starts_with("dax.")) type.remove_prefix(4);
    std::vector<std::string> known;
    for (std::size_t i = 0; i < price_item_count; ++i) {
        const std::string_view name = price_items()[i].name;
        if (!is_node(name)) continue;
        known.push_back(node_type(name));
        if (known.back() == type) {
            nodes.type = static_cast<PriceItem>(i);
            return nodes;
        }
    }
    return node_error(fmt::format("no DAX node type \"{}\" is known", printable(type)),
                      suggestion_text(std::string(type), known));
}

std::int64_t stream_reads(std::int64_t shards, std::int64_t polls_per_second, SimDuration time) {
    return shards * polls_per_second * whole_seconds(time);
}

std::int64_t change_units(std::uint64_t item_bytes, std::int64_t writes) {
    constexpr std::uint64_t unit_bytes = 1024;
    const std::uint64_t started = (item_bytes + unit_bytes - 1) / unit_bytes;
    return static_cast<std::int64_t>(started == 0 ? 1 : started) * writes;
}

std::int64_t kinesis_puts(std::uint64_t item_bytes, int images, std::int64_t writes) {
    constexpr std::uint64_t unit_bytes = 25 * 1024;
    constexpr std::uint64_t record_overhead = 100;
    const std::uint64_t record = record_overhead + static_cast<std::uint64_t>(images) * item_bytes;
    return static_cast<std::int64_t>((record + unit_bytes - 1) / unit_bytes) * writes;
}

void add_services(Usage& month, const ResourceName& resource, const DataServices& services,
                  std::int64_t hours_per_month) {
    for (const auto& [item, bytes] :
         {std::pair(PriceItem::pitr_gb_month, services.recoverable),
          std::pair(PriceItem::backup_warm_gb_month, services.backups),
          std::pair(PriceItem::backup_cold_gb_month, services.cold_backups),
          std::pair(PriceItem::restore_warm_gb, services.restored),
          std::pair(PriceItem::restore_cold_gb, services.cold_restored),
          std::pair(PriceItem::export_gb, services.exported),
          std::pair(PriceItem::export_incremental_gb, services.incrementally_exported),
          std::pair(PriceItem::import_gb, services.imported),
          std::pair(PriceItem::dto_gb_first_tier, services.to_internet),
          std::pair(PriceItem::dti_gb, services.from_internet),
          std::pair(PriceItem::xregion_gb, services.to_other_region),
          std::pair(PriceItem::replica_gb, services.replicated),
          std::pair(PriceItem::bulk_put_gb, services.bulk_put),
          std::pair(PriceItem::kinesis_in_gb, services.kinesis_in),
          std::pair(PriceItem::kinesis_out_gb, services.kinesis_out),
          std::pair(PriceItem::vector_write_gb, Bytes{services.vector_written}),
          std::pair(PriceItem::vector_search_gb, Bytes{services.vector_searched}),
          std::pair(PriceItem::vector_storage_gb_month, services.vector_stored)}) {
        month.add(resource, item, gigabytes(bytes.count));
    }
    for (const auto& [item, count] :
         {std::pair(PriceItem::streams_rru_100k, services.stream_reads),
          std::pair(PriceItem::streams_lambda_rru_100k, services.lambda_stream_reads),
          std::pair(PriceItem::lambda_million, services.lambda_invocations),
          std::pair(PriceItem::lambda_gb_second, services.lambda_gb_seconds),
          std::pair(PriceItem::cdc_million, services.change_units),
          std::pair(PriceItem::kinesis_put_million, services.kinesis_puts),
          std::pair(PriceItem::kinesis_shard_hour, services.kinesis_shards * hours_per_month),
          std::pair(PriceItem::kinesis_stream_hour, services.kinesis_streams * hours_per_month),
          std::pair(PriceItem::warm_rcu, services.warm_read),
          std::pair(PriceItem::warm_wcu, services.warm_write),
          std::pair(PriceItem::ci_rule_month, services.insights_rules),
          std::pair(PriceItem::ci_event_million, services.insights_events)}) {
        month.add(resource, item, Quantity(count));
    }
    for (const CacheNodes& nodes : services.cache)
        month.add(resource, nodes.type, Quantity(Wide{nodes.count} * hours_per_month));
}

}  // namespace isotherm
