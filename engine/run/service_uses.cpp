// SPDX-License-Identifier: Apache-2.0
#include "engine/run/service_uses.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>

#include "engine/billing/data_services.h"
#include "engine/callers/flow_settings.h"
#include "engine/run/report_jobs_json.h"
#include "engine/scenario/series_tables.h"
#include "engine/streams/stream_kind.h"

namespace isotherm {
namespace {

// What an on-demand table serves without being warmed (Developer Guide, warm throughput).
constexpr Throughput warm_by_default{12'000, 4'000};
constexpr double millionth = 1e6;

const TableSpec* spec_of(const std::vector<TableSpec>& specs, const std::string& table) {
    const auto found = std::find_if(specs.begin(), specs.end(),
                                    [&](const TableSpec& one) { return one.name == table; });
    return found == specs.end() ? nullptr : &*found;
}

// Nodes of clusters are billed for each hour, also one that has only begun. The name of the line
// contains a blank, so no table can have it.
void add_cache_nodes(const Scenario& scenario, std::int64_t hours, std::vector<ServiceUse>& uses) {
    for (const auto& [name, spec] : scenario.caches) {
        if (spec.cache == nullptr) continue;
        const CacheRules rules = spec.cache->rules();
        if (rules.nodes == 0) continue;
        const auto nodes = parse_cache_nodes(rules.node);
        assert(nodes.ok());  // each type that can be chosen is an item of price books
        uses.push_back({ResourceName("cache " + name), nodes.value().type,
                        Quantity(Wide{rules.nodes} * hours)});
    }
}

// Warming is charged once, for what the new values are above the present ones.
void add_warm_throughput(const Recording& recording, const std::vector<TableSpec>& specs,
                         std::vector<ServiceUse>& uses) {
    std::map<ResourceName, Throughput> present;
    for (const CapacityChange& change : recording.capacity_changes) {
        if (!change.effective_second || change.warm.read + change.warm.write == 0) continue;
        const TableSpec* spec = spec_of(specs, change.resource.table);
        Throughput at_start = warm_by_default;
        if (spec != nullptr && !change.resource.is_index()) {
            at_start.read = std::max(at_start.read, spec->capacity.warm.read);
            at_start.write = std::max(at_start.write, spec->capacity.warm.write);
        }
        Throughput& warm = present.emplace(change.resource, at_start).first->second;
        for (const auto& [item, wanted, now] :
             {std::tuple(PriceItem::warm_wcu, change.warm.write, &warm.write),
              std::tuple(PriceItem::warm_rcu, change.warm.read, &warm.read)}) {
            if (wanted <= *now) continue;
            uses.push_back({change.resource, item, Quantity(wanted - *now)});
            *now = wanted;
        }
    }
}

// Refusals of a table's writes by an index that is behind are not counted.
std::uint64_t throttled_items(const Totals& totals) {
    std::uint64_t throttled = totals.throttled;
    for (const auto& side : totals.tries)
        for (std::size_t o = 1; o < outcome_count; ++o)
            if (is_back_pressure(static_cast<Outcome>(o))) throttled -= side[o];
    return throttled;
}

// A Query or Scan accesses the items that it returns, other calls one.
std::uint64_t accessed_items(const Recording& recording, std::size_t table) {
    std::uint64_t items = recording.tables[table].totals.calls.returned_items;
    for (const CallUnits& units : recording.call_units)
        if (units.table == table && !traits_of(units.operation).many_items) items += units.served;
    return items;
}

void add_insights(const Recording& recording, const Scenario& scenario, std::int64_t hours,
                  std::vector<ServiceUse>& uses) {
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const TableRecording& table = recording.tables[t];
        const InsightsUse use = insights_use(scenario, recording, t);
        if (use.mode == InsightsMode::off) continue;
        uses.push_back({table.name, PriceItem::ci_rule_month,
                        Quantity(Wide{use.rules} * hours, scenario.billing.hours_per_month)});
        uses.push_back(
            {table.name, PriceItem::ci_event_million, Quantity(static_cast<Wide>(use.events))});
    }
}

Wide millionths(Share share) { return Wide{std::llround(share.value * millionth)}; }

// Items of the table that a vector index takes in, in millionths: each put and delete of an item
// with the vector, and the updates that change it. A failed condition changes nothing.
Wide written_entries(const Recording& recording, std::size_t table, const VectorIndexSpec& index) {
    Wide served = 0, entries = 0;
    for (const CallUnits& units : recording.call_units) {
        const OperationTraits& traits = traits_of(units.operation);
        if (units.table != table || traits.side != Side::write) continue;
        const auto count = static_cast<Wide>(units.served);
        served += count;
        Wide share = millionths(index.in_index);
        if (units.operation == Operation::update_item)
            share = share * millionths(index.vector_changes) / static_cast<Wide>(millionth);
        entries += count * share;
    }
    const auto failed =
        static_cast<Wide>(recording.tables[table].totals.calls.conditional_check_failed);
    return served == 0 ? 0 : entries * (served - std::min(failed, served)) / served;
}

void add_vector_index(const Recording& recording, std::size_t table, const TableSpec& spec,
                      const VectorIndexSpec& index, std::int64_t hours_per_month,
                      std::vector<ServiceUse>& uses) {
    const ResourceName name(spec.name, index.name);
    const auto entry = static_cast<Wide>(index.write_bytes());
    constexpr Wide parts = static_cast<Wide>(millionth) * bytes_in_gb;
    uses.push_back({name, PriceItem::vector_write_gb,
                    Quantity(written_entries(recording, table, index) * entry, parts)});
    // A rate is a number of milli-requests per stretch of time.
    const Wide searches = Wide{index.searches.milli_requests} * recording.simulated.count();
    uses.push_back({name, PriceItem::vector_search_gb,
                    Quantity(searches, Wide{1'000} * index.searches.per.count()) *
                        Quantity(static_cast<Wide>(index.search_bytes()), bytes_in_gb)});
    const auto item = static_cast<Wide>(std::max<std::uint64_t>(1, spec.item_size.count));
    Quantity stored;
    std::int64_t billed = 0;
    const std::int64_t last = recording.seconds();
    for (const StorageSample& sample : recording.tables[table].storage) {
        if (billed > 0 && sample.second >= last) continue;  // the run ends with that hour
        ++billed;
        const Wide items = static_cast<Wide>(sample.bytes) / item;
        stored = stored + Quantity(items * millionths(index.in_index) * entry, parts);
    }
    uses.push_back(
        {name, PriceItem::vector_storage_gb_month, stored * Quantity(1, hours_per_month)});
}

void add_vectors(const Recording& recording, const Scenario& scenario,
                 const std::vector<TableSpec>& specs, std::vector<ServiceUse>& uses) {
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const TableRecording& table = recording.tables[t];
        const TableSpec* spec = spec_of(specs, table.name.table);
        if (spec == nullptr || table.is_index) continue;
        for (const auto& one : spec->vector_indexes)
            add_vector_index(recording, t, *spec, one.second, scenario.billing.hours_per_month,
                             uses);
    }
}

// A Kinesis data stream, which is charged once whoever reads it: DynamoDB's change units, and
// shards with what is put, or hours on demand with what goes in and out. Kept longer than a day is
// not charged here, because the price is not in the price books.
void add_kinesis(const ResourceName& table, const KinesisUse& use, std::int64_t hours,
                 std::vector<ServiceUse>& uses) {
    const auto add = [&](PriceItem item, const Quantity& quantity) {
        uses.push_back({table, item, quantity});
    };
    add(PriceItem::cdc_million, Quantity(static_cast<Wide>(use.change_units)));
    if (use.on_demand > 0) {
        add(PriceItem::kinesis_stream_hour, Quantity(Wide{hours}));
        add(PriceItem::kinesis_in_gb, gigabytes(use.bytes_in));
        add(PriceItem::kinesis_out_gb, gigabytes(use.bytes_out));
        return;
    }
    add(PriceItem::kinesis_shard_hour, Quantity(static_cast<Wide>(use.shards) * hours));
    add(PriceItem::kinesis_put_million, Quantity(static_cast<Wide>(use.put_units)));
}

std::uint64_t function_memory(const Recording& recording, const Scenario& scenario,
                              const ConsumerRecord& consumer) {
    const auto workload = scenario.workloads.find(recording.workload_names.at(consumer.workload));
    if (workload == scenario.workloads.end() || workload->second.workload == nullptr) return 0;
    const FlowSettings* flow = workload->second.workload->flow();
    if (flow == nullptr || !flow->callers) return 0;
    const auto* kind = dynamic_cast<const StreamKind*>(flow->callers.operator->());
    return kind == nullptr ? 0 : kind->memory();
}

// Reads by AWS Lambda are free; it is charged for its invocations, which are batches, and for the
// time that they run, if their memory is given. Reads of Kinesis data streams are free.
void add_stream_reads(const Recording& recording, const Scenario& scenario, std::int64_t hours,
                      std::vector<ServiceUse>& uses) {
    std::set<std::size_t> in_kinesis;
    for (const ConsumerRecord& consumer : recording.consumers) {
        if (consumer.replicates) continue;  // reads by replication are free
        const ResourceName& table = recording.tables.at(consumer.table).name;
        const bool lambda = consumer.reader == "lambda";
        if (consumer.kinesis.shards > 0) {
            if (in_kinesis.insert(consumer.table).second)
                add_kinesis(table, consumer.kinesis, hours, uses);
        } else {
            uses.push_back(
                {table, lambda ? PriceItem::streams_lambda_rru_100k : PriceItem::streams_rru_100k,
                 Quantity(static_cast<Wide>(consumer.reads))});
        }
        if (!lambda) continue;
        uses.push_back(
            {table, PriceItem::lambda_million, Quantity(static_cast<Wide>(consumer.batches))});
        const std::uint64_t memory = function_memory(recording, scenario, consumer);
        if (memory > 0)
            uses.push_back({table, PriceItem::lambda_gb_second,
                            Quantity(static_cast<Wide>(consumer.batch_time_us), 1'000'000) *
                                gigabytes(memory)});
    }
}

// The price of bulk puts is not known; the bill names it as missing.
void add_bulk_puts(const Recording& recording, const Scenario& scenario,
                   std::vector<ServiceUse>& uses) {
    for (std::size_t w = 0; w < recording.workloads.size(); ++w) {
        const auto workload = scenario.workloads.find(recording.workload_names[w]);
        if (workload == scenario.workloads.end() ||
            workload->second.like.kind != ClientJobKind::bulk_put)
            continue;
        const TableSpec& table = scenario.tables.at(workload->second.table);
        uses.push_back({ResourceName(table.name), PriceItem::bulk_put_gb,
                        gigabytes(recording.workloads[w].admitted * table.item_size.count)});
    }
}

// Bytes that replication sends to other Regions, charged in the Region that sends.
void add_replication(const Recording& recording, std::vector<ServiceUse>& uses) {
    for (const ConsumerRecord& one : recording.consumers)
        if (one.replicates)
            uses.push_back({recording.tables.at(one.table).name, PriceItem::xregion_gb,
                            Quantity(static_cast<Wide>(one.bytes), bytes_in_gb)});
}

}  // namespace

InsightsUse insights_use(const Scenario& scenario, const Recording& recording, std::size_t table) {
    const TableRecording& record = recording.tables[table];
    const auto found = scenario.tables.find(record.name.table);
    if (found == scenario.tables.end()) return {};
    const TableSpec& spec = found->second;
    bool sorted = !spec.sort_key.empty();
    InsightsUse use{.mode = spec.contributor_insights};
    if (record.is_index) {
        const auto index = spec.indexes.find(record.name.index);
        if (index == spec.indexes.end()) return {};
        use.mode = index->second.contributor_insights;
        sorted = !index->second.sort_key.empty();
    }
    if (use.mode == InsightsMode::off) return use;
    const bool accesses = use.mode == InsightsMode::accessed_and_throttled;
    use.rules = (accesses ? 2 : 1) * (sorted ? 2 : 1);
    const std::uint64_t items =
        throttled_items(record.totals) + (accesses ? accessed_items(recording, table) : 0);
    use.events = items * (sorted ? 2 : 1);
    return use;
}

std::vector<ServiceUse> service_uses(const Recording& recording, const Scenario& scenario,
                                     std::int64_t hours) {
    const std::vector<TableSpec> specs = run_tables(scenario);
    std::vector<ServiceUse> uses;
    add_cache_nodes(scenario, hours, uses);
    add_warm_throughput(recording, specs, uses);
    add_insights(recording, scenario, hours, uses);
    add_vectors(recording, scenario, specs, uses);
    add_stream_reads(recording, scenario, hours, uses);
    add_bulk_puts(recording, scenario, uses);
    for (ServiceUse& use : job_uses(recording, scenario)) uses.push_back(std::move(use));
    add_replication(recording, uses);
    return uses;
}

}  // namespace isotherm
