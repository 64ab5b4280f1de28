// SPDX-License-Identifier: Apache-2.0
#include "engine/model/table_spec.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/model/on_demand_start.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/resource_name.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

const double most_units = CapacityRate::highest.in_units_per_second();

void units(SettingsVisitor& visit, std::string_view name, std::string_view help,
           std::int64_t& value, bool required, double lowest = 1, std::string_view also = {}) {
    visit.field({.name = name,
                 .help = help,
                 .lowest = lowest,
                 .highest = most_units,
                 .required = required,
                 .also = also},
                value);
}

void reject_where_given(SettingsVisitor& visit, std::initializer_list<std::string_view> names,
                        const char* why, const char* fix) {
    for (const std::string_view name : names) {
        if (visit.given(name)) visit.reject(name, why, fix);
    }
}

// Accepted aliases: names from the API, CloudFormation and Terraform, and common abbreviations.
constexpr std::string_view partition_key_names = "hash_key hash pk primary_key";
constexpr std::string_view capacity_names = "throughput provisioned_throughput";

void insights_setting(SettingsVisitor& visit, InsightsMode& mode) {
    choice_field(visit,
                 {.name = "contributor_insights",
                  .help = "CloudWatch Contributor Insights: off, of throttled keys, or of accessed "
                          "and throttled keys; affects only prices and the report",
                  .source = "Developer Guide, Contributor Insights: how it works"},
                 mode);
}

// Size of a KEYS_ONLY entry if no entry_size is given: two keys and their names. [inferred]
constexpr std::uint32_t key_entry_bytes = 100;

}  // namespace

void CapacitySpec::settings(SettingsVisitor& visit) {
    choice_field(
        visit,
        {.name = "mode", .help = "how throughput is paid for", .also = "billing_mode billing"},
        mode, {{"PAY_PER_REQUEST", "on_demand"}, {"pay per request", "on_demand"}});
    units(visit, "read", "read units per second (RCU), provisioned", provisioned.read,
          !on_demand() && !inherits, 1,
          "rcu rcus read_capacity read_capacity_units read_units reads");
    units(visit, "write", "write units per second (WCU), provisioned", provisioned.write,
          !on_demand() && !inherits, 1,
          "wcu wcus write_capacity write_capacity_units write_units writes");
    units(visit, "previous_peak_read", "on demand: highest read units per second consumed so far",
          previous_peak.read, false, 0);
    units(visit, "previous_peak_write", "on demand: highest write units per second consumed so far",
          previous_peak.write, false, 0);
    units(visit, "warm_read", "on demand: read units per second the table can serve from the start",
          warm.read, false, 0);
    units(visit, "warm_write",
          "on demand: write units per second the table can serve from the start", warm.write, false,
          0);
    units(visit, "maximum_read", "on demand: maximum read throughput, units per second; 0: none",
          maximum.read, false, 0);
    units(visit, "maximum_write", "on demand: maximum write throughput, units per second; 0: none",
          maximum.write, false, 0);
    // given() can be trusted only if the visitor reads a document; other visitors can
    // return true for every setting.
    if (on_demand() && provisioned.read + provisioned.write > 0) {
        reject_where_given(visit, {"read", "write"},
                           "an on-demand table has no provisioned throughput",
                           "remove it, or use mode = \"provisioned\"");
    }
    if (!on_demand() && previous_peak.read + previous_peak.write + warm.read + warm.write +
                                maximum.read + maximum.write >
                            0) {
        reject_where_given(visit,
                           {"previous_peak_read", "previous_peak_write", "warm_read", "warm_write",
                            "maximum_read", "maximum_write"},
                           "applies only to on-demand mode",
                           "remove it, or use mode = \"on_demand\"");
    }
}

Message capacity_message(const CapacitySpec& capacity) {
    if (capacity.on_demand()) return say<Says::on_demand_mode>();
    return say<Says::provisioned>(capacity.provisioned.read, capacity.provisioned.write);
}

