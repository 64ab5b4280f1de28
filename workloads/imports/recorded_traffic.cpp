// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/recorded_traffic.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/vocabulary/quantity.h"
#include "workloads/imports/key_skew.h"
#include "workloads/imports/logged_traffic.h"
#include "workloads/imports/metric_traffic.h"
#include "workloads/imports/throttle_record.h"

namespace isotherm {
namespace {

bool is_traffic(const MetricName& name) {
    return name.metric.starts_with("Consumed") || name.metric.ends_with("ThrottleEvents") ||
           name.metric == "SuccessfulRequestLatency";
}

// Provisioned capacity in force at the start of the run: the last point up to it, or the first.
void take_provisioned(ImportedFacts& facts, const RunSpan& run) {
    const std::int64_t start = whole_seconds(run.start.time_since_epoch());
    for (const auto& [name, metric] : facts.metrics) {
        if (!name.metric.starts_with("Provisioned") || metric.points.empty()) continue;
        const Side side = name.metric.find("Read") != std::string::npos ? Side::read : Side::write;
        auto point = metric.points.upper_bound(start);
        if (point != metric.points.begin()) --point;
        const auto units = static_cast<std::int64_t>(std::llround(point->second));
        if (units <= 0) continue;
        ImportedTable& table = facts.tables[name.table];
        ImportedCapacity& capacity =
            name.index.empty() ? table.capacity : table.indexes[name.index].capacity;
        const FactSource from{Closeness::measured, "CloudWatch at the start"};
        capacity.provisioned[side].take(units, from, name.metric + " at the start");
        if (!table.defined) table.capacity.on_demand.take(false, from);
    }
}

// What consumed capacity of a side peaks at, in units per second.
std::int64_t peak_of(const ImportedFacts& facts, const std::string& table, const std::string& index,
                     Side side) {
    double most = 0;
    const auto found =
        facts.metrics.find({table, index, metric_of("Consumed", side, "CapacityUnits"), "Sum", ""});
    if (found != facts.metrics.end())
        for (const auto& [time, value] : found->second.points)
            most = std::max(most, value / static_cast<double>(found->second.period_s));
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(most)));
}

void assume_capacity(ImportedFacts& facts, const std::string& path, ImportedCapacity& capacity,
                     const std::string& table, const std::string& index) {
    const FactSource from{Closeness::none, "assumed"};
    for (const Side side : both_sides) {
        if (capacity.provisioned[side]) continue;
        const std::int64_t peak = peak_of(facts, table, index, side);
        capacity.provisioned[side].take(peak, from, "assumed: the peak of what was consumed");
        facts.assume(fmt::format("{}.capacity.{}", path, side_names[side]), std::to_string(peak),
                     "the peak of what was consumed");
        facts.ask(fmt::format("{}.capacity.{}", path, side_names[side]),
                  "no source has it: aws dynamodb describe-table");
    }
}

// Tables and indexes that only metrics or logs name get what is missing, so that they run.
void complete_tables(ImportedFacts& facts) {
    std::set<CallsOf> named;
    for (const auto& [name, metric] : facts.metrics)
        if (is_traffic(name)) named.insert({name.table, name.index});
    for (const auto& [of, calls] : facts.calls) named.insert(of);
    for (const CallsOf& of : named) {
        ImportedTable& table = facts.tables[of.table];
        const std::string path = "tables." + of.table;
        if (!table.defined) {
            table.defined = true;
            ImportedCapacity& capacity = table.capacity;
            if (!capacity.provisioned[Side::read] && !capacity.provisioned[Side::write]) {
                capacity.on_demand.take(true, {Closeness::none, "assumed"}, "assumed");
                facts.assume(path + ".capacity.mode", "on_demand", "no source has its capacity");
                facts.ask(path + ".capacity", "no source has it: aws dynamodb describe-table");
            } else {
                assume_capacity(facts, path, capacity, of.table, "");
            }
        }
        if (of.index.empty()) continue;
        const bool known = table.indexes.contains(of.index);
        ImportedIndex& index = table.indexes[of.index];
        if (!known) {
            index.local.take(false, {Closeness::none, "assumed"});
            facts.ask(fmt::format("{}.indexes.{}", path, of.index),
                      "its key and projection: aws dynamodb describe-table");
        }
        if (!table.capacity.on_demand.value_or(false) && !index.local.value_or(false))
            assume_capacity(facts, fmt::format("{}.indexes.{}", path, of.index), index.capacity,
                            of.table, of.index);
    }
}

}  // namespace

std::optional<RunSpan> recorded_span(const ImportedFacts& facts) {
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t end = std::numeric_limits<std::int64_t>::min();
    for (const auto& [name, metric] : facts.metrics) {
        if (!is_traffic(name) || metric.points.empty()) continue;
        first = std::min(first, metric.points.begin()->first);
        end = std::max(end, metric.points.rbegin()->first + metric.period_s);
    }
    if (first > end) {
        for (const auto& [of, calls] : facts.calls) {
            if (calls.per_second.empty()) continue;
            first = std::min(first, calls.per_second.begin()->first);
            end = std::max(end, calls.per_second.rbegin()->first + 1);
        }
    }
    if (first >= end) return std::nullopt;
    return RunSpan{WallTime(std::chrono::seconds(first)), WallTime(std::chrono::seconds(end))};
}

void add_recorded_traffic(ImportedFacts& facts, const ImportOptions& options, ImportPlan& plan) {
    take_provisioned(facts, plan.run);
    complete_tables(facts);
    add_metric_traffic(facts, options, plan);
    add_logged_traffic(facts, options, plan);
    apply_key_skew(facts, plan);
    tell_recorded_throttling(facts, plan);
}

}  // namespace isotherm
