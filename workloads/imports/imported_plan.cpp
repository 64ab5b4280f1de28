// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/imported_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "workloads/imports/exported_items.h"
#include "workloads/imports/recorded_traffic.h"

namespace isotherm {
namespace {

// What one partition holds and serves: Developer Guide, Partitions and data distribution.
constexpr std::int64_t partition_bytes = std::int64_t{10} << 30;
constexpr std::int64_t partition_reads = 3000;
constexpr std::int64_t partition_writes = 1000;

// The start of a run that no recording dates.
constexpr WallTime undated_start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

std::int64_t parts_of(std::int64_t whole, std::int64_t part) { return (whole + part - 1) / part; }

bool has_schedule(const ImportedTable& table) {
    const auto scheduled = [](const BySide<ImportedScaling>& scaling) {
        return std::any_of(scaling.begin(), scaling.end(),
                           [](const ImportedScaling& side) { return !side.actions.empty(); });
    };
    return scheduled(table.scaling) ||
           std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const auto& index) { return scheduled(index.second.scaling); });
}

void drop_other_tables(ImportedFacts& facts, const ImportOptions& options) {
    if (options.table.empty()) return;
    const auto other = [&](const std::string& table) { return table != options.table; };
    std::erase_if(facts.tables, [&](const auto& entry) { return other(entry.first); });
    std::erase_if(facts.metrics, [&](const auto& entry) { return other(entry.first.table); });
    std::erase_if(facts.calls, [&](const auto& entry) { return other(entry.first.table); });
    std::erase_if(facts.key_reports, [&](const auto& report) { return other(report.table); });
    std::erase_if(facts.unresolved, [&](const auto& entry) { return other(entry.first); });
}

// The first table that can be written gets one request per second, so that the scenario runs.
void add_assumed_load(ImportedFacts& facts, ImportPlan& plan) {
    for (const auto& [name, table] : facts.tables) {
        if (!table.defined || !can_be_written(facts, name)) continue;
        ImportedWorkload workload;
        workload.name = "assumed";
        workload.table = name;
        workload.mix = {{"PutItem", 1.0}};
        workload.rates = {1.0};
        workload.remarks = {
            "assumed: no source has traffic; one request a second stands in for it"};
        plan.load_is_assumed = true;
        plan.workloads.push_back(std::move(workload));
        facts.ask(
            "workloads.assumed.arrivals",
            "which requests come: give CloudWatch metrics (aws cloudwatch get-metric-data) or "
            "a log");
        return;
    }
}

void ask_about_keys(ImportedFacts& facts, const ImportPlan& plan) {
    bool uniform = false;
    for (const ImportedWorkload& workload : plan.workloads)
        uniform |= workload.weights.empty() && !workload.name.ends_with("_tail");
    if (!uniform) return;
    facts.assume("workloads.*.keys", "uniform", "no source says how often each key is requested");
    facts.ask("workloads.*.keys",
              "key skew: one hot key changes everything (Contributor Insights: aws cloudwatch "
              "get-insight-rule-report)");
}

void ask_about_tables(ImportedFacts& facts) {
    for (const auto& [name, table] : facts.tables) {
        if (!table.defined && table.capacity.provisioned[Side::read].value == std::nullopt &&
            table.capacity.provisioned[Side::write].value == std::nullopt)
            continue;
        if (!table.item_bytes)
            facts.ask(fmt::format("tables.{}.item_size", name),
                      "how large its items are; 1 KB assumed");
        if (table.time_to_live)
            facts.ask(fmt::format("tables.{}.time_to_live", name),
                      fmt::format("how long items live (attribute {}): no description has it",
                                  *table.time_to_live));
        for (const auto& [index_name, index] : table.indexes) {
            const std::string path = fmt::format("tables.{}.indexes.{}", name, index_name);
            if (index.local.value_or(false)) {
                facts.ask(fmt::format("tables.{}.collection_size", name),
                          "what one partition key holds, with its local index entries: 10 GB at "
                          "most");
                continue;
            }
            facts.ask(path + ".distinct", fmt::format("how many values {} has; 1,000,000 assumed",
                                                      index.partition_key.value_or("its key")));
        }
    }
}

}  // namespace

double ImportedWorkload::requests() const {
    double sum = 0;
    for (const double rate : rates) sum += rate * static_cast<double>(period_s);
    return sum;
}

bool ImportedWorkload::is_steady() const {
    return std::all_of(rates.begin(), rates.end(),
                       [&](double rate) { return rate == rates.front(); });
}

std::int64_t imported_partitions(const ImportedCapacity& capacity, bool on_demand,
                                 std::int64_t bytes, std::int64_t open_shards) {
    if (open_shards > 0) return open_shards;
    std::int64_t most = std::max<std::int64_t>(1, parts_of(bytes, partition_bytes));
    for (const Side side : both_sides) {
        const std::int64_t part = side == Side::read ? partition_reads : partition_writes;
        if (!on_demand)
            most = std::max(most, parts_of(capacity.provisioned[side].value_or(0), part));
        most = std::max(most, parts_of(capacity.warm[side].value_or(0), part));
    }
    return most;
}

bool can_be_written(const ImportedFacts& facts, const std::string& name) {
    const auto found = facts.tables.find(name);
    if (found == facts.tables.end()) return false;
    const ImportedCapacity& capacity = found->second.capacity;
    if (facts.unresolved.contains(name)) return false;
    return capacity.on_demand.value_or(false) ||
           (capacity.provisioned[Side::read] && capacity.provisioned[Side::write]);
}

ImportPlan import_plan(ImportedFacts& facts, const ImportOptions& options) {
    take_exported_items(facts);
    if (!options.region.empty())
        facts.region.take(options.region, {Closeness::measured, "--region"});
    drop_other_tables(facts, options);
    ImportPlan plan;
    plan.run = {undated_start, undated_start + 1h};
    if (const auto recorded = recorded_span(facts)) {
        plan.run = *recorded;
        plan.start_recorded = plan.duration_known = true;
    }
    if (options.from) {
        const SimDuration length = plan.run.end - plan.run.start;
        plan.start_recorded = true;
        plan.run.start = *options.from;
        if (!plan.duration_known) plan.run.end = plan.run.start + length;
    }
    if (options.to) {
        plan.run.end = *options.to;
        plan.duration_known = true;
    }
    if (plan.run.end <= plan.run.start) plan.run.end = plan.run.start + 1h;
    if (plan.run.end - plan.run.start > longest_run) {
        plan.run.end = plan.run.start + longest_run;
        facts.ask("duration", "what was recorded is longer than ten years: --from and --to");
    }
    add_recorded_traffic(facts, options, plan);
    for (const auto& [name, table] : facts.tables) plan.start_matters |= has_schedule(table);
    if (plan.start_matters && !plan.start_recorded)
        facts.assume("start", utc_text(plan.run.start),
                     "schedules need a date; --from chooses another one");
    if (!plan.duration_known)
        facts.ask("duration", "how long the run is: --from and --to; an hour assumed");
    if (plan.workloads.empty()) add_assumed_load(facts, plan);
    ask_about_tables(facts);
    ask_about_keys(facts, plan);
    return plan;
}

}  // namespace isotherm
