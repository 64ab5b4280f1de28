// SPDX-License-Identifier: Apache-2.0
#pragma once
// What an import knows: tables with their indexes, capacity and scaling, metrics, hot keys. Neutral
// of the formats that it was read from. Capacity is in units per second, sizes are in bytes.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/operation.h"
#include "engine/vocabulary/time.h"
#include "workloads/imports/fact.h"

namespace isotherm {

struct ImportedCapacity {
    Fact<bool> on_demand;
    BySide<Fact<std::int64_t>> provisioned;
    BySide<Fact<std::int64_t>> maximum;  // on demand; 0: none
    BySide<Fact<std::int64_t>> warm;
};

// A scheduled action of Application Auto Scaling, as AWS writes it.
struct ImportedAction {
    std::string name;
    std::string schedule;  // "cron(0 8 ? * MON-FRI *)", "at(…)", "rate(…)"
    std::string zone;      // IANA name; empty: UTC
    std::optional<WallTime> first;
    std::optional<WallTime> last;
    std::optional<WallTime> created;
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
};

// The scaling of one side of a table or index: a scalable target and its policy.
struct ImportedScaling {
    Fact<std::int64_t> min;
    Fact<std::int64_t> max;
    Fact<double> target;  // share of the capacity, from 0 to 1
    Fact<std::int64_t> scale_out_cooldown_s;
    Fact<std::int64_t> scale_in_cooldown_s;
    Fact<bool> scale_in;
    bool in_suspended = false;
    bool out_suspended = false;
    bool schedule_suspended = false;
    std::vector<ImportedAction> actions;
    Closeness actions_from = Closeness::none;

    bool empty() const { return !min && !max && !target && actions.empty(); }
};

struct ImportedIndex {
    Fact<bool> local;
    Fact<std::string> partition_key;  // several attributes are joined by "+"
    Fact<std::string> sort_key;
    Fact<std::string> projection;  // all, include, keys_only
    Fact<std::int64_t> bytes;
    Fact<std::int64_t> items;
    Fact<std::int64_t> entry_bytes;
    Fact<double> in_index;  // share of the table's items that have an entry
    ImportedCapacity capacity;
    BySide<ImportedScaling> scaling;
    std::vector<std::string> remarks;
};

struct ImportedTable {
    Fact<std::string> partition_key;
    Fact<std::string> sort_key;
    ImportedCapacity capacity;
    BySide<ImportedScaling> scaling;
    Fact<std::int64_t> bytes;
    Fact<std::int64_t> items;
    Fact<std::int64_t> item_bytes;
    Fact<std::int64_t> open_shards;  // of the stream: one for each partition
    Fact<bool> infrequent_access;
    Fact<bool> point_in_time_recovery;
    Fact<bool> stream;
    Fact<std::string> time_to_live;  // its attribute
    std::map<std::string, ImportedIndex> indexes;
    std::vector<std::string> remarks;
    bool defined = false;  // a source describes it; otherwise only metrics or logs name it
};

// One CloudWatch metric with one statistic. An index has two dimensions, its table has one.
struct MetricName {
    std::string table;
    std::string index;
    std::string metric;
    std::string statistic;  // Sum, SampleCount, Average
    std::string operation;

    auto operator<=>(const MetricName&) const = default;
};
struct ImportedMetric {
    std::int64_t period_s = 0;              // 0: not stated
    std::map<std::int64_t, double> points;  // Unix seconds of the period's start
    std::string file;
};

// A report of CloudWatch Contributor Insights: throughput units (3 W + R) of the hottest keys.
struct ImportedKeyReport {
    std::string table;
    std::string index;
    bool throttles = false;      // counts of throttles instead of units
    std::vector<double> values;  // highest first
    std::vector<std::int64_t> times;
    double steady_share = 1;  // least share of the data points that a key is in
    std::string file;
};

// Calls that a log lists: sums for each table or index.
struct ImportedCalls {
    std::map<std::string, std::uint64_t> operations;
    std::map<std::string, std::uint64_t> keys;
    std::map<std::int64_t, std::uint64_t> per_second;  // Unix seconds
    BySide<double> units{};
    BySide<std::uint64_t> unmeasured{};  // calls whose units are not in `units`
    bool units_of_items = false;         // units are computed from items: no local indexes in them
    std::vector<std::int64_t> item_bytes;
    std::uint64_t throttled = 0;
    std::uint64_t condition_failed = 0;
    std::uint64_t strong = 0;
    std::uint64_t reads = 0;
    std::uint64_t scanned = 0;
    std::uint64_t returned = 0;
    std::uint64_t expired = 0;     // deletions by time to live
    double local_index_units = 0;  // of writes, and part of `units`
    bool sampled = false;
    std::vector<std::string> remarks;
};
struct CallsOf {
    std::string table;
    std::string index;
    auto operator<=>(const CallsOf&) const = default;
};

// Items of an export to S3, whose data files do not name their table.
struct ImportedExport {
    std::string table;
    std::vector<std::int64_t> item_bytes;
    std::map<std::string, std::int64_t> collections;  // bytes of each partition key, if it is known
    std::int64_t data_files = 0;
};

struct ImportedAsk {
    std::string path;
    std::string why;
};
struct ImportAssumption {
    std::string path;
    std::string value;
    std::string why;
};
struct ImportedSource {
    std::string file;
    std::string kind;
    std::uint64_t used = 0;
    std::uint64_t skipped = 0;
};

struct ImportedFacts {
    std::map<std::string, ImportedTable> tables;
    std::map<std::string, std::vector<std::string>> unresolved;  // by table: expressions
    std::map<MetricName, ImportedMetric> metrics;
    std::map<std::string, MetricName> queries;  // by Id
    std::map<std::string, std::int64_t> query_periods;
    std::vector<ImportedKeyReport> key_reports;
    std::map<CallsOf, ImportedCalls> calls;
    ImportedExport exported;
    Fact<std::string> region;  // AWS's name: "eu-central-1"
    Fact<std::int64_t> account_quota;
    Fact<std::int64_t> table_quota;
    std::vector<ImportedAsk> asks;
    std::vector<ImportAssumption> assumed;
    std::vector<ImportedSource> sources;
    std::vector<std::string> remarks;

    // Each question is asked once.
    void ask(std::string path, std::string why) {
        for (const ImportedAsk& asked : asks)
            if (asked.path == path && asked.why == why) return;
        asks.push_back({std::move(path), std::move(why)});
    }
    void assume(std::string path, std::string value, std::string why) {
        assumed.push_back({std::move(path), std::move(value), std::move(why)});
    }
};

}  // namespace isotherm
