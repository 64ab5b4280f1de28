// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/table_checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace isotherm {
void reject_later(const char* setting, std::string_view introduced, const Era& era,
                  SettingsVisitor& visit) {
    visit.reject(setting, fmt::format("{}; the era is {}", introduced, era.name),
                 "choose era = \"2018\" or later");
}

namespace {

void check_vector_indexes(const Era& era, const TableSpec& table, SettingsVisitor& visit) {
    if (table.vector_indexes.empty()) return;
    if (era.vector_indexes_most == 0) {
        visit.reject(
            "vector_indexes",
            fmt::format("vector indexes were introduced on 2026-08-05; the era is {}", era.name),
            "choose era = \"2026\"");
    } else if (std::ssize(table.vector_indexes) > era.vector_indexes_most) {
        visit.reject("vector_indexes",
                     fmt::format("{} vector indexes; DynamoDB of {} allows {}",
                                 table.vector_indexes.size(), era.name, era.vector_indexes_most),
                     "have fewer, or raise model.vector_indexes_most");
    }
    if (!table.capacity.on_demand()) {
        visit.reject("vector_indexes", "a table in provisioned mode has no vector indexes",
                     "use capacity = { mode = \"on_demand\" }");
    }
    if (table.size.count > vector_table_bytes_most) {
        visit.reject("vector_indexes",
                     "a table with vector indexes has at most 600 GB unless AWS allows more",
                     "make the table smaller");
    }
    for (const auto& [name, index] : table.indexes) {
        if (table.vector_indexes.contains(name))
            visit.reject("vector_indexes", fmt::format("{} is also the name of an index", name),
                         "choose another name");
    }
}

// CloudWatch Contributor Insights for DynamoDB came in 2020; throttled keys alone on 2025-08-14.
void check_insights(const Era& era, InsightsMode mode, SettingsVisitor& visit) {
    if (mode == InsightsMode::off) return;
    const bool alone = mode == InsightsMode::throttled;
    if (era.name >= (alone ? "2025" : "2024")) return;
    visit.reject("contributor_insights",
                 fmt::format("{} was introduced in {}; the era is {}",
                             alone ? "the mode of throttled keys" : "Contributor Insights",
                             alone ? "August 2025" : "2020", era.name),
                 fmt::format("choose era = \"{}\" or later", alone ? "2025" : "2024"));
}

}  // namespace

void check_features(const Era& era, const TableSpec& table, SettingsVisitor& visit) {
    check_vector_indexes(era, table, visit);
    check_insights(era, table.contributor_insights, visit);
    for (const auto& one : table.indexes)
        check_insights(era, one.second.contributor_insights, visit);
    std::int64_t global = 0, local = 0;
    for (const auto& [name, index] : table.indexes) ++(index.global() ? global : local);
    const auto too_many = [&](std::int64_t count, std::int64_t most, const char* kind) {
        if (count <= most) return;
        visit.reject(
            "indexes",
            fmt::format("{} {} indexes; DynamoDB of {} allows {}", count, kind, era.name, most),
            "choose a later era, fewer indexes, or raise the limit under [model]");
    };
    too_many(global, era.global_indexes_most, "global");
    too_many(local, era.local_indexes_most, "local");
    const Throughput& provisioned = table.capacity.provisioned;
    if (era.enforce_quotas && std::max(provisioned.read, provisioned.write) > era.table_quota) {
        visit.reject(
            "capacity",
            fmt::format("more than the table quota in {}: {} units per second", era.name,
                        era.table_quota),
            "reduce capacity, raise model.table_quota, or set model.enforce_quotas = false");
    }
    if (table.capacity.on_demand() && !era.on_demand)
        reject_later("capacity", "on-demand mode was introduced in 2018", era, visit);
    if (table.time_to_live > 0s && !era.calls.time_to_live)
        reject_later("time_to_live", "time to live was introduced in 2017", era, visit);
}

void check_mode_wanted(const TableSpec& table, const TableChange& change, SettingsVisitor& visit) {
    if (change.mode != CapacityMode::provisioned || table.vector_indexes.empty()) return;
    visit.reject("mode",
                 fmt::format("{} has vector indexes, so DynamoDB refuses the switch to provisioned "
                             "mode",
                             change.table),
                 "leave it on demand, or remove its vector indexes");
}

void check_shares(const Era& era, const CapacitySpec& capacity, std::int64_t partitions,
                  SettingsVisitor& visit) {
    if (partitions == 0 || capacity.on_demand()) return;
    std::int64_t least = 1;
    for (const Side side : both_sides) {
        const std::int64_t maximum = era.partition_maximum(side);
        least = std::max(least, (capacity.provisioned.of(side) + maximum - 1) / maximum);
    }
    if (partitions >= least) return;
    visit.reject(
        "partitions",
        fmt::format("{} cannot serve {} RCU and {} WCU: one partition can do {} and {}",
                    partitions == 1 ? "1 partition" : fmt::format("{} partitions", partitions),
                    grouped(capacity.provisioned.read), grouped(capacity.provisioned.write),
                    grouped(era.partition_read_maximum), grouped(era.partition_write_maximum)),
        fmt::format("make it {} or more, or 0 to have it computed", least));
}

}  // namespace isotherm