namespace {

// Rejects fewer than four partitions for an on-demand table, because it has at least four.
void check_partitions(const CapacitySpec& capacity, std::int64_t partitions,
                      SettingsVisitor& visit) {
    if (!capacity.on_demand() || partitions == 0 || partitions >= on_demand_partitions) return;
    visit.reject("partitions",
                 fmt::format("{} given, but an on-demand table has at least {}", partitions,
                             on_demand_partitions),
                 fmt::format("leave it out, or make it {} or more", on_demand_partitions));
}

}  // namespace

void IndexSpec::settings(SettingsVisitor& visit) {
    choice_field(visit, {.name = "kind", .help = "global or local"}, kind);
    visit.field({.name = "partition_key",
                 .help = "name of the index's partition key attribute, or an expression such as "
                         "\"{day}.{random(1..10)}\"; several in a list",
                 .also = partition_key_names,
                 .one_or_list = true},
                partition_key);
    visit.field({.name = "sort_key",
                 .help = "name of the index's sort key attribute, or an expression, if any",
                 .also = "range_key range sk"},
                sort_key);
    visit.field({.name = "collection",
                 .help = "entries of each index key, which queries meet: a number or an attribute",
                 .number_too = true},
                collection);
    choice_field(visit, {.name = "projection", .help = "which attributes an index entry holds"},
                 projection);
    visit.field({.name = "entry_size",
                 .help = "size of an index entry; 0 B: derived from the projection",
                 .lowest = 0,
                 .highest = 409'600},
                entry_size);
    if (global()) {
        // The caller has already set the index's mode to that of its table. In on-demand mode, the
        // scenario need not give any throughput.
        visit.group({.name = "capacity",
                     .help = "throughput of the index, in its table's capacity mode; optional in "
                             "on-demand mode",
                     .required = !capacity.on_demand(),
                     .also = capacity_names},
                    [this](SettingsVisitor& inner) { capacity.settings(inner); });
        visit.field({.name = "partitions",
                     .help = "number of partitions; 0: computed from capacity",
                     .lowest = 0,
                     .highest = 1e6},
                    partitions);
        check_partitions(capacity, partitions, visit);
    } else if (visit.given("capacity")) {
        visit.reject("capacity", "a local index has no capacity of its own: it uses its table's",
                     "remove it, or make the index global");
    }
    visit.field(
        {.name = "created",
         .help =
             "when UpdateTable adds the index to the existing table; 0s: created with the table",
         .lowest = 0,
         .highest = 1e9},
        created);
    if (!global() && created > 0s) {
        visit.reject("created", "a local index can only be created with its table",
                     "remove it, or make the index global");
    }
    choice_field(
        visit,
        {.name = "keys",
         .help = "index keys: spread by the item's hash, or one key per period, such as a date"},
        keys);
    visit.field(
        {.name = "distinct",
         .help = "number of index key values that the items are spread over (keys = \"hash\")",
         .lowest = 1,
         .highest = 9e18},
        distinct);
    visit.field({.name = "period",
                 .help = "how long writes share an index key (keys = \"time\")",
                 .lowest = 1,
                 .highest = 1e8},
                period);
    visit.field({.name = "suffixes",
                 .help = "number of suffixes that spread each time key (keys = \"time\")",
                 .lowest = 1,
                 .highest = 10'000},
                suffixes);
    visit.field({.name = "in_index",
                 .help = "share of the items that have the index key; the others have no entry",
                 .lowest = 0,
                 .highest = 1},
                in_index);
    visit.field(
        {.name = "key_changes",
         .help = "share of the updates that change the index key, which costs two index writes",
         .lowest = 0,
         .highest = 1},
        key_changes);
    visit.field(
        {.name = "projected_changes",
         .help =
             "of the updates that keep the index key, the share that changes a projected attribute",
         .lowest = 0,
         .highest = 1},
        projected_changes);
    visit.field({.name = "lag",
                 .help = "time by which a global index may lag behind its table before writes to "
                         "the table are refused",
                 .lowest = 1,
                 .highest = 86'400,
                 .source = "[inferred] \"after a few minutes\" in AWS's labs"},
                lag);
    if (global()) insights_setting(visit, contributor_insights);
    if (visit.given("buffer")) {
        visit.reject("buffer", "the lag of an index is measured in time, not in units",
                     "use lag = \"3m\": the delay beyond which writes to the table are refused");
    }
    if (projection == Projection::include && entry_size.count == 0) {
        visit.reject("projection", "the size of an index entry cannot be derived",
                     "add entry_size = \"300 B\"");
    }
}

std::uint32_t IndexSpec::entry_bytes(std::uint32_t item_bytes) const {
    if (entry_size.count > 0) return static_cast<std::uint32_t>(entry_size.count);
    return projection == Projection::keys_only ? key_entry_bytes : item_bytes;
}

Bytes IndexSpec::entries_of(Bytes table, Bytes item) const {
    const std::uint64_t item_bytes = std::max<std::uint64_t>(1, item.count);
    const auto items = static_cast<double>(table.count / item_bytes);
    return Bytes{static_cast<std::uint64_t>(items * in_index.value * has_key.value) *
                 entry_bytes(static_cast<std::uint32_t>(item_bytes))};
}

namespace {

void check_mode(const CapacitySpec& table, const IndexSpec& index, SettingsVisitor& visit) {
    if (!index.global() || index.capacity.on_demand() == table.on_demand()) return;
    if (table.on_demand()) {
        visit.reject("capacity", "an index must have its table's capacity mode, which is on-demand",
                     "leave capacity out, or write mode = \"on_demand\"");
    } else {
        visit.reject("capacity",
                     "an index must have its table's capacity mode, which is provisioned",
                     "give it read and write units");
    }
}

void time_to_live_settings(TableSpec& table, SettingsVisitor& visit) {
    visit.field({.name = "time_to_live",
                 .help = "new items expire after this time and are deleted at no cost; 0s: never",
                 .highest = in_seconds(longest_run),
                 .also = "ttl expiry expires expire_after time_to_live_specification"},
                table.time_to_live);
    visit.field({.name = "time_to_live_delay",
                 .help = "time over which the deletion of expired items is spread evenly",
                 .highest = 30 * 86'400,
                 .source = "[inferred] Developer Guide: typically within 48 hours"},
                table.time_to_live_delay);
    if (table.time_to_live > 0s && !visit.given("new_items")) {
        visit.reject(
            "time_to_live",
            "only new items expire, but new_items does not say how many of the puts add items",
            "add new_items = \"100 %\", or the share of the puts that add an item");
    }
}

// An item holds its vector.
void check_vector(Bytes item_size, const VectorIndexSpec& index, SettingsVisitor& visit) {
    const Bytes vector{vector_bytes(index.dimensions)};
    if (!visit.reads() || index.in_index.value <= 0 || vector <= item_size) return;
    visit.reject("dimensions",
                 fmt::format("a vector of {} dimensions has {}, but an item only {}",
                             index.dimensions, text_of(vector), text_of(item_size)),
                 "make item_size of the table larger, or dimensions smaller");
}

}  // namespace

void TableSpec::settings(SettingsVisitor& visit,
                         const SettingsVisitor::NamedMember& more_of_index) {
    visit.field({.name = "partition_key",
                 .help = "name of the partition key attribute, or an expression over attributes "
                         "such as \"{user}.{random(1..10)}\"",
                 .also = partition_key_names},
                partition_key);
    visit.field({.name = "sort_key",
                 .help = "name of the sort key attribute, if any",
                 .also = "range_key range sk clustering_key"},
                sort_key);
    visit.field({.name = "collection",
                 .help = "items of each partition key, which queries meet: a number, an attribute, "
                         "or \"counted\": what the run's writes leave there",
                 .number_too = true},
                collection);
    visit.field({.name = "item_size",
                 .help = "size of an item unless the workload gives another size",
                 .lowest = 1,
                 .highest = 409'600,
                 .also = "average_item_size mean_item_size item_bytes document_size row_size"},
                item_size);
    visit.field({.name = "size",
                 .help = "size of the table's data when the run starts",
                 .also = "table_size table_size_bytes storage data_size"},
                size);
    visit.field(
        {.name = "collection_size",
         .help = "size of each item collection when the run starts, including its index entries"},
        collection_size);
    visit.group({.name = "capacity",
                 .help = "throughput of the table",
                 .required = true,
                 .also = capacity_names},
                [this](SettingsVisitor& inner) { capacity.settings(inner); });
    visit.field({.name = "partitions",
                 .help = "number of partitions; 0: computed from capacity and size",
                 .lowest = 0,
                 .highest = 1e6},
                partitions);
    check_partitions(capacity, partitions, visit);
    visit.field({.name = "new_items",
                 .help = "share of the PutItem calls that add an item; the table grows by them",
                 .lowest = 0,
                 .highest = 1},
                new_items);
    visit.group(
        {.name = "time_series", .help = "a table for each period instead of one table"},
        [this](SettingsVisitor& inner) {
            time_series.settings(inner);
            if (!capacity.on_demand()) return;
            for (const auto& [cooling, steps] :
                 {std::pair("cool_read", &time_series.cool_read),
                  std::pair("cool_write", &time_series.cool_write)}) {
                if (steps->empty()) continue;
                inner.reject(
                    cooling,
                    "a time series in on-demand mode has no capacity to lower as its tables age",
                    "remove it, or use mode = \"provisioned\"");
            }
        });
    choice_field(
        visit,
        {.name = "class",
         .help = "table class, standard or infrequent access; affects only prices",
         .also = "table_class storage_class"},
        table_class,
        {{"STANDARD_INFREQUENT_ACCESS", "standard_ia"}, {"infrequent_access", "standard_ia"}});
    visit.field({.name = "point_in_time_recovery",
                 .help = "whether point-in-time recovery is on; affects only prices",
                 .also = "pitr backup backups continuous_backups"},
                point_in_time_recovery);
    visit.group({.name = "stream",
                 .help = "DynamoDB Streams: true, or what its records have",
                 .also = "streams stream_specification stream_enabled",
                 .short_for = "on"},
                [this](SettingsVisitor& inner) { stream.settings(inner); });
    insights_setting(visit, contributor_insights);
    time_to_live_settings(*this, visit);
    std::vector<std::string> vectors;
    for (const auto& [vector_name, index] : vector_indexes) vectors.push_back(vector_name);
    visit.named(
        {.name = "vector_indexes", .help = "vector indexes; they affect only prices and limits"},
        vectors, [&](const std::string& vector_name, SettingsVisitor& inner) {
            VectorIndexSpec& index = vector_indexes[vector_name];
            index.name = vector_name;
            index.settings(inner);
            check_vector(item_size, index, inner);
        });
    std::vector<std::string> names;
    for (const auto& [index_name, index] : indexes) names.push_back(index_name);
    visit.named(
        {.name = "indexes",
         .help = "secondary indexes",
         .also = "index gsi gsis lsi lsis global_secondary_indexes local_secondary_indexes "
                 "secondary_indexes"},
        names, [&](const std::string& index_name, SettingsVisitor& inner) {
            IndexSpec& index = indexes[index_name];
            index.name = index_name;
            index.capacity.mode = capacity.mode;
            index.settings(inner);
            check_mode(capacity, index, inner);
            if (!is_resource_name(index_name)) {
                inner.reject(
                    "", fmt::format("\"{}\" cannot be the name of an index", printable(index_name)),
                    "index names are 3 to 255 characters of a-z A-Z 0-9 _ - .");
            }
            if (index.global()) more_of_index(index_name, inner);
            if (!index.global() && sort_key.empty()) {
                inner.reject("kind", "a local index needs a table with a sort key",
                             "give the table a sort_key, or make the index global");
            }
        });
}

}  // namespace isotherm
